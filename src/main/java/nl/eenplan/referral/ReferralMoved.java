package nl.eenplan.referral;

import java.util.List;
import nl.eenplan.organisation.OrganisationCode;

/**
 * A referral went a step further. Published in the transaction of that step.
 *
 * @param by who took the step
 * @param event the step, such as {@code accept}
 * @param tell who has to know
 */
public record ReferralMoved(
    Referral referral, OrganisationCode by, String event, List<OrganisationCode> tell) {

  /** The client's word no longer allows it: what waits for the target is taken back. */
  public static final String GROUND_ENDED = "ground-ended";

  /** A vital interest was claimed, and not judged in time. */
  public static final String REVIEW_OVERDUE = "break-glass-review-overdue";
}
