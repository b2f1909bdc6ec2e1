package nl.eenplan.referral;

import java.util.Optional;
import java.util.function.Supplier;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Loop.Actor;

/**
 * Where somebody wants to bring a referral.
 *
 * @param owner whom the message names as the target
 * @param reports what the target tells: outcome, progress, attendance, the words beside a reason
 * @param adds whether the reports come to those of before, or take their place: an event tells what
 *     is new, a whole Task all there is
 * @param original the message as it came, for who sent it
 */
public record Move(
    ReferralState to,
    Optional<BusinessStatus> businessStatus,
    Optional<OrganisationCode> owner,
    Optional<StatusReason> reason,
    Facts reports,
    boolean adds,
    String original) {

  /** More reports than a track of years needs. */
  private static final int MOST_REPORTS = 500;

  static Move byHub(
      ReferralState to, Optional<BusinessStatus> businessStatus, Optional<StatusReason> reason) {
    return new Move(to, businessStatus, Optional.empty(), reason, Facts.NONE, false, "");
  }

  /**
   * The words beside a coded reason, as a report. Those beside a hold are likely to be about the
   * client's health, and nobody needs them: they stay with who wrote them.
   */
  public static Optional<Fact> reasonText(ReferralState to, Optional<String> text) {
    return text.filter(words -> to != ReferralState.ON_HOLD)
        .map(words -> Fact.of(Category.PROGRESS, new Fact.ReasonText(words)));
  }

  /**
   * What is meant: who sends back what it read does not mean what no longer belongs to the state.
   *
   * @throws Problem INVALID for a sub-status that never belongs to it
   */
  Move meant(Referral referral, Actor actor) {
    boolean stale = !ReferralState.WITH_REASON.contains(to) && reason.equals(referral.reason());
    return new Move(
        to,
        actor == Actor.TARGET ? businessStatusMeant(referral) : Optional.empty(),
        owner,
        stale ? Optional.empty() : reason,
        reports,
        adds,
        original);
  }

  /**
   * What the target has told by now.
   *
   * @throws Problem TOO_MANY
   */
  Facts told(Supplier<Facts> before) {
    if (!adds) {
      return reports;
    }
    Facts all = before.get().withoutReasonText().and(reports);
    if (all.size() > MOST_REPORTS) {
      throw Problem.of(Problem.Code.TOO_MANY, "reports (" + MOST_REPORTS + ")");
    }
    return all;
  }

  /** The same, with this said within the state. */
  public Move saying(BusinessStatus status) {
    return new Move(to, Optional.of(status), owner, reason, reports, adds, original);
  }

  /** The same, while the target is asked to stop and has not answered yet. */
  Move whileAskedToStop() {
    return saying(BusinessStatus.STOP_REQUESTED);
  }

  private Optional<BusinessStatus> businessStatusMeant(Referral referral) {
    if (businessStatus.isEmpty() || businessStatus.get().fits(to)) {
      return businessStatus;
    }
    if (!businessStatus.equals(referral.businessStatus())) {
      throw Problem.of(Problem.Code.INVALID, "Task.businessStatus (" + to.code() + ")");
    }
    return Optional.empty();
  }
}
