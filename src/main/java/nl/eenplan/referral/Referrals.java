package nl.eenplan.referral;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Label;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Loop.Actor;
import nl.eenplan.referral.Loop.Way;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Referrals and what happens to them. Every step is one transaction: the state, the log and the
 * notices that it calls for.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Referrals {

  /** What a partner tells of its own accord: worth more than a refusal. */
  private static final Purpose SIGNAL = new Purpose("signal");

  private final ReferralRows rows;
  private final Orders orders;
  private final Clients clients;
  private final Permission permission;
  private final Catalogue catalogue;
  private final StopRows stops;
  private final Announcing announcing;
  private final Terms terms;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Referrals(
      ReferralRows rows,
      Orders orders,
      Clients clients,
      Permission permission,
      Catalogue catalogue,
      StopRows stops,
      Announcing announcing,
      Terms terms,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.orders = orders;
    this.clients = clients;
    this.permission = permission;
    this.catalogue = catalogue;
    this.stops = stops;
    this.announcing = announcing;
    this.terms = terms;
    this.events = events;
    this.clock = clock;
  }

  /**
   * An order on its way to a target.
   *
   * @param owner the target; empty for an open referral, which the first of the candidates to claim
   *     it gets
   * @param draft prepared only: the target knows nothing yet
   * @param original the message as it came
   * @param ties what it belongs to
   */
  public record Submission(
      Order order,
      Optional<OrganisationCode> owner,
      List<OrganisationCode> candidates,
      boolean draft,
      String original,
      Optional<Repeat> repeat,
      Ties ties) {

    /** One that belongs to nothing. */
    public Submission(
        Order order,
        Optional<OrganisationCode> owner,
        List<OrganisationCode> candidates,
        boolean draft,
        String original,
        Optional<Repeat> repeat) {
      this(order, owner, candidates, draft, original, repeat, Ties.NONE);
    }
  }

  /**
   * What a submission led to.
   *
   * @param decisions the gate's answer for each target; empty for a draft and for a message that
   *     came before
   */
  public record Submitted(Referral referral, List<Decision> decisions) {}

  /**
   * Prepares a referral and, unless it is a draft, submits it. A signal that the gate does not
   * permit is not lost: it is held as a draft.
   *
   * @throws Refused when the gate does not permit it
   * @throws Problem SAME_ID_OTHER_CONTENT, MISSING (no target), and what the catalogue refuses
   */
  public Submitted submit(Who who, Submission submission) {
    return submit(who, submission, submission.order().purpose().equals(SIGNAL));
  }

  /**
   * The same, and what the gate does not permit is held as a draft, with its answer.
   *
   * @throws Problem as {@link #submit}
   */
  Submitted submitOrHold(Who who, Submission submission) {
    return submit(who, submission, true);
  }

  private Submitted submit(Who who, Submission submission, boolean orHold) {
    Order order = submission.order();
    ClientKey key = clients.keyForDecision(order.client());
    Optional<Row> first =
        submission.repeat().flatMap(again -> rows.first(order.requester(), again));
    if (first.isPresent()) {
      return new Submitted(first.get().referral(), List.of());
    }
    submission.ties().partOf().ifPresent(whole -> checkPassingOn(who, whole, order));
    Referral asked = begun(submission, order);
    List<Decision> refusal = orHold && isKnown(asked) ? refusal(who, asked, order) : List.of();
    Referral referral = refusal.isEmpty() ? asked : asked.held();
    if (!rows.insert(referral, key.seal(submission.original()), submission.repeat())) {
      return new Submitted(
          submission
              .repeat()
              .flatMap(again -> rows.first(order.requester(), again))
              .orElseThrow()
              .referral(),
          List.of());
    }
    boolean known = isKnown(referral);
    List<Decision> decisions = known ? send(who, referral, order) : refusal;
    announcing.step(who, referral, known ? Loop.SUBMIT : Loop.PREPARE, known);
    return new Submitted(referral, decisions);
  }

  /** The gate's answer, if it does not permit it. */
  private List<Decision> refusal(Who who, Referral referral, Order order) {
    List<Decision> decisions = permission.ask(who, referral, order);
    return decisions.stream().allMatch(Decision.Permit.class::isInstance) ? List.of() : decisions;
  }

  private Referral begun(Submission submission, Order order) {
    Instant now = clock.instant();
    return new Referral(
        UUID.randomUUID(),
        order.id(),
        order.client(),
        order.person(),
        order.requester(),
        submission.owner(),
        submission.candidates(),
        order.purpose(),
        submission.draft() ? ReferralState.DRAFT : ReferralState.REQUESTED,
        Optional.empty(),
        Optional.empty(),
        1,
        now,
        now,
        due(submission.owner(), order, now),
        claims(order),
        List.of(),
        submission.ties());
  }

  /**
   * Who accepted it for this client, and is not done with it, may pass it on. Of one that is closed
   * the answer is the same for any client: whom it was about, nobody finds out by it.
   */
  private void checkPassingOn(Who who, UUID whole, Order order) {
    Referral referral =
        rows.find(whole)
            .map(Row::referral)
            .filter(found -> found.owner().equals(Optional.of(who.organisation())))
            .filter(found -> found.mayBeSeenBy(who.organisation()))
            .orElseThrow(Referrals::unknownWhole);
    if (!ReferralState.AT_WORK.contains(referral.state())
        || referral.recallOf(who.organisation()).isPresent()) {
      throw announcing.refused(who, referral, "pass-on", Problem.of(Problem.Code.CANNOT_PASS_ON));
    }
    if (!referral.client().equals(order.client())) {
      throw unknownWhole();
    }
  }

  private static Problem unknownWhole() {
    return Problem.of(Problem.Code.UNKNOWN_REFERENCE, "Task.partOf");
  }

  /**
   * Brings a referral to another state, or reports within one.
   *
   * @param expected the version that was changed; empty when the sender does not say
   * @throws Problem NOT_FOUND, STALE_VERSION, ILLEGAL_TRANSITION, IMMUTABLE, REASON_MISSING,
   *     REASON_OUT_OF_PLACE, OUTCOME_MISSING
   * @throws Refused when the gate does not permit that a draft is submitted, or that the requester
   *     hears of a target's step
   */
  public Referral move(Who who, UUID id, Optional<Integer> expected, Move asked) {
    Row row =
        rows.find(id)
            .filter(found -> found.referral().concerns(who.organisation()))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    Referral referral = row.referral();
    Actor actor = actor(who, referral);
    if (expected.isEmpty() && isRepeat(who, row, asked)) {
      return referral;
    }
    try {
      if (expected.isPresent() && expected.get() != referral.version()) {
        throw Problem.of(Problem.Code.STALE_VERSION);
      }
      Move move = asked.meant(referral, actor);
      Transition step = legal(referral, actor, move);
      Guards.check(referral, actor, who.organisation(), move);
      if (actor == Actor.TARGET) {
        permission.toReport(who, referral);
      }
      return take(who, row, step, move);
    } catch (Problem problem) {
      throw announcing.refused(who, referral, asked.to().code(), problem);
    }
  }

  private static Actor actor(Who who, Referral referral) {
    return who.equals(Who.HUB)
        ? Actor.HUB
        : referral.isRequestedBy(who.organisation()) ? Actor.REQUESTER : Actor.TARGET;
  }

  /**
   * Who comes too late for an open referral hears that somebody else was first, and no more. Who
   * does not, holds it until the transaction ends.
   *
   * @throws Problem STALE_VERSION
   */
  public void refuseLateClaim(Who who, UUID id) {
    rows.hold(id, who.organisation());
    rows.find(id)
        .map(Row::referral)
        .filter(referral -> referral.wasClaimedBefore(who.organisation()))
        .ifPresent(referral -> {
          throw announcing.refused(
              who, referral, Loop.CLAIM, Problem.of(Problem.Code.STALE_VERSION));
        });
  }

  /** The hub itself takes a step: a term that has passed, a consent that has ended. */
  Optional<Referral> moveByHub(Row row, Move move) {
    return Loop.find(row.referral(), Actor.HUB, move).map(step -> take(Who.HUB, row, step, move));
  }

  /**
   * Whether this step, which is asked for by something else than an update, can be taken.
   *
   * @throws Problem ILLEGAL_TRANSITION
   */
  void checkStep(Who who, Referral referral, String event) {
    Actor actor = actor(who, referral);
    if (Loop.named(referral, actor, event).isEmpty()) {
      throw announcing.refused(
          who, referral, event, impossible(referral, actor, Loop.words(event)));
    }
  }

  /** Takes a step that is asked for by something else than an update. */
  Referral step(Who who, Row row, String event, Move move) {
    Referral referral = row.referral();
    return take(who, row, Loop.named(referral, actor(who, referral), event).orElseThrow(), move);
  }

  private Referral take(Who who, Row row, Transition step, Move asked) {
    Referral referral = row.referral();
    boolean beforeItsAnswer =
        referral.hasStatus(BusinessStatus.STOP_REQUESTED)
            && step.way() == Way.MOVE
            && actor(who, referral) == Actor.TARGET
            && !asked.to().isFinal();
    Move move = beforeItsAnswer ? asked.whileAskedToStop() : asked;
    Referral next = next(who, row, step, move);
    boolean byTarget = actor(who, referral) == Actor.TARGET;
    Optional<byte[]> original =
        Optional.of(move.original())
            .filter(text -> step.way() == Way.MOVE && !who.equals(Who.HUB))
            .map(row.key()::seal);
    boolean written =
        rows.update(
            next,
            original
                .filter(said -> byTarget)
                .map(said -> row.key().seal(move.told(row::openReports))),
            original.filter(said -> !byTarget),
            original.filter(said -> byTarget));
    if (!written) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    if (next.state().isFinal() && Loop.isAskedToStop(referral)) {
      stops.overtake(next.id(), false, clock.instant());
    } else if (beforeItsAnswer) {
      stops.said(next.id(), asked.businessStatus());
    }
    if (next.state().isFinal() || next.state() == ReferralState.ACCEPTED) {
      next.ties().partOf().ifPresent(rows::partMoved);
    }
    terms.follow(next, referral.state(), asked);
    if (next.state() == ReferralState.COMPLETED) {
      Guards.outcome(asked.reports())
          .ifPresent(outcome -> events.publishEvent(new OutcomeReached(next, outcome)));
    }
    announcing.step(
        who,
        next,
        step.event(),
        referral.state() != ReferralState.DRAFT || next.state() == ReferralState.REQUESTED);
    return next;
  }

  /** As it is after this step; a draft may change its target, and asks the gate when it leaves. */
  private Referral next(Who who, Row row, Transition step, Move move) {
    Referral referral = row.referral();
    Instant now = clock.instant();
    boolean draft = referral.state() == ReferralState.DRAFT;
    Optional<OrganisationCode> owner =
        draft || step.event().equals(Loop.CLAIM) ? move.owner() : referral.owner();
    Referral next = referral.moved(move, owner, now, referral.due());
    if (!draft) {
      return next;
    }
    Order order = orders.find(referral.order()).orElseThrow();
    clients.keyForDecision(referral.client());
    Referral submitted = next.asked(due(owner, order, now), claims(order));
    if (step.event().equals(Loop.SUBMIT)) {
      send(who, submitted, order);
    }
    return submitted;
  }

  private Instant due(Optional<OrganisationCode> owner, Order order, Instant now) {
    return terms.firstContact(owner, order.purpose(), order.stated().urgent(), now);
  }

  private static Transition legal(Referral referral, Actor actor, Move move) {
    return Loop.find(referral, actor, move)
        .orElseThrow(() -> impossible(referral, actor, move.to().named()));
  }

  private static Problem impossible(Referral referral, Actor actor, Label asked) {
    Label words = Loop.explain(referral, actor, asked);
    return Problem.of(Problem.Code.ILLEGAL_TRANSITION, words.nl(), words.en());
  }

  /** The same words again, of a step that was taken, change nothing. */
  private static boolean isRepeat(Who who, Row row, Move move) {
    return row.referral().state() == move.to()
        && row.original(who.organisation()).filter(move.original()::equals).isPresent();
  }

  private static boolean isKnown(Referral referral) {
    return referral.state() != ReferralState.DRAFT;
  }

  /** The gate permits it to each target, now; the terms start. */
  private List<Decision> send(Who who, Referral referral, Order order) {
    List<Decision> decisions = permission.toRefer(who, referral, order);
    catalogue.check(referral, order);
    terms.start(referral, order.stated().urgent());
    if (referral.claims().emergency()) {
      order
          .stated()
          .emergency()
          .map(words -> new VitalInterestClaimed(referral, who, words, released(decisions)))
          .ifPresent(events::publishEvent);
    }
    return decisions;
  }

  private static Categories released(List<Decision> decisions) {
    return decisions.stream()
        .map(decision -> ((Decision.Permit) decision).released())
        .reduce(Categories.NONE, Categories::or);
  }

  /** A vital interest that there was not, is not claimed for the same order again. */
  private Claims claims(Order order) {
    Claims claims = order.stated().claims();
    return claims.emergency() && rows.wasNotJustified(order.id()) ? claims.notJustified() : claims;
  }
}
