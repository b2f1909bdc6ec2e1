package nl.eenplan.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.exchange.Deliveries;
import nl.eenplan.exchange.Message;
import nl.eenplan.exchange.MessageSearch;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Shown.Step;
import nl.eenplan.operations.Shown.Timeline;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.Viewing;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What happened to a referral and to the messages about it, in one list. A party sees what it may
 * know of the log; an operator only the messages.
 */
@RestController
class TimelineDesk {

  private static final int MOST = 1000;

  private final Deliveries messages;
  private final Viewing viewing;
  private final LedgerDesk ledger;
  private final AdminAccess access;
  private final Transactions transactions;
  private final Clock clock;

  TimelineDesk(
      Deliveries messages,
      Viewing viewing,
      LedgerDesk ledger,
      AdminAccess access,
      Transactions transactions,
      Clock clock) {
    this.messages = messages;
    this.viewing = viewing;
    this.ledger = ledger;
    this.access = access;
    this.transactions = transactions;
    this.clock = clock;
  }

  @GetMapping("/admin/referrals/{id}/timeline")
  Timeline timeline(@PathVariable("id") UUID id) {
    Who who = access.anybody();
    return transactions.run(() -> access.isOperator() ? ofMessages(id) : ofParty(who, id));
  }

  private Timeline ofMessages(UUID id) {
    List<Step> steps = inOrder(deliveries(id, Optional.empty()));
    if (steps.isEmpty()) {
      throw Problem.of(Problem.Code.NOT_FOUND);
    }
    return new Timeline(id, Optional.empty(), Optional.empty(), steps);
  }

  private Timeline ofParty(Who who, UUID id) {
    Referral referral =
        viewing
            .referral(who, id)
            .map(Viewing.Seen::referral)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    LedgerSearch search =
        new LedgerSearch(
            who.organisation(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(id),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            0,
            MOST);
    Instant now = clock.instant();
    Stream<Step> logged =
        ledger.search(who, search, now).stream().flatMap(entry -> step(entry, referral));
    return new Timeline(
        id,
        Optional.of(referral.state().code()),
        referral.businessStatus().map(BusinessStatus::code),
        inOrder(Stream.concat(logged, deliveries(id, Optional.of(who.organisation())))));
  }

  private static List<Step> inOrder(Stream<Step> steps) {
    return steps.sorted(Comparator.comparing(Step::at)).toList();
  }

  private Stream<Step> deliveries(UUID id, Optional<OrganisationCode> party) {
    return messages
        .search(
            new MessageSearch(
                party,
                Optional.empty(),
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                MOST))
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
          case ACCESS, CONSENT, BREAK_GLASS, SEARCH, LOG_IN, ADMINISTRATION -> Optional.empty();
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
