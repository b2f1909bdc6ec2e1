package nl.eenplan.plan;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Persons;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Entry.Outcome;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What happened to a plan's direction, in the log and to those who may know. */
@Component
class Journal {

  private final Grounds grounds;
  private final Persons persons;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Journal(
      Grounds grounds,
      Persons persons,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock) {
    this.grounds = grounds;
    this.persons = persons;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /** One organisation did something that concerns no other. */
  void write(Who who, Plan plan, String event, String reason) {
    ledger.append(entry(who, plan.client(), plan.id(), event, Outcome.PERMITTED).because(reason));
  }

  /** Something between the one that had the role and the one that gets or got it. */
  void write(
      Who who, Plan plan, String event, String reason, OrganisationCode by, OrganisationCode to) {
    ledger.append(
        entry(who, plan.client(), plan.id(), event, Outcome.PERMITTED)
            .between(
                by, to, Optional.of(Grounds.PLAN.code()), grounds.secret(plan.client(), by, to))
            .because(reason));
  }

  /** Somebody tried what is not possible; the caller throws what comes back. */
  Problem refused(Who who, Plan plan, String event, Problem problem) {
    ledger.append(
        entry(who, plan.client(), plan.id(), event, Outcome.REFUSED)
            .because(problem.code().code()));
    return problem;
  }

  void tell(DirectionNews news) {
    events.publishEvent(news);
  }

  /**
   * All who help this client, as far as the hub knows, and may know from this organisation that
   * something changed; without those two.
   */
  List<OrganisationCode> whoMayKnow(Plan plan, OrganisationCode by, OrganisationCode except) {
    return Stream.concat(persons.holders(plan.client()).stream(), plan.directors())
        .distinct()
        .filter(other -> !other.equals(by) && !other.equals(except))
        .filter(other -> grounds.hold(plan.client(), by, other))
        .toList();
  }

  private Entry entry(Who who, ClientId client, UUID plan, String event, Outcome outcome) {
    return Entry.of(
        clock.instant(),
        Entry.Kind.DIRECTION,
        outcome,
        Optional.empty(),
        who,
        List.of(client),
        event,
        Optional.of(plan));
  }
}
