package nl.eenplan.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.plan.DirectionOffer.Answer;
import nl.eenplan.plan.DirectionOffer.State;
import nl.eenplan.policy.Action;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How the role passes on: offered, then accepted, declined or withdrawn. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class DirectionOffers {

  /** As long as a partner may take to answer a referral; in a crisis a day. */
  private static final Duration ANSWER = Duration.ofDays(7);

  private static final Duration ANSWER_IN_CRISIS = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(60);

  /** That a date of FHIR, and of the database, can have. */
  private static final int LAST_YEAR = 9999;

  private final OfferRows rows;
  private final Plans plans;
  private final Clients clients;
  private final Organisations organisations;
  private final Grounds grounds;
  private final PlanViewing viewing;
  private final Journal journal;

  DirectionOffers(
      OfferRows rows,
      Plans plans,
      Clients clients,
      Organisations organisations,
      Grounds grounds,
      PlanViewing viewing,
      Journal journal) {
    this.rows = rows;
    this.plans = plans;
    this.clients = clients;
    this.organisations = organisations;
    this.grounds = grounds;
    this.viewing = viewing;
    this.journal = journal;
  }

  /**
   * What is offered.
   *
   * @param backOn from which day the offerer may take it back; empty for good
   * @param answerBy before when an answer is expected; left out, in a crisis a day, else a week
   */
  public record Terms(
      OrganisationCode to,
      Direction.Reason because,
      Optional<LocalDate> backOn,
      Optional<Instant> answerBy) {}

  /**
   * The director offers the role.
   *
   * @throws Refused when the other one may not know that this organisation helps the client
   * @throws Problem NOT_FOUND, NOT_THE_DIRECTOR, PLAN_CLOSED, UNKNOWN_RECIPIENT, INVALID,
   *     OFFER_PENDING, SAME_ID_OTHER_CONTENT
   */
  public UUID make(Who who, UUID id, Terms terms, Optional<Repeat> repeat) {
    OrganisationCode me = who.organisation();
    Plan plan = plans.held(id, me);
    Optional<DirectionOffer> first = repeat.flatMap(again -> rows.first(me, again));
    if (first.isPresent()) {
      return first.get().id();
    }
    if (!plan.isDirectedBy(me)) {
      throw journal.refused(who, plan, "offer", Plans.notDirected(plan, me));
    }
    if (terms.to().equals(me) || organisations.findAll(List.of(terms.to())).isEmpty()) {
      throw Problem.of(Problem.Code.UNKNOWN_RECIPIENT, "to (Task.owner)");
    }
    DirectionOffer offer = offer(plan, me, terms);
    Refused.unlessPermitted(
        List.of(
            grounds.decide(
                who,
                plan.id(),
                grounds.question(plan.client(), me, terms.to(), Grounds.PLAN, Action.NOTIFY))));
    if (!rows.insert(offer, repeat)) {
      throw journal.refused(who, plan, "offer", Problem.of(Problem.Code.OFFER_PENDING));
    }
    journal.write(who, plan, "offer", terms.because().code(), me, terms.to());
    tell(offer, me, DirectionNews.OFFERED, offer.offered());
    return offer.id();
  }

  private DirectionOffer offer(Plan plan, OrganisationCode me, Terms terms) {
    Instant now = plans.now();
    LocalDate today = LocalDate.ofInstant(now, DutchTime.ZONE);
    if (terms
        .backOn()
        .filter(day -> !day.isAfter(today) || day.getYear() > LAST_YEAR)
        .isPresent()) {
      throw Problem.of(Problem.Code.INVALID, "backOn (Task.input back-on)");
    }
    Instant due =
        terms
            .answerBy()
            .orElseGet(() ->
                now.plus(terms.because() == Direction.Reason.CRISIS ? ANSWER_IN_CRISIS : ANSWER));
    if (!due.isAfter(now) || due.isAfter(now.plus(LONGEST))) {
      throw Problem.of(Problem.Code.INVALID, "answerBy (Task.restriction.period.end)");
    }
    return new DirectionOffer(
        UUID.randomUUID(),
        plan.id(),
        plan.client(),
        me,
        terms.to(),
        terms.because(),
        terms.backOn(),
        due,
        State.REQUESTED,
        Optional.empty(),
        1,
        now,
        now);
  }

  /**
   * What becomes of an offer.
   *
   * @param as accepted or rejected by who was offered it, cancelled by who offered
   * @param why with which code it is declined
   * @param contact the function that the client turns to, of who accepts
   */
  public record Reply(State as, Optional<Answer> why, Optional<String> contact) {}

  /**
   * Accepts, declines or withdraws. Who repeats its own answer changes nothing.
   *
   * @param expected the version that it read; empty when it does not say
   * @throws Refused when there is no ground (any more)
   * @throws Problem NOT_FOUND, STALE_VERSION, OFFER_ANSWERED, INVALID, REASON_MISSING,
   *     REASON_OUT_OF_PLACE, DIRECTOR_UNKNOWN
   */
  public void answer(Who who, UUID id, Optional<Integer> expected, Reply reply) {
    OrganisationCode me = who.organisation();
    DirectionOffer known =
        rows.find(id)
            .filter(offer -> isParty(offer, me))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    clients.keyForChange(known.client());
    DirectionOffer offer = rows.find(id).orElseThrow();
    if (saidBefore(offer, me, reply)) {
      return;
    }
    Plan plan = viewing.plan(offer.plan());
    try {
      refuse(offer, me, expected, reply);
    } catch (Problem problem) {
      throw journal.refused(who, plan, event(reply.as()), problem);
    }
    switch (reply.as()) {
      case ACCEPTED -> accept(who, plan, offer, reply.contact());
      case REJECTED -> {
        rows.update(offer.as(State.REJECTED, reply.why(), plans.now()));
        log(who, plan, offer, "decline", reply.why().orElseThrow().code());
        tell(offer, me, DirectionNews.DECLINED, offer.offerer());
      }
      case CANCELLED -> {
        rows.update(offer.as(State.CANCELLED, Optional.of(Answer.WITHDRAWN), plans.now()));
        log(who, plan, offer, "withdraw", Answer.WITHDRAWN.code());
        tell(offer, me, DirectionNews.WITHDRAWN, offer.offered());
      }
      case REQUESTED -> throw new IllegalStateException("refused before");
    }
  }

  private static boolean saidBefore(DirectionOffer offer, OrganisationCode me, Reply reply) {
    return !offer.isOpen()
        && offer.state() == reply.as()
        && (me.equals(offer.offered())
            ? offer.answer().equals(reply.why())
            : offer.answer().equals(Optional.of(Answer.WITHDRAWN)) && reply.why().isEmpty());
  }

  private static void refuse(
      DirectionOffer offer, OrganisationCode me, Optional<Integer> expected, Reply reply) {
    if (expected.isPresent() && expected.get() != offer.version()) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    if (!offer.isOpen()) {
      throw Problem.of(Problem.Code.OFFER_ANSWERED);
    }
    Set<State> mine =
        me.equals(offer.offered())
            ? Set.of(State.ACCEPTED, State.REJECTED)
            : Set.of(State.CANCELLED);
    if (!mine.contains(reply.as())) {
      throw Problem.of(
          Problem.Code.INVALID,
          "Task.status ("
              + String.join(", ", mine.stream().map(State::code).sorted().toList())
              + ")");
    }
    if (reply.as() == State.REJECTED && reply.why().isEmpty()) {
      throw Problem.of(Problem.Code.REASON_MISSING, String.join(", ", Answer.codesToDecline()));
    }
    if (reply.as() != State.REJECTED && reply.why().isPresent()) {
      throw Problem.of(Problem.Code.REASON_OUT_OF_PLACE);
    }
  }

  /** Both have to know of each other: a director whom nobody may know directs nothing. */
  private void accept(Who who, Plan plan, DirectionOffer offer, Optional<String> contact) {
    OrganisationCode me = who.organisation();
    Refused.unlessPermitted(
        grounds.decide(
            who,
            plan.id(),
            grounds.question(plan.client(), offer.offerer(), me, Grounds.PLAN, Action.NOTIFY)),
        grounds.secret(plan.client(), offer.offerer(), me));
    if (!grounds.mayKnow(plan.client(), me, offer.offerer())) {
      throw journal.refused(who, plan, "accept", Problem.of(Problem.Code.DIRECTOR_UNKNOWN));
    }
    grounds
        .ground(plan.client(), me, offer.offerer(), Action.NOTIFY)
        .ifPresent(back -> grounds.decide(who, plan.id(), back));
    rows.update(offer.as(State.ACCEPTED, Optional.empty(), plans.now()));
    Direction present = plan.now().orElseThrow();
    Optional<Direction> earlier = plan.earlierUnder(present, me);
    Plan next =
        plans.moveTo(
            plan,
            new Direction(
                UUID.randomUUID(),
                me,
                contact.or(() -> earlier.flatMap(Direction::contact)),
                plans.now(),
                offer.because(),
                Optional.empty(),
                Optional.of(offer.id()),
                earlier.isPresent() ? earlier.get().restsOn() : Optional.of(present.id()),
                offer.backOn()));
    log(who, next, offer, "accept", offer.because().code());
    List<OrganisationCode> others = journal.whoMayKnow(next, me, offer.offerer());
    journal.tell(
        new DirectionNews(
            plan.id(), Optional.of(offer.id()), me, DirectionNews.MOVED, List.of(offer.offerer())));
    journal.tell(new DirectionNews(plan.id(), Optional.empty(), me, DirectionNews.MOVED, others));
  }

  /**
   * An offer as one of the two sees it.
   *
   * @param offerer by the name by which the reader may know it
   * @param person the client, by the reader's own record if it has one; else by that of the
   *     offerer, if it may be read
   */
  public record Seen(DirectionOffer offer, OrganisationCode offerer, Optional<UUID> person) {}

  /** Empty when it does not exist or does not concern this organisation (any more). */
  public Optional<Seen> find(Who who, UUID id) {
    Optional<Seen> seen =
        rows.find(id)
            .filter(offer -> isParty(offer, who.organisation()))
            .map(offer -> see(who, offer));
    seen.ifPresent(one -> viewing.log(who, "read", id, List.of(one.offer().client())));
    return seen;
  }

  /**
   * Those that it made or received, the newest first; what is empty means any. Who looks for what
   * one organisation offered, finds what it may know to be offered by it.
   */
  public List<Seen> search(
      Who who,
      Set<State> states,
      Optional<OrganisationCode> offered,
      Optional<OrganisationCode> offerer,
      int offset,
      int count) {
    OrganisationCode me = who.organisation();
    boolean byAnother = offerer.filter(by -> !by.equals(me)).isPresent();
    List<Seen> seen =
        rows.page(me, states, offered, offerer, offset, count).stream()
            .filter(offer -> isParty(offer, me))
            .map(offer -> see(who, offer))
            .filter(one -> !byAnother || offerer.get().equals(one.offerer()))
            .toList();
    viewing.logList(who, seen.stream().map(one -> one.offer().client()).toList());
    return seen;
  }

  private Seen see(Who who, DirectionOffer offer) {
    OrganisationCode me = who.organisation();
    Optional<UUID> person = viewing.person(who, offer.client(), Optional.of(offer.offerer()));
    return new Seen(offer, me.equals(offer.offerer()) ? me : viewing.name(who, offer), person);
  }

  /** Who was offered it sees that as long as there is a ground. */
  private boolean isParty(DirectionOffer offer, OrganisationCode me) {
    return me.equals(offer.offerer())
        || (me.equals(offer.offered()) && grounds.hold(offer.client(), offer.offerer(), me));
  }

  private void log(Who who, Plan plan, DirectionOffer offer, String event, String reason) {
    journal.write(who, plan, event, reason, offer.offerer(), offer.offered());
  }

  private void tell(DirectionOffer offer, OrganisationCode by, String event, OrganisationCode to) {
    journal.tell(new DirectionNews(offer.plan(), Optional.of(offer.id()), by, event, List.of(to)));
  }

  private static String event(State as) {
    return switch (as) {
      case ACCEPTED -> "accept";
      case REJECTED -> "decline";
      case CANCELLED -> "withdraw";
      case REQUESTED -> "offer";
    };
  }
}
