package nl.eenplan.referral;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows when a client takes back what a referral rests on, or it was a mistake: a target is
 * asked to delete what it has, says that it did, and gets nothing more until the requester decides
 * to go on.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Recalls {

  /** What the log and the door call what a party asks. */
  public static final String CONFIRM = "confirm-deletion";

  public static final String RESUME = "resume";

  private final ReferralRows rows;
  private final RecallRows recalls;
  private final StopRows stops;
  private final Referrals referrals;
  private final Orders orders;
  private final Permission permission;
  private final Clients clients;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Recalls(
      ReferralRows rows,
      RecallRows recalls,
      StopRows stops,
      Referrals referrals,
      Orders orders,
      Permission permission,
      Clients clients,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.recalls = recalls;
    this.stops = stops;
    this.referrals = referrals;
    this.orders = orders;
    this.permission = permission;
    this.clients = clients;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What was asked of a target.
   *
   * @param lifted when the requester went on, so that nothing has to be deleted any more
   */
  public record Asked(UUID referral, Recall recall, Optional<Instant> lifted) {}

  /**
   * What the officer's organisation had its targets asked, or was asked itself, the newest first.
   */
  public List<Asked> of(Who officer, int offset, int count) {
    return recalls.of(officer.organisation(), offset, count);
  }

  /** How many of those wait to be confirmed, however old they are, counted to so many. */
  public int waiting(Who officer, int most) {
    return recalls.waiting(officer.organisation(), most);
  }

  /**
   * Closes a referral to those who lost the ground and asks them to delete. When no target is left,
   * what waits for an answer is cancelled, and what is under way has to be stopped.
   *
   * @param row held by this transaction
   * @param ended the gate's answers to those who lost the ground
   * @param why with which reason what waits is cancelled
   */
  void recall(Row row, List<Refuse> ended, StatusReason why) {
    Referral before = row.referral();
    List<OrganisationCode> lost =
        ended.stream().map(refuse -> refuse.question().receiver().code()).toList();
    boolean nobodyLeft =
        before.targets().stream()
            .allMatch(target -> lost.contains(target) || before.recallOf(target).isPresent());
    Optional<Referral> stopped = nobodyLeft ? stop(row, why) : Optional.empty();
    Referral after = stopped.orElseGet(() -> touch(before, before.businessStatus()));
    Instant now = clock.instant();
    for (int i = 0; i < ended.size(); i++) {
      Decision.Reason reason = ended.get(i).reason();
      recalls.insert(
          after.id(), new Recall(lost.get(i), reason, after.version(), now, Optional.empty()));
      log(Who.HUB, after, ReferralMoved.DELETION_REQUESTED, Optional.of(reason), lost.get(i));
    }
    tell(after, Who.HUB.organisation(), ReferralMoved.GROUND_ENDED, lost);
    tell(
        after,
        Who.HUB.organisation(),
        ReferralMoved.DELETION_REQUESTED,
        List.of(after.requester()));
  }

  /** A mistake never had a ground: who was sent it deletes it, as after a withdrawal. */
  @EventListener
  void on(ReferralMoved moved) {
    if (!moved.event().equals(ReferralMoved.MADE_IN_ERROR) || moved.tell().isEmpty()) {
      return;
    }
    Referral mistake = moved.referral();
    Decision.Reason reason = Decision.Reason.NO_GROUND;
    Instant now = clock.instant();
    for (OrganisationCode target : moved.tell()) {
      recalls.insert(
          mistake.id(), new Recall(target, reason, mistake.version(), now, Optional.empty()));
      log(Who.HUB, mistake, ReferralMoved.DELETION_REQUESTED, Optional.of(reason), target);
    }
    tell(
        mistake,
        Who.HUB.organisation(),
        ReferralMoved.DELETION_REQUESTED,
        List.of(mistake.requester()));
  }

  private Optional<Referral> stop(Row row, StatusReason why) {
    Referral referral = row.referral();
    return switch (referral.state()) {
      case REQUESTED, ACCEPTED ->
          referrals.moveByHub(
              row, Move.byHub(ReferralState.CANCELLED, Optional.empty(), Optional.of(why)));
      case IN_PROGRESS, ON_HOLD -> {
        stops.insert(StopRequest.byHub(referral, why, clock.instant()), Optional.empty());
        yield referrals.moveByHub(
            row,
            Move.byHub(
                referral.state(), Optional.of(BusinessStatus.GROUND_ENDED), referral.reason()));
      }
      case DRAFT, REJECTED, CANCELLED, FAILED, COMPLETED, ENTERED_IN_ERROR -> Optional.empty();
    };
  }

  /**
   * A target says that it deleted what it had. Saying so again changes nothing.
   *
   * @throws Problem NOT_FOUND, DELETION_NOT_REQUESTED
   */
  public void confirm(Who who, UUID id) {
    OrganisationCode me = who.organisation();
    Referral referral = held(who, id);
    Recall recall =
        referral
            .recallOf(me)
            .orElseThrow(
                () -> refused(who, referral, CONFIRM, Problem.Code.DELETION_NOT_REQUESTED));
    if (recall.status() == Recall.Status.CONFIRMED) {
      return;
    }
    recalls.confirm(id, me, clock.instant());
    Referral next = touch(referral, referral.businessStatus());
    log(who, next, ReferralMoved.DELETION_CONFIRMED, Optional.empty(), me);
    tell(next, me, ReferralMoved.DELETION_CONFIRMED, List.of(next.requester()));
  }

  /**
   * The requester goes on with a referral by a new word of the client: the gate is asked anew, as
   * for a new one. A request to delete that nobody confirmed is taken back with it.
   *
   * @throws Problem NOT_FOUND, ILLEGAL_TRANSITION (not the requester), GROUND_NOT_ENDED, REFER_ANEW
   * @throws Refused when the gate permits none of those to whom it is closed
   */
  public void resume(Who who, UUID id) {
    rows.find(id).ifPresent(row -> clients.keyForDecision(row.referral().client()));
    Referral referral = held(who, id);
    if (!referral.isRequestedBy(who.organisation())) {
      throw refused(who, referral, RESUME, Problem.Code.ILLEGAL_TRANSITION);
    }
    if (referral.recalls().isEmpty()) {
      throw refused(who, referral, RESUME, Problem.Code.GROUND_NOT_ENDED);
    }
    if (!ReferralState.IN_NEED.contains(referral.state())) {
      throw refused(who, referral, RESUME, Problem.Code.REFER_ANEW);
    }
    List<OrganisationCode> closed =
        referral.targets().stream().filter(to -> referral.recallOf(to).isPresent()).toList();
    if (closed.isEmpty()) {
      throw refused(who, referral, RESUME, Problem.Code.GROUND_NOT_ENDED);
    }
    reopen(who, referral, permitted(who, referral.towards(closed)));
  }

  private List<OrganisationCode> permitted(Who who, Referral referral) {
    Order order = orders.find(referral.order()).orElseThrow();
    List<Decision> decisions = permission.ask(who, referral, order);
    List<OrganisationCode> permitted =
        decisions.stream()
            .filter(Permit.class::isInstance)
            .map(permit -> permit.question().receiver().code())
            .toList();
    if (permitted.isEmpty()) {
      Refused.unlessPermitted(decisions);
    }
    return permitted;
  }

  private void reopen(Who who, Referral referral, List<OrganisationCode> targets) {
    recalls.lift(referral.id(), targets, clock.instant());
    Referral next = touch(referral, afterwards(referral));
    // What became of its parts meanwhile could not be told.
    rows.partMoved(next.id());
    for (OrganisationCode target : targets) {
      log(who, next, ReferralMoved.GROUND_RESTORED, Optional.empty(), target);
    }
    tell(next, who.organisation(), ReferralMoved.GROUND_RESTORED, targets);
  }

  /** What the hub asked is over; what the requester asked, or the target said, is not. */
  private Optional<BusinessStatus> afterwards(Referral referral) {
    if (!referral.hasStatus(BusinessStatus.GROUND_ENDED)) {
      return referral.businessStatus();
    }
    Optional<StopRequest> pending = stops.pending(referral.id());
    stops.overtake(referral.id(), true, clock.instant());
    return pending.flatMap(stop ->
        stop.requester().isPresent() ? Optional.of(BusinessStatus.STOP_REQUESTED) : stop.earlier());
  }

  private Referral held(Who who, UUID id) {
    return rows.hold(id)
        .map(Row::referral)
        .filter(referral -> referral.mayBeSeenBy(who.organisation()))
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  /** The next version: who comes meanwhile with a step from before is too late. */
  private Referral touch(Referral referral, Optional<BusinessStatus> businessStatus) {
    Referral next =
        referral.moved(
            Move.byHub(referral.state(), businessStatus, referral.reason()),
            referral.owner(),
            clock.instant(),
            referral.due());
    if (!rows.update(next, Optional.empty(), Optional.empty(), Optional.empty())) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    return next;
  }

  private void tell(
      Referral referral, OrganisationCode by, String event, List<OrganisationCode> others) {
    events.publishEvent(new ReferralMoved(referral, by, event, others));
  }

  private void log(
      Who who,
      Referral referral,
      String event,
      Optional<Decision.Reason> reason,
      OrganisationCode target) {
    ledger.append(
        entry(who, referral, event, Entry.Outcome.PERMITTED, reason.map(Decision.Reason::code))
            .between(
                referral.requester(),
                target,
                Optional.of(referral.purpose().code()),
                permission.secret(referral, target)));
  }

  private Problem refused(Who who, Referral referral, String event, Problem.Code code) {
    ledger.append(entry(who, referral, event, Entry.Outcome.REFUSED, Optional.of(code.code())));
    return Problem.of(code, "$" + event);
  }

  private Entry entry(
      Who who, Referral referral, String event, Entry.Outcome outcome, Optional<String> reason) {
    return Entry.of(
        clock.instant(),
        Entry.Kind.STATUS,
        outcome,
        reason,
        who,
        List.of(referral.client()),
        event,
        Optional.of(referral.id()));
  }
}
