package nl.eenplan.referral;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Clients;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.ReferralRows.Row;
import nl.eenplan.referral.StopRequest.Answer;
import nl.eenplan.referral.StopRequest.State;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How what is under way comes to a stop: the requester asks, the target agrees or goes on. When the
 * ground has ended the hub asks, and the target can only agree; it needs no ground for that, since
 * nothing of the client passes by it.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Stopping {

  private final StopRows stops;
  private final ReferralRows rows;
  private final Referrals referrals;
  private final Clients clients;
  private final Viewing viewing;
  private final Announcing announcing;
  private final Clock clock;

  Stopping(
      StopRows stops,
      ReferralRows rows,
      Referrals referrals,
      Clients clients,
      Viewing viewing,
      Announcing announcing,
      Clock clock) {
    this.stops = stops;
    this.rows = rows;
    this.referrals = referrals;
    this.clients = clients;
    this.viewing = viewing;
    this.announcing = announcing;
    this.clock = clock;
  }

  /** A request to stop as a party sees it, with who asks by the name by which it may be known. */
  public record Seen(StopRequest stop, OrganisationCode owner, Optional<OrganisationCode> asker) {}

  /** Which requests somebody looks for; an empty set means any. */
  public record Query(
      Optional<OrganisationCode> owner,
      Optional<OrganisationCode> requester,
      Set<State> states,
      Set<UUID> ids,
      Set<UUID> referrals,
      int offset,
      int count) {}

  /**
   * The requester asks to stop.
   *
   * @param reason with which the referral is cancelled when the target agrees
   * @throws Problem UNKNOWN_REFERENCE, ILLEGAL_TRANSITION, STOP_PENDING, REASON_MISSING,
   *     SAME_ID_OTHER_CONTENT
   */
  public StopRequest ask(
      Who who, UUID referral, Optional<StatusReason> reason, Optional<Repeat> repeat) {
    Row row =
        held(who, referral)
            .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "Task.focus"));
    Optional<StopRequest> first = repeat.flatMap(again -> stops.first(who.organisation(), again));
    if (first.isPresent()) {
      return first.get();
    }
    StatusReason why =
        reason
            .filter(given -> given.fits(ReferralState.CANCELLED))
            .orElseThrow(() ->
                announcing.refused(
                    who,
                    row.referral(),
                    Loop.ASK_TO_STOP,
                    Problem.of(
                        Problem.Code.STOP_REASON_MISSING,
                        String.join(", ", StatusReason.codesFor(ReferralState.CANCELLED)))));
    StopRequest stop = StopRequest.by(who.organisation(), row.referral(), why, clock.instant());
    if (Loop.isAskedToStop(row.referral())) {
      throw announcing.refused(
          who, row.referral(), Loop.ASK_TO_STOP, Problem.of(Problem.Code.STOP_PENDING));
    }
    referrals.checkStep(who, row.referral(), Loop.ASK_TO_STOP);
    if (!stops.insert(stop, repeat)) {
      throw Problem.of(Problem.Code.SAME_ID_OTHER_CONTENT);
    }
    referrals.step(
        who,
        row,
        Loop.ASK_TO_STOP,
        Move.byHub(
            row.referral().state(),
            Optional.of(BusinessStatus.STOP_REQUESTED),
            row.referral().reason()));
    return stop;
  }

  /**
   * The target agrees or goes on.
   *
   * @param expected the version that it read; empty when it does not say
   * @throws Problem NOT_FOUND, STALE_VERSION, ILLEGAL_TRANSITION, STOP_ANSWERED,
   *     STOP_REASON_MISSING (to go on), GROUND_HAS_ENDED (so does it)
   */
  public void answer(Who who, UUID id, Optional<Integer> expected, State as, Optional<Answer> why) {
    UUID referral =
        stops
            .find(id)
            .map(StopRequest::referral)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    Row row = held(who, referral).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    StopRequest stop = stops.find(id).orElseThrow();
    String event = as == State.ACCEPTED ? Loop.AGREE_TO_STOP : Loop.GO_ON;
    try {
      refuseAnswer(row.referral(), stop, expected, as, why);
    } catch (Problem problem) {
      throw announcing.refused(who, row.referral(), event, problem);
    }
    referrals.checkStep(who, row.referral(), event);
    stops.update(stop.answered(as, why, clock.instant()));
    referrals.step(
        who,
        row,
        event,
        as == State.ACCEPTED
            ? Move.byHub(ReferralState.CANCELLED, Optional.empty(), Optional.of(stop.reason()))
            : Move.byHub(row.referral().state(), stop.earlier(), row.referral().reason()));
  }

  private static void refuseAnswer(
      Referral referral,
      StopRequest stop,
      Optional<Integer> expected,
      State as,
      Optional<Answer> why) {
    if (expected.isPresent() && expected.get() != stop.version()) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    if (stop.state() != State.REQUESTED) {
      throw Problem.of(Problem.Code.STOP_ANSWERED);
    }
    if (as != State.ACCEPTED && as != State.REJECTED) {
      throw Problem.of(Problem.Code.INVALID, "Task.status (accepted, rejected)");
    }
    if (as == State.ACCEPTED && why.isPresent()) {
      throw Problem.of(Problem.Code.REASON_OUT_OF_PLACE);
    }
    if (as == State.REJECTED) {
      if (referral.hasStatus(BusinessStatus.GROUND_ENDED)) {
        throw Problem.of(Problem.Code.GROUND_HAS_ENDED);
      }
      if (why.filter(answer -> answer != Answer.OVERTAKEN).isEmpty()) {
        throw Problem.of(Problem.Code.REASON_MISSING, String.join(", ", Answer.ofTarget()));
      }
    }
  }

  /** One request; empty when it does not exist or does not concern this organisation. */
  public Optional<Seen> find(Who who, UUID id) {
    return stops
        .find(id)
        .flatMap(stop ->
            viewing.referral(who, stop.referral()).flatMap(seen -> seen(stop, seen.referral())));
  }

  /** Those that concern this organisation, the newest first. */
  public List<Seen> search(Who who, Query query) {
    List<StopRequest> found =
        stops.page(
            new StopRows.Wanted(
                who.organisation(),
                query.owner(),
                query.requester().filter(who.organisation()::equals),
                query.states(),
                query.ids(),
                query.referrals(),
                query.offset(),
                query.count()));
    Map<UUID, Referral> about =
        viewing.those(who, found.stream().map(StopRequest::referral).distinct().toList()).stream()
            .map(Viewing.Seen::referral)
            .collect(Collectors.toMap(Referral::id, Function.identity()));
    return found.stream()
        .flatMap(stop ->
            Stream.ofNullable(about.get(stop.referral()))
                .flatMap(referral -> seen(stop, referral).stream()))
        .filter(seen -> query.requester().isEmpty() || seen.asker().equals(query.requester()))
        .toList();
  }

  private static Optional<Seen> seen(StopRequest stop, Referral referral) {
    return referral
        .owner()
        .map(owner -> new Seen(stop, owner, stop.requester().map(asker -> referral.requester())));
  }

  /**
   * Whoever changes what the client said comes before or after. It is between the requester and who
   * took it on: who lost the ground before that may not know what became of it.
   */
  private Optional<Row> held(Who who, UUID referral) {
    Optional<Row> found = rows.find(referral).filter(row -> isBetween(row, who.organisation()));
    found.map(row -> row.referral().client()).ifPresent(clients::keyForDecision);
    return found
        .flatMap(row -> rows.hold(referral))
        .filter(row -> isBetween(row, who.organisation()));
  }

  private static boolean isBetween(Row row, OrganisationCode party) {
    Referral referral = row.referral();
    return referral.isRequestedBy(party)
        || (referral.owner().equals(Optional.of(party)) && referral.mayBeSeenBy(party));
  }
}
