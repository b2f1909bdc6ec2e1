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
 * @param recalls to whom it is closed, since the client took back what it rests on
 * @param ties what it belongs to
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
    Claims claims,
    List<Recall> recalls,
    Ties ties) {

  /** Who may be the target: the owner, or each candidate as long as nobody claimed it. */
  public List<OrganisationCode> targets() {
    return owner.map(List::of).orElse(candidates);
  }

  /** The same, as somebody sees it who knows the requester by this name. */
  Referral requestedBy(OrganisationCode name) {
    return with(name, candidates, due, claims, recalls);
  }

  public boolean isRequestedBy(OrganisationCode organisation) {
    return requester.equals(organisation);
  }

  boolean hasStatus(BusinessStatus status) {
    return businessStatus.equals(Optional.of(status));
  }

  /** Whether this organisation may know of the referral at all. */
  public boolean concerns(OrganisationCode organisation) {
    return isRequestedBy(organisation)
        || (!ReferralState.HIDDEN.contains(state) && targets().contains(organisation));
  }

  /** The same, or it was, and the hub asked it to delete what it had of it. */
  boolean mayBeSeenBy(OrganisationCode organisation) {
    return concerns(organisation) || recallOf(organisation).isPresent();
  }

  /** The same, kept back as a draft. */
  Referral held() {
    return new Referral(
        id,
        order,
        client,
        person,
        requester,
        owner,
        candidates,
        purpose,
        ReferralState.DRAFT,
        businessStatus,
        reason,
        version,
        authored,
        updated,
        due,
        claims,
        recalls,
        ties);
  }

  Referral moved(Move move, Optional<OrganisationCode> target, Instant now, Instant by) {
    return new Referral(
        id,
        order,
        client,
        person,
        requester,
        target,
        isSubmittedTo(target, move) ? List.of() : candidates,
        purpose,
        move.to(),
        move.businessStatus(),
        move.reason(),
        version + 1,
        authored,
        now,
        by,
        claims,
        recalls,
        ties);
  }

  /** Asked on these claims, with this term. */
  Referral asked(Instant by, Claims other) {
    return with(requester, candidates, by, other, recalls);
  }

  /** Who is chosen when a draft is submitted makes an end to the others, who know nothing of it. */
  private boolean isSubmittedTo(Optional<OrganisationCode> target, Move move) {
    return state == ReferralState.DRAFT
        && move.to() == ReferralState.REQUESTED
        && target.isPresent();
  }

  /** All who may have read it: the target, and the candidates who came too late. */
  List<OrganisationCode> recipients() {
    return Stream.concat(owner.stream(), candidates.stream()).distinct().toList();
  }

  /** The recall of this organisation that holds. */
  Optional<Recall> recallOf(OrganisationCode organisation) {
    return recalls.stream()
        .filter(recall -> recall.organisation().equals(organisation))
        .findFirst();
  }

  /**
   * As this organisation may know it. To who was recalled before it became the owner it is over:
   * what became of it with somebody else is none of its business.
   */
  Referral seenBy(OrganisationCode organisation) {
    if (isRequestedBy(organisation)) {
      return this;
    }
    Optional<Recall> recall = recallOf(organisation);
    return recall.isEmpty() || owner.equals(Optional.of(organisation))
        ? with(requester, candidates, due, claims, recall.stream().toList(), ties.ofTarget())
        : endedBy(recall.get());
  }

  private Referral endedBy(Recall recall) {
    boolean mistake = state == ReferralState.ENTERED_IN_ERROR;
    return new Referral(
        id,
        order,
        client,
        person,
        requester,
        Optional.empty(),
        List.of(recall.organisation()),
        purpose,
        mistake ? state : ReferralState.CANCELLED,
        Optional.empty(),
        mistake ? Optional.empty() : Optional.of(StatusReason.CONSENT_WITHDRAWN),
        recall.version(),
        authored,
        recall.confirmed().orElse(recall.asked()),
        due,
        claims,
        List.of(recall),
        ties.ofTarget());
  }

  /** As it would be if it went to some of the targets alone, and were closed to none of them. */
  Referral towards(List<OrganisationCode> targets) {
    return with(requester, owner.isPresent() ? candidates : targets, due, claims, List.of());
  }

  private Referral with(
      OrganisationCode asking,
      List<OrganisationCode> others,
      Instant by,
      Claims other,
      List<Recall> holding) {
    return with(asking, others, by, other, holding, ties);
  }

  private Referral with(
      OrganisationCode asking,
      List<OrganisationCode> others,
      Instant by,
      Claims other,
      List<Recall> holding,
      Ties known) {
    return new Referral(
        id,
        order,
        client,
        person,
        asking,
        owner,
        others,
        purpose,
        state,
        businessStatus,
        reason,
        version,
        authored,
        updated,
        by,
        other,
        holding,
        known);
  }

  /** Whether this was open to an organisation until another one claimed it. */
  boolean wasClaimedBefore(OrganisationCode organisation) {
    return candidates.contains(organisation)
        && !ReferralState.HIDDEN.contains(state)
        && !targets().contains(organisation);
  }

  /** Everybody else who takes part; of a mistake, who was not asked to delete it yet. */
  public List<OrganisationCode> othersThan(OrganisationCode organisation) {
    Stream<OrganisationCode> others =
        state == ReferralState.ENTERED_IN_ERROR
            ? recipients().stream().filter(party -> recallOf(party).isEmpty())
            : targets().stream();
    return Stream.concat(Stream.of(requester), others)
        .filter(party -> !party.equals(organisation))
        .distinct()
        .toList();
  }
}
