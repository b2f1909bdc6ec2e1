package nl.eenplan.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A referral as one party sees it.
 *
 * @param requester {@code unnamed-partner} when it may not be known
 * @param clientId whom it is about; not there without a ground
 * @param purpose not there without a ground: it may tell what somebody needs
 * @param due when an answer, or the first contact, is due at the latest
 * @param referral as it was sent, or what is shown of it; in a list only its purpose
 * @param reports what the target told, as far as it may be shown
 * @param lastUpdate what the caller itself, as the target, said last
 * @param deletionRequests who was asked to delete what it had, since its ground ended
 * @param remarks what the sender should know of a referral that went out
 */
public record ReferralAnswer(
    @JsonUnwrapped Kept kept,
    String state,
    Optional<String> businessStatus,
    Optional<Reason> reason,
    String requester,
    Optional<String> target,
    List<String> candidates,
    Optional<UUID> clientId,
    Optional<String> purpose,
    OffsetDateTime authored,
    OffsetDateTime due,
    Optional<ReferralJson> referral,
    List<StatusUpdateJson.Report> reports,
    Optional<StatusUpdateJson> lastUpdate,
    List<Deletion> deletionRequests,
    List<RemarkJson> remarks) {

  /** Why it was declined, held, ended or failed. */
  public record Reason(String code, Optional<String> text) {}

  /**
   * @param status requested or confirmed
   */
  public record Deletion(
      String organisation,
      String status,
      OffsetDateTime requested,
      Optional<OffsetDateTime> confirmed) {}
}
