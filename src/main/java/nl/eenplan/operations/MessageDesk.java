package nl.eenplan.operations;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import nl.eenplan.exchange.Message;
import nl.eenplan.exchange.MessageSearch;
import nl.eenplan.operations.Shown.MessagePage;
import nl.eenplan.operations.Shown.MessageRecord;
import nl.eenplan.problem.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@link Following}, as JSON. */
@RestController
@RequestMapping("/admin/messages")
class MessageDesk {

  private static final int MOST = 200;

  private final Following following;
  private final AdminAccess access;

  MessageDesk(Following following, AdminAccess access) {
    this.following = following;
    this.access = access;
  }

  @GetMapping("/{id}")
  MessageRecord read(@PathVariable("id") UUID id) {
    return following
        .find(id)
        .map(MessageRecord::of)
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  /**
   * @param identifier the sender's own number, as {@code system|value}; the hub keeps a digest of
   *     it
   * @param patient whom they are about: for the privacy officer of who holds this record, and in
   *     the log
   */
  @GetMapping
  MessagePage search(
      @RequestParam(name = "partner") Optional<String> partner,
      @RequestParam(name = "state") Optional<String> state,
      @RequestParam(name = "referral") Optional<UUID> referral,
      @RequestParam(name = "identifier") Optional<String> identifier,
      @RequestParam(name = "patient") Optional<UUID> patient,
      @RequestParam(name = "before") Optional<Long> before,
      @RequestParam(name = "count", defaultValue = "50") int count) {
    MessageSearch search =
        MessageSearch.newest(Math.clamp(count, 1, MOST))
            .to(partner.map(code -> access.organisation(code).code()))
            .in(state.map(MessageDesk::state))
            .about(referral, identifier.map(following::digest), patient)
            .after(before.map(OptionalLong::of).orElse(OptionalLong.empty()));
    List<Message> found = following.search(search);
    return new MessagePage(
        found.stream().map(MessageRecord::of).toList(),
        found.size() < search.count() ? Optional.empty() : Optional.of(found.getLast().cursor()));
  }

  private static Message.State state(String code) {
    return Message.State.of(code).orElseThrow(() -> Problem.of(Problem.Code.INVALID, "state"));
  }
}
