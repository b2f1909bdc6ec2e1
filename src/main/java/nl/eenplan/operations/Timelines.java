package nl.eenplan.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.exchange.Deliveries;
import nl.eenplan.exchange.Message;
import nl.eenplan.exchange.MessageSearch;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.Referral;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happened to a referral and to the messages about it, in one list. A party sees what it may
 * know of the log; an operator only the messages.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Timelines {

  private static final int MOST = 1000;

  private final Deliveries messages;
  private final LedgerDesk ledger;
  private final Clock clock;

  Timelines(Deliveries messages, LedgerDesk ledger, Clock clock) {
    this.messages = messages;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Something that happened to a referral or to a message about it.
   *
   * @param step received, decided, moved, answered, pulled, queued, or the state of a message
   * @param event what was done, such as {@code accept}
   * @param by who did it
   * @param to whom a message went to, or who the decision was about
   */
  @JsonInclude(Include.NON_ABSENT)
  public record Step(
      Instant at,
      String step,
      String event,
      Optional<String> by,
      Optional<String> to,
      Optional<String> outcome,
      Optional<String> reason,
      Optional<UUID> message) {

    private static Optional<String> name(Optional<OrganisationCode> organisation) {
      return organisation.map(OrganisationCode::value);
    }
  }

  /** For an operator; empty when no message was about it. */
  List<Step> ofMessages(UUID id) {
    return inOrder(deliveries(id, Optional.empty()));
  }

  /** For a party that sees this referral. */
  public List<Step> ofParty(Who who, Referral referral) {
    UUID id = referral.id();
    LedgerSearch search = LedgerSearch.of(who.organisation()).subject(id);
    Stream<Step> logged =
        ledger.search(who, search, 0, MOST, clock.instant()).stream()
            .flatMap(entry -> step(entry, referral));
    return inOrder(Stream.concat(logged, deliveries(id, Optional.of(who.organisation()))));
  }

  private static List<Step> inOrder(Stream<Step> steps) {
    return steps.sorted(Comparator.comparing(Step::at)).toList();
  }

  private Stream<Step> deliveries(UUID id, Optional<OrganisationCode> party) {
    return messages
        .search(
            MessageSearch.newest(MOST)
                .seenBy(party)
                .about(Optional.of(id), Optional.empty(), Optional.empty()))
        .stream()
        .flatMap(message ->
            Stream.concat(
                Stream.of(step(message, message.queued(), Message.State.QUEUED)),
                message.ended().map(at -> step(message, at, message.state())).stream()));
  }

  private static Step step(Message message, Instant at, Message.State state) {
    return new Step(
        at,
        state.code(),
        message.event(),
        Optional.empty(),
        Optional.of(message.partner().value()),
        Optional.empty(),
        message.reason(),
        Optional.of(message.id()));
  }

  private static Stream<Step> step(Entry entry, Referral referral) {
    Optional<OrganisationCode> actor = Optional.of(entry.who().organisation());
    Optional<String> step =
        switch (entry.kind()) {
          case STATUS -> Optional.of(statusStep(entry, referral));
          case DECISION -> Optional.of("decided");
          case DISCLOSURE -> Optional.of(entry.event().equals("read") ? "pulled" : "decided");
          case ACCESS, DIRECTION, CONSENT, BREAK_GLASS, SEARCH, LOG_IN, ADMINISTRATION ->
              Optional.empty();
        };
    return step
        .map(name ->
            new Step(
                entry.at(),
                name,
                entry.event(),
                Step.name(actor),
                Step.name(entry.recipient()),
                Optional.of(entry.outcome().code()),
                entry.reason(),
                Optional.empty()))
        .stream();
  }

  private static String statusStep(Entry entry, Referral referral) {
    return switch (entry.event()) {
      case "prepare", "submit" -> "received";
      default ->
          entry.who().organisation().equals(referral.requester()) || entry.who().equals(Who.HUB)
              ? "moved"
              : "answered";
    };
  }
}
