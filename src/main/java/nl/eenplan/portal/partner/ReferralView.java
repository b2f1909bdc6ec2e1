package nl.eenplan.portal.partner;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.portal.Moment;

/**
 * One referral as one of its sides sees it: only what may be shown.
 *
 * @param number by which people speak of it
 * @param requester whether the reader asked it
 * @param grounded whether the reader may know whom it is about
 * @param name of the client
 * @param person the reader's own record of the client
 * @param other the other side
 * @param open whether it waits for one of several to claim it
 * @param version to send back with a step
 * @param seen how many steps are on the timeline, to send back
 * @param follows what led to it; the requester alone sees it
 * @param client what is known of the client
 * @param asked what is asked
 * @param absent what would be of use, and did not come
 * @param reports what the target told
 * @param secretAddress whether who reads this has to keep an address to itself
 * @param notices how far each message about it came
 * @param forms what the reader can do now
 * @param passOn where somebody begins who passes it on; empty when that cannot be
 */
public record ReferralView(
    UUID id,
    String number,
    boolean requester,
    boolean grounded,
    String name,
    Optional<UUID> person,
    String other,
    boolean open,
    String purpose,
    String state,
    Optional<String> businessStatus,
    Optional<String> reason,
    int version,
    int seen,
    ZonedDateTime authored,
    ZonedDateTime due,
    boolean waiting,
    Optional<UUID> group,
    Optional<Origin> follows,
    List<Told> client,
    List<Told> asked,
    List<String> absent,
    boolean secretAddress,
    List<Told> reports,
    List<Term> terms,
    List<Moment> timeline,
    List<Moment> notices,
    List<StepForm> forms,
    Optional<String> stopReason,
    List<Deletion> deletions,
    boolean mayConfirm,
    boolean mayResume,
    Optional<String> passOn,
    boolean mayWrite,
    List<Invitation> contacts) {

  /** An earlier referral. */
  public record Origin(UUID id, String number) {}

  /**
   * @param kind a row of the terms
   * @param mine whether the reader has to do it
   */
  public record Term(String kind, ZonedDateTime due, boolean mine, String standing) {}

  /** A request to delete. */
  public record Deletion(
      String organisation, ZonedDateTime asked, Optional<ZonedDateTime> confirmed) {}

  /**
   * A contact that the reader wrote down.
   *
   * @param number counts the invitations; 0 for a contact
   * @param next what to do when the client does not come
   */
  public record Invitation(
      ZonedDateTime at,
      int number,
      int most,
      Optional<String> next,
      Optional<ZonedDateTime> talk,
      String words) {}

  /** Which kind of badge its state has. */
  public String badge() {
    return badge(state, businessStatus);
  }

  static String badge(String state, Optional<String> businessStatus) {
    if (businessStatus.filter("overdue"::equals).isPresent()) {
      return "danger";
    }
    return switch (state) {
      case "requested" -> "active";
      case "accepted", "in-progress", "completed" -> "safe";
      case "on-hold" -> "warning";
      case "rejected", "cancelled", "failed" -> "danger";
      default -> "neutral";
    };
  }
}
