package nl.eenplan.referral;

import java.util.Optional;
import nl.eenplan.client.Facts;
import nl.eenplan.organisation.OrganisationCode;

/**
 * Where somebody wants to bring a referral.
 *
 * @param owner whom the message names as the target
 * @param reports what the target tells: outcome, progress, attendance, the words beside a reason
 * @param original the message as it came, for who sent it
 */
public record Move(
    ReferralState to,
    Optional<BusinessStatus> businessStatus,
    Optional<OrganisationCode> owner,
    Optional<StatusReason> reason,
    Facts reports,
    String original) {

  static Move byHub(
      ReferralState to, Optional<BusinessStatus> businessStatus, Optional<StatusReason> reason) {
    return new Move(to, businessStatus, Optional.empty(), reason, Facts.NONE, "");
  }
}
