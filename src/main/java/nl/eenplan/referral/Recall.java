package nl.eenplan.referral;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.organisation.OrganisationCode;

/**
 * By the client's word a target lost the ground, or never had one, by mistake: the referral is
 * closed to it until the requester goes on, and it is asked to delete what it has (AVG art.
 * 17(1)(b), 19).
 *
 * @param organisation the target
 * @param reason why the gate said no
 * @param version of the Task as this target sees it
 * @param asked when the ground ended and the hub asked it to delete
 * @param confirmed when it said that it did
 */
public record Recall(
    OrganisationCode organisation,
    Decision.Reason reason,
    int version,
    Instant asked,
    Optional<Instant> confirmed) {

  /** How far the deletion is. */
  public enum Status {
    REQUESTED,
    CONFIRMED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Status status() {
    return confirmed.isPresent() ? Status.CONFIRMED : Status.REQUESTED;
  }
}
