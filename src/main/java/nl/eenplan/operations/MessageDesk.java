package nl.eenplan.operations;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import nl.eenplan.client.Holding;
import nl.eenplan.client.Persons;
import nl.eenplan.exchange.Deliveries;
import nl.eenplan.exchange.Message;
import nl.eenplan.exchange.MessageSearch;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Shown.MessagePage;
import nl.eenplan.operations.Shown.MessageRecord;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Following messages. An operator sees all, everybody else what went to or came from the own. */
@RestController
@RequestMapping("/admin/messages")
class MessageDesk {

  private static final int MOST = 200;

  private final Deliveries messages;
  private final Persons persons;
  private final Ledger ledger;
  private final AdminAccess access;
  private final Transactions transactions;
  private final Clock clock;

  MessageDesk(
      Deliveries messages,
      Persons persons,
      Ledger ledger,
      AdminAccess access,
      Transactions transactions,
      Clock clock) {
    this.messages = messages;
    this.persons = persons;
    this.ledger = ledger;
    this.access = access;
    this.transactions = transactions;
    this.clock = clock;
  }

  @GetMapping("/{id}")
  MessageRecord read(@PathVariable("id") UUID id) {
    return messages
        .find(id, party(access.anybody()))
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
    Who who = patient.isPresent() ? access.officer() : access.anybody();
    boolean aboutSomething = referral.isPresent() || identifier.isPresent() || patient.isPresent();
    Optional<OrganisationCode> party =
        patient.isPresent() ? Optional.of(who.organisation()) : party(who);
    Optional<OrganisationCode> to = partner.map(code -> access.organisation(code).code());
    MessageSearch search =
        new MessageSearch(
            party,
            // Without a subject only what came to the own organisation, which has an index.
            party.filter(own -> !aboutSomething).or(() -> to),
            state.map(MessageDesk::state),
            referral,
            identifier.map(persons::digest),
            patient,
            before.map(OptionalLong::of).orElse(OptionalLong.empty()),
            Math.clamp(count, 1, MOST));
    List<Message> found =
        transactions.run(() -> {
          patient.ifPresent(id -> logOn(who, id));
          return messages.search(search);
        });
    return new MessagePage(
        found.stream().map(MessageRecord::of).toList(),
        found.size() < search.count() ? Optional.empty() : Optional.of(found.getLast().cursor()));
  }

  /** Somebody else's record, and one that does not exist, are the same. */
  private void logOn(Who who, UUID patient) {
    Holding holding =
        persons
            .holding(patient)
            .filter(held -> held.holder().equals(who.organisation()))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    ledger.append(
        Entry.of(
            clock.instant(),
            Entry.Kind.SEARCH,
            Entry.Outcome.PERMITTED,
            Optional.empty(),
            who,
            List.of(holding.client()),
            "search-messages",
            Optional.empty()));
  }

  private Optional<OrganisationCode> party(Who who) {
    return access.isOperator() ? Optional.empty() : Optional.of(who.organisation());
  }

  private static Message.State state(String code) {
    return Message.State.of(code).orElseThrow(() -> Problem.of(Problem.Code.INVALID, "state"));
  }
}
