package nl.eenplan.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.plan.DirectionOffer.Answer;
import nl.eenplan.plan.DirectionOffer.State;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Plans: one for a client, one director for each. All that changes one holds the client's row, so
 * that of two at once the second sees what the first did.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Plans {

  private final PlanRows rows;
  private final OfferRows offers;
  private final Clients clients;
  private final Persons persons;
  private final Grounds grounds;
  private final Journal journal;
  private final Clock clock;

  Plans(
      PlanRows rows,
      OfferRows offers,
      Clients clients,
      Persons persons,
      Grounds grounds,
      Journal journal,
      Clock clock) {
    this.rows = rows;
    this.offers = offers;
    this.clients = clients;
    this.persons = persons;
    this.grounds = grounds;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * A plan that was asked for.
   *
   * @param created false when there is one already that this organisation may know of
   */
  public record Opened(UUID plan, boolean created) {}

  /**
   * Opens a plan for an own client; who opens it directs it. When there is one already and this
   * organisation may know of it, that one is the answer. Whether there is one that it may not know
   * of, makes no difference to the answer.
   *
   * @param person the own record of the client
   * @param contact the function that the client turns to
   * @throws Problem UNKNOWN_REFERENCE, CANNOT_DIRECT
   */
  public Opened open(Who who, UUID person, Optional<String> contact) {
    OrganisationCode me = who.organisation();
    Person own =
        persons
            .heldBy(me, person)
            .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "subject"));
    if (!grounds.mayDirect(me)) {
      throw Problem.of(Problem.Code.CANNOT_DIRECT);
    }
    ClientKey key = clients.keyForChange(own.client());
    List<Plan> running =
        rows.ofClient(own.client()).stream().filter(plan -> plan.closed().isEmpty()).toList();
    Optional<Plan> known = running.stream().filter(plan -> isKnown(plan, me)).findFirst();
    if (known.isPresent()) {
      return new Opened(known.get().id(), false);
    }
    Instant now = now();
    Direction first =
        new Direction(
            UUID.randomUUID(),
            me,
            contact,
            now,
            Direction.Reason.OPENED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Plan plan =
        new Plan(
            UUID.randomUUID(),
            own.client(),
            running.stream().anyMatch(other -> !other.apart()),
            1,
            now,
            now,
            Optional.empty(),
            List.of(first));
    rows.insert(plan, key);
    journal.write(who, plan, "open", first.because().code());
    List<OrganisationCode> others = journal.whoMayKnow(plan, me, me);
    journal.tell(new DirectionNews(plan.id(), Optional.empty(), me, DirectionNews.MOVED, others));
    return new Opened(plan.id(), true);
  }

  private boolean isKnown(Plan plan, OrganisationCode me) {
    return plan.now()
        .filter(now -> now.isOf(me) || grounds.hold(plan.client(), now.organisation(), me))
        .isPresent();
  }

  /**
   * The role goes back without an offer, as was agreed when it was handed over for a time: the
   * director gives it back on any day, who had it before takes it back from the agreed day on, or
   * when one of the two words that it took to hand it over holds no more.
   *
   * @throws Problem NOT_FOUND, NOT_THE_DIRECTOR, PLAN_CLOSED, OFFER_IT_BACK, NOT_YET_BACK
   */
  public void giveBack(Who who, UUID id) {
    OrganisationCode me = who.organisation();
    Plan plan = held(id, me);
    Direction present = present(who, plan, "return");
    Optional<Direction> former = plan.under(present);
    if (former.isEmpty() || (present.isOf(me) && present.backOn().isEmpty())) {
      Problem.Code why =
          present.isOf(me) ? Problem.Code.OFFER_IT_BACK : Problem.Code.NOT_THE_DIRECTOR;
      throw journal.refused(who, plan, "return", Problem.of(why));
    }
    if (!present.isOf(me)) {
      refuseTooEarly(who, plan, present, former.get());
    }
    backTo(who, plan, former.get(), Direction.Reason.RETURN);
    OrganisationCode to = former.get().organisation();
    OrganisationCode other = present.isOf(me) ? to : present.organisation();
    journal.tell(
        new DirectionNews(plan.id(), Optional.empty(), me, DirectionNews.RETURNED, List.of(other)));
  }

  private void refuseTooEarly(Who who, Plan plan, Direction present, Direction former) {
    if (!former.isOf(who.organisation())) {
      throw journal.refused(who, plan, "return", Problem.of(Problem.Code.NOT_THE_DIRECTOR));
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
    boolean dayHasCome = present.backOn().filter(day -> !today.isBefore(day)).isPresent();
    boolean hasGround =
        grounds.hold(plan.client(), former.organisation(), present.organisation())
            && grounds.mayKnow(plan.client(), present.organisation(), former.organisation());
    if (!dayHasCome && hasGround) {
      throw journal.refused(who, plan, "return", Problem.of(Problem.Code.NOT_YET_BACK));
    }
  }

  /**
   * @throws Problem NOT_FOUND, NOT_THE_DIRECTOR, PLAN_CLOSED
   */
  public void close(Who who, UUID id, Plan.Ending because) {
    Plan plan = held(id, who.organisation());
    Direction present = present(who, plan, "close");
    if (!present.isOf(who.organisation())) {
      throw journal.refused(who, plan, "close", Problem.of(Problem.Code.NOT_THE_DIRECTOR));
    }
    overtake(plan);
    rows.close(plan, new Plan.Closed(now(), because));
    journal.write(who, plan, "close", because.code());
    journal.tell(
        new DirectionNews(
            plan.id(),
            Optional.empty(),
            who.organisation(),
            DirectionNews.CLOSED,
            journal.whoMayKnow(plan, who.organisation(), who.organisation())));
  }

  /** Who gets the role, and how; the client's row is held. */
  Plan moveTo(Plan plan, Direction next) {
    rows.move(plan, next, clients.keyForChange(plan.client()));
    return rows.find(plan.id()).orElseThrow();
  }

  /** To the former director, in its former place. */
  Plan backTo(Who who, Plan plan, Direction former, Direction.Reason because) {
    Direction present = plan.now().orElseThrow();
    overtake(plan);
    Plan next =
        moveTo(
            plan,
            new Direction(
                UUID.randomUUID(),
                former.organisation(),
                former.contact(),
                now(),
                because,
                Optional.empty(),
                Optional.empty(),
                former.restsOn(),
                former.backOn()));
    journal.write(
        who, next, "return", because.code(), present.organisation(), former.organisation());
    OrganisationCode to = former.organisation();
    journal.tell(
        new DirectionNews(
            plan.id(),
            Optional.empty(),
            to,
            DirectionNews.MOVED,
            journal.whoMayKnow(next, to, present.organisation())));
    return next;
  }

  /** The role goes another way than was offered. */
  private void overtake(Plan plan) {
    offers
        .open(plan.id())
        .ifPresent(offer -> {
          offers.update(offer.as(State.CANCELLED, Optional.of(Answer.OVERTAKEN), now()));
          journal.tell(
              new DirectionNews(
                  plan.id(),
                  Optional.of(offer.id()),
                  offer.offerer(),
                  DirectionNews.WITHDRAWN,
                  List.of(offer.offered())));
        });
  }

  /**
   * The plan, with the client's row: for those who have or had the role.
   *
   * @throws Problem NOT_FOUND
   */
  Plan held(UUID id, OrganisationCode me) {
    Plan before =
        rows.find(id)
            .filter(plan -> plan.wasDirectedBy(me))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    clients.keyForChange(before.client());
    return rows.find(id).orElseThrow();
  }

  /** That it is closed is for who directed it then: another former director need not know. */
  static Problem notDirected(Plan plan, OrganisationCode me) {
    return Problem.of(
        plan.now().isEmpty() && plan.last().isOf(me)
            ? Problem.Code.PLAN_CLOSED
            : Problem.Code.NOT_THE_DIRECTOR);
  }

  private Direction present(Who who, Plan plan, String event) {
    return plan.now()
        .orElseThrow(
            () -> journal.refused(who, plan, event, notDirected(plan, who.organisation())));
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
