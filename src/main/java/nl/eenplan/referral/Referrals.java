package nl.eenplan.referral;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Label;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Loop.Actor;
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

  private final ReferralRows rows;
  private final Orders orders;
  private final Clients clients;
  private final Permission permission;
  private final Catalogue catalogue;
  private final Ledger ledger;
  private final Terms terms;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Referrals(
      ReferralRows rows,
      Orders orders,
      Clients clients,
      Permission permission,
      Catalogue catalogue,
      Ledger ledger,
      Terms terms,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.orders = orders;
    this.clients = clients;
    this.permission = permission;
    this.catalogue = catalogue;
    this.ledger = ledger;
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
   */
  public record Submission(
      Order order,
      Optional<OrganisationCode> owner,
      List<OrganisationCode> candidates,
      boolean draft,
      String original,
      Optional<Repeat> repeat) {}

  /**
   * What a submission led to.
   *
   * @param decisions the gate's answer for each target; empty for a draft and for a message that
   *     came before
   */
  public record Submitted(Referral referral, List<Decision> decisions) {}

  /**
   * Prepares a referral and, unless it is a draft, submits it.
   *
   * @throws Refused when the gate does not permit it
   * @throws Problem SAME_ID_OTHER_CONTENT, MISSING (no target), and what the catalogue refuses
   */
  public Submitted submit(Who who, Submission submission) {
    Order order = submission.order();
    ClientKey key = clients.keyForDecision(order.client());
    Optional<Row> first =
        submission.repeat().flatMap(again -> rows.first(order.requester(), again));
    if (first.isPresent()) {
      return new Submitted(first.get().referral(), List.of());
    }
    Instant now = clock.instant();
    Referral referral =
        new Referral(
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
            now.plus(term(submission.owner(), order)),
            claims(order),
            List.of());
    if (!rows.insert(referral, key.seal(submission.original()), submission.repeat())) {
      return new Submitted(
          submission
              .repeat()
              .flatMap(again -> rows.first(order.requester(), again))
              .orElseThrow()
              .referral(),
          List.of());
    }
    List<Decision> decisions = submission.draft() ? List.of() : send(who, referral, order);
    tell(who, referral, submission.draft() ? Loop.PREPARE : Loop.SUBMIT, !submission.draft());
    return new Submitted(referral, decisions);
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
    Actor actor = referral.isRequestedBy(who.organisation()) ? Actor.REQUESTER : Actor.TARGET;
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
      ledger.append(
          status(who, referral, asked.to().code(), Entry.Outcome.REFUSED, isKnown(referral))
              .because(problem.code().code()));
      throw problem;
    }
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
          String code = Problem.Code.STALE_VERSION.code();
          ledger.append(
              status(who, referral, Loop.CLAIM, Entry.Outcome.REFUSED, true).because(code));
          throw Problem.of(Problem.Code.STALE_VERSION);
        });
  }

  /** The hub itself takes a step: a term that has passed, a consent that has ended. */
  Optional<Referral> moveByHub(Row row, Move move) {
    return Loop.find(row.referral(), Actor.HUB, move).map(step -> take(Who.HUB, row, step, move));
  }

  private Referral take(Who who, Row row, Transition step, Move move) {
    Referral referral = row.referral();
    Instant now = clock.instant();
    boolean byTarget = !referral.isRequestedBy(who.organisation()) && !who.equals(Who.HUB);
    boolean redirected = referral.state() == ReferralState.DRAFT;
    Optional<OrganisationCode> owner =
        redirected || step.event().equals(Loop.CLAIM) ? move.owner() : referral.owner();
    Referral next = referral.moved(move, owner, now, referral.due());
    if (redirected) {
      Order order = orders.find(referral.order()).orElseThrow();
      clients.keyForDecision(referral.client());
      next = next.asked(now.plus(term(owner, order)), claims(order));
      if (step.event().equals(Loop.SUBMIT)) {
        send(who, next, order);
      }
    }
    byte[] original = row.key().seal(move.original());
    boolean written =
        rows.update(
            next,
            byTarget ? Optional.of(row.key().seal(move.reports())) : Optional.empty(),
            !byTarget && !who.equals(Who.HUB) ? Optional.of(original) : Optional.empty(),
            byTarget ? Optional.of(original) : Optional.empty());
    if (!written) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    terms.follow(next, referral.state());
    tell(who, next, step.event(), !redirected || next.state() == ReferralState.REQUESTED);
    return next;
  }

  private Duration term(Optional<OrganisationCode> owner, Order order) {
    return terms.firstContact(owner, order.purpose(), order.stated().urgent());
  }

  private static Transition legal(Referral referral, Actor actor, Move move) {
    return Loop.find(referral, actor, move)
        .orElseThrow(() -> {
          Label words = Loop.explain(referral, actor, move.to());
          return Problem.of(Problem.Code.ILLEGAL_TRANSITION, words.nl(), words.en());
        });
  }

  private static boolean isKnown(Referral referral) {
    return referral.state() != ReferralState.DRAFT;
  }

  /** The same words again, of a step that was taken, change nothing. */
  private static boolean isRepeat(Who who, Row row, Move move) {
    return row.referral().state() == move.to()
        && row.original(who.organisation()).filter(move.original()::equals).isPresent();
  }

  /** The gate permits it to each target, now; the terms start. */
  private List<Decision> send(Who who, Referral referral, Order order) {
    List<Decision> decisions = permission.toRefer(who, referral, order);
    catalogue.check(referral, order);
    terms.start(referral);
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

  /**
   * @param known whether anybody but the requester may hear of it: not of a draft
   */
  private void tell(Who who, Referral referral, String event, boolean known) {
    ledger.append(status(who, referral, event, Entry.Outcome.PERMITTED, known));
    events.publishEvent(
        new ReferralMoved(
            referral,
            who.organisation(),
            event,
            known ? referral.othersThan(who.organisation()) : List.of()));
  }

  private Entry status(
      Who who, Referral referral, String event, Entry.Outcome outcome, boolean known) {
    Entry entry =
        Entry.of(
            clock.instant(),
            Entry.Kind.STATUS,
            outcome,
            referral.reason().map(StatusReason::code),
            who,
            List.of(referral.client()),
            event,
            Optional.of(referral.id()));
    if (referral.targets().isEmpty() || !known) {
      return entry;
    }
    // Who is one of several, or came too late, knows of itself only.
    OrganisationCode target =
        referral.recipients().contains(who.organisation())
            ? who.organisation()
            : referral.targets().getFirst();
    return entry.between(
        referral.requester(),
        target,
        Optional.of(referral.purpose().code()),
        permission.secret(referral, target));
  }
}
