package nl.eenplan.referral;

import java.util.List;
import java.util.Set;
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

  /** It should never have been sent: what waits for the target is taken back, and it deletes. */
  static final String MADE_IN_ERROR = "made-in-error";

  /** A vital interest was claimed, and not judged in time. */
  public static final String REVIEW_OVERDUE = "break-glass-review-overdue";

  /** The requester goes on, by a new word of the client. */
  public static final String GROUND_RESTORED = "ground-restored";

  /** Whom somebody invited, and when, is its own business. */
  public static final String TALK_TOMORROW = "talk-tomorrow";

  static final String DELETION_REQUESTED = "deletion-requested";
  static final String DELETION_CONFIRMED = "deletion-confirmed";

  /**
   * What has to be told when there is no ground any more: nothing of the client, only that the data
   * have to go, and that they did (AVG art. 19), and that it has to stop, and did.
   */
  static final Set<String> TOLD_WITHOUT_GROUND =
      Set.of(GROUND_ENDED, MADE_IN_ERROR, DELETION_CONFIRMED, Loop.ASK_TO_STOP, Loop.AGREE_TO_STOP);

  /** Whether a target that hears this may hear nothing more of what happened before. */
  public static boolean takesBack(String event) {
    return event.equals(GROUND_ENDED) || event.equals(MADE_IN_ERROR);
  }
}
