package nl.eenplan.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;

/**
 * One order under way to one target (FHIR: a Task with code fulfill).
 *
 * @param order what is asked
 * @param person the requester's record of the client
 * @param owner the target; empty while an open referral waits to be claimed by one of the
 *     candidates
 * @param due when the first contact, or the answer, is due at the latest
 * @param claims on what it was submitted, beside the client's word
 */
public record Referral(
    UUID id,
    UUID order,
    ClientId client,
    UUID person,
    OrganisationCode requester,
    Optional<OrganisationCode> owner,
    List<OrganisationCode> candidates,
    Purpose purpose,
    ReferralState state,
    Optional<BusinessStatus> businessStatus,
    Optional<StatusReason> reason,
    int version,
    Instant authored,
    Instant updated,
    Instant due,
    Claims claims) {

  /** Who may be the target: the owner, or each candidate as long as nobody claimed it. */
  public List<OrganisationCode> targets() {
    return owner.map(List::of).orElse(candidates);
  }

  public boolean isRequestedBy(OrganisationCode organisation) {
    return requester.equals(organisation);
  }

  /** Whether this organisation may know of the referral at all. */
  public boolean concerns(OrganisationCode organisation) {
    return isRequestedBy(organisation)
        || (state != ReferralState.DRAFT && targets().contains(organisation));
  }

  Referral moved(Move move, Optional<OrganisationCode> target, Instant now, Instant by) {
    return new Referral(
        id,
        order,
        client,
        person,
        requester,
        target,
        candidates,
        purpose,
        move.to(),
        move.businessStatus(),
        move.reason(),
        version + 1,
        authored,
        now,
        by,
        claims);
  }

  /** Asked on these claims, with this term. */
  Referral asked(Instant by, Claims other) {
    return new Referral(
        id,
        order,
        client,
        person,
        requester,
        owner,
        candidates,
        purpose,
        state,
        businessStatus,
        reason,
        version,
        authored,
        updated,
        by,
        other);
  }

  /** Whether this was open to an organisation until another one claimed it. */
  boolean wasClaimedBefore(OrganisationCode organisation) {
    return candidates.contains(organisation)
        && state != ReferralState.DRAFT
        && !targets().contains(organisation);
  }

  /** Everybody else who takes part. */
  public List<OrganisationCode> othersThan(OrganisationCode organisation) {
    return Stream.concat(Stream.of(requester), targets().stream())
        .filter(party -> !party.equals(organisation))
        .distinct()
        .toList();
  }
}
