package nl.eenplan.portal.partner;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Facts;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Move;
import nl.eenplan.referral.Presence;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Referrals;
import nl.eenplan.referral.Step;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Component;

/**
 * Who came to a meeting. For each client it is a step of the own referral: whoever was not taken on
 * yet is accepted, and the meeting is the first contact.
 */
@Component
class Attendance {

  private static final String ACCEPT = "accept";

  private final Referrals referrals;
  private final Viewing viewing;

  Attendance(Referrals referrals, Viewing viewing) {
    this.referrals = referrals;
    this.viewing = viewing;
  }

  /** Whether it can be recorded now. */
  static boolean isOpen(OrganisationCode me, Seen seen) {
    return can(me, seen, ACCEPT) || tells(me, seen).isPresent();
  }

  /**
   * @throws Problem STALE_VERSION when one of them is no longer as it was shown
   * @throws Taking.Mistaken when nothing is filled in, or something that is no answer
   */
  void record(Who who, List<Seen> members, Typed typed) {
    List<Seen> filled =
        members.stream().filter(one -> !came(typed, one.referral()).isEmpty()).toList();
    if (filled.isEmpty()) {
      typed.wrong(Typed.FORM, "group.wrong.nobody");
      throw new Taking.Mistaken();
    }
    filled.forEach(one -> typed.choice(field(one.referral()), Presence::of));
    if (!typed.isRight()) {
      throw new Taking.Mistaken();
    }
    filled.forEach(one -> record(who, one, typed));
  }

  private void record(Who who, Seen seen, Typed typed) {
    OrganisationCode me = who.organisation();
    UUID id = seen.referral().id();
    Presence presence = Presence.of(came(typed, seen.referral())).orElseThrow();
    String shown = typed.value("version-" + id);
    if (!shown.equals(Integer.toString(seen.referral().version())) || !isOpen(me, seen)) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    Seen now = can(me, seen, ACCEPT) ? accepted(who, seen) : seen;
    Step step = tells(me, now).orElseThrow(() -> Problem.of(Problem.Code.STALE_VERSION));
    Move move =
        step.taken(me, now.referral(), Optional.empty(), new Facts(List.of(presence.fact())));
    referrals.move(
        who,
        id,
        Optional.of(now.referral().version()),
        presence == Presence.PRESENT ? move : move.saying(BusinessStatus.NO_SHOW));
  }

  private Seen accepted(Who who, Seen seen) {
    Referral before = seen.referral();
    Step accept = step(who.organisation(), seen, ACCEPT).orElseThrow();
    referrals.move(
        who,
        before.id(),
        Optional.of(before.version()),
        accept.taken(who.organisation(), before, Optional.empty(), Facts.NONE));
    return viewing.referral(who, before.id()).orElseThrow();
  }

  private static Optional<Step> tells(OrganisationCode me, Seen seen) {
    return step(me, seen, "first-contact")
        .or(() ->
            step(me, seen, "report")
                .filter(one -> seen.referral().state() == ReferralState.IN_PROGRESS));
  }

  private static boolean can(OrganisationCode me, Seen seen, String event) {
    return step(me, seen, event).isPresent();
  }

  private static Optional<Step> step(OrganisationCode me, Seen seen, String event) {
    return Step.possible(me, seen).stream().filter(one -> one.event().equals(event)).findFirst();
  }

  private static String came(Typed typed, Referral referral) {
    return typed.value(field(referral));
  }

  private static String field(Referral referral) {
    return "came-" + referral.id();
  }
}
