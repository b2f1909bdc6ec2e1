package nl.eenplan.emergency;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.emergency.BreakGlass.Judged;
import nl.eenplan.emergency.BreakGlass.Told;
import nl.eenplan.emergency.BreakGlass.Verdict;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.WorkingDays;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Emergencies;
import nl.eenplan.referral.VitalInterestClaimed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The review list of an organisation's privacy officer. Every case is in it from the transaction in
 * which it happened; every look and every step is in the log.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Reviews {

  /** In working days. */
  private static final int TO_JUDGE = 3;

  private static final int MOST_COUNTED = 100;

  private final BreakGlassRows rows;
  private final Emergencies emergencies;
  private final Ledger ledger;
  private final Clock clock;

  Reviews(BreakGlassRows rows, Emergencies emergencies, Ledger ledger, Clock clock) {
    this.rows = rows;
    this.emergencies = emergencies;
    this.ledger = ledger;
    this.clock = clock;
  }

  @EventListener
  void on(VitalInterestClaimed claimed) {
    Instant now = clock.instant();
    rows.open(claimed, now, WorkingDays.endOf(TO_JUDGE, now));
    rows.find(claimed.referral().requester(), claimed.referral().id())
        .ifPresent(one -> log(claimed.who(), one, "claimed"));
  }

  /**
   * Of the own organisation, what is due first before the rest.
   *
   * @param all also those that are judged, and of which the client was told or will not be
   * @param page how many are shown; one more is returned when there are more
   */
  public List<BreakGlass> list(Who officer, boolean all, int offset, int page) {
    List<BreakGlass> found = rows.list(officer.organisation(), all, offset, page + 1);
    ledger.append(
        Entry.of(
                clock.instant(),
                Entry.Kind.ACCESS,
                Entry.Outcome.PERMITTED,
                Optional.empty(),
                officer,
                found.stream().limit(page).map(BreakGlass::client).distinct().toList(),
                "break-glass-reviews",
                Optional.empty())
            .inEmergency());
    return found;
  }

  /** How many wait for a judgement or for the client to be told; a number, so it is not logged. */
  public int open(Who officer) {
    return rows.list(officer.organisation(), false, 0, MOST_COUNTED).size();
  }

  /**
   * One of the own organisation; the look is logged.
   *
   * @throws Problem NOT_FOUND
   */
  public BreakGlass read(Who officer, UUID referral) {
    BreakGlass one = find(officer, referral);
    ledger.append(
        Entry.of(
                clock.instant(),
                Entry.Kind.ACCESS,
                Entry.Outcome.PERMITTED,
                Optional.empty(),
                officer,
                List.of(one.client()),
                "break-glass-reviews",
                Optional.of(referral))
            .inEmergency());
    return one;
  }

  /**
   * The verdict, once and for all.
   *
   * @throws Problem NOT_FOUND, ALREADY_JUDGED
   */
  public BreakGlass judge(Who officer, UUID referral, Verdict verdict, String note) {
    BreakGlass one = find(officer, referral);
    Judged judged = new Judged(verdict, note, clock.instant(), officer.user());
    if (!rows.judge(one, judged)) {
      throw refused(officer, one, "judge", Problem.Code.ALREADY_JUDGED);
    }
    log(officer, one, verdict.code());
    if (verdict == Verdict.NOT_JUSTIFIED) {
      emergencies.notJustified(referral);
    }
    return find(officer, referral);
  }

  /**
   * The client was told.
   *
   * @param how in which way
   * @throws Problem NOT_FOUND, ALREADY_TOLD, INVALID (a day to come, or before the referral)
   */
  public BreakGlass told(Who who, UUID referral, LocalDate on, String how) {
    BreakGlass one = find(who, referral);
    if (!WorkingDays.isBetween(on, one.claimedAt(), clock.instant())) {
      throw Problem.of(Problem.Code.INVALID, "on");
    }
    return tell(who, one, new Told(Optional.of(on), how, clock.instant(), who.user()));
  }

  /**
   * The client was not told (yet): something stands in the way.
   *
   * @throws Problem NOT_FOUND, ALREADY_TOLD
   */
  public BreakGlass notTold(Who who, UUID referral, String reason) {
    BreakGlass one = find(who, referral);
    return tell(who, one, new Told(Optional.empty(), reason, clock.instant(), who.user()));
  }

  private BreakGlass tell(Who who, BreakGlass one, Told told) {
    String event = told.on().isPresent() ? "client-told" : "client-not-told";
    if (!rows.tell(one, told)) {
      throw refused(who, one, event, Problem.Code.ALREADY_TOLD);
    }
    log(who, one, event);
    return find(who, one.referral());
  }

  private BreakGlass find(Who who, UUID referral) {
    return rows.find(who.organisation(), referral)
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  void log(Who who, BreakGlass one, String event) {
    ledger.append(entry(who, one, event, Entry.Outcome.PERMITTED));
  }

  private Problem refused(Who who, BreakGlass one, String event, Problem.Code code) {
    ledger.append(entry(who, one, event, Entry.Outcome.REFUSED).because(code.code()));
    return Problem.of(code);
  }

  private Entry entry(Who who, BreakGlass one, String event, Entry.Outcome outcome) {
    OrganisationCode target = one.targets().getFirst();
    return Entry.of(
            clock.instant(),
            Entry.Kind.BREAK_GLASS,
            outcome,
            Optional.empty(),
            who,
            List.of(one.client()),
            event,
            Optional.of(one.referral()))
        // Only the requester reads such an entry: there is nobody to keep its name from.
        .between(one.organisation(), target, Optional.of(one.purpose()), Optional.empty())
        .inEmergency();
  }
}
