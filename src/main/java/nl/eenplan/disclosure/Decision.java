package nl.eenplan.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.PolicyRow;

/**
 * The gate's answer to one {@link Question}. It holds for the moment of the question and is never
 * kept.
 */
public sealed interface Decision {

  Question question();

  /** The SHA-256 of the policies that were asked. */
  String policyDigest();

  /** The row that answered; empty when there is none. */
  Optional<PolicyRow> ground();

  /** Permit, refuse or review, as every door writes it. */
  default String verdict() {
    return switch (this) {
      case Permit permit -> "permit";
      case Refuse refuse -> "refuse";
      case Review review -> "review";
    };
  }

  /**
   * The same for somebody who may not know of this organisation, whose kind the ground would tell.
   */
  default Decision unnaming(OrganisationCode secret) {
    Question asked = question().unnaming(secret);
    return switch (this) {
      case Permit permit -> throw new IllegalStateException("a permission has a ground to show");
      case Refuse no ->
          new Refuse(
              asked,
              Optional.empty(),
              no.reason(),
              no.missing(),
              no.because(),
              Optional.empty(),
              no.policyDigest());
      case Review wait -> new Review(asked, Optional.empty(), wait.because(), wait.policyDigest());
    };
  }

  /**
   * Yes, for {@code released} and nothing else.
   *
   * @param secretAddress whether what passes tells where the client lives, and that is secret: then
   *     that goes along, whoever recorded it
   * @param consents the client's permissions that it rests on
   * @param validUntil when the shortest of them ends
   */
  record Permit(
      Question question,
      PolicyRow row,
      Categories released,
      Withheld withheld,
      boolean secretAddress,
      List<Consent.Reference> consents,
      Optional<Instant> validUntil,
      String policyDigest)
      implements Decision {
    @Override
    public Optional<PolicyRow> ground() {
      return Optional.of(row);
    }

    /** What the recipient gets to know. */
    Categories told() {
      return secretAddress ? released.or(Categories.of(Category.PROTECTED_ADDRESS)) : released;
    }
  }

  /**
   * No.
   *
   * @param missing the categories without which it makes no sense and that may not, or cannot, pass
   * @param because the client's own words that stand in the way
   * @param inEmergency a way out: the row that would answer if the sender claimed a vital interest
   */
  record Refuse(
      Question question,
      Optional<PolicyRow> ground,
      Reason reason,
      Categories missing,
      List<Consent.Reference> because,
      Optional<PolicyRow> inEmergency,
      String policyDigest)
      implements Decision {}

  /**
   * Not now: the client objects, and a person of the sender has to weigh it. Until then nothing
   * passes.
   */
  record Review(
      Question question,
      Optional<PolicyRow> ground,
      List<Consent.Reference> because,
      String policyDigest)
      implements Decision {}

  /**
   * What was asked for and does not pass, by why.
   *
   * @param never the row says never
   * @param notNeeded this purpose at this kind of recipient does not need it
   * @param refused the client said no
   * @param notConsented the client was asked for other things
   * @param hidden the address is secret, and the client did not name this recipient
   */
  record Withheld(
      Categories never,
      Categories notNeeded,
      Categories refused,
      Categories notConsented,
      Categories hidden) {
    public Categories all() {
      return never.or(notNeeded).or(refused).or(notConsented).or(hidden);
    }
  }

  /** Why not; the codes are those of the code system {@code /CodeSystem/reason}. */
  enum Reason {
    /** No row: no statute knows this flow. */
    NO_GROUND("no-ground"),
    /** A vital interest is claimed, and no row knows this flow in an emergency. */
    NO_EMERGENCY_GROUND("no-emergency-ground"),
    /** The sender or the receiver has no agreement in force. */
    NO_AGREEMENT("no-agreement"),
    /** The ground that the sender says it has is not that of this flow. */
    WRONG_BASIS("wrong-basis"),
    /** The sender's duty of medical secrecy stands in the way. */
    SECRECY("secrecy"),
    /** The row asks for consent, and there is none. */
    NO_CONSENT("no-consent"),
    /** There was consent, and the client took it back. */
    CONSENT_WITHDRAWN("consent-withdrawn"),
    /** There was consent, and its period is over. */
    CONSENT_EXPIRED("consent-expired"),
    /** The client said no to this. */
    CLIENT_REFUSED("client-refused"),
    /** What is needed at least may not, or cannot, pass. */
    NOTHING_RELEASABLE("nothing-releasable"),
    /** Something that the decision needs is unknown or cannot be read. */
    INDETERMINATE("indeterminate");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    /**
     * Whether the client said no, or no longer. A permission whose period is over, an agreement
     * that ended or a policy that changed is not a withdrawal: nothing passes any more, but the
     * client took nothing back.
     */
    public boolean isTheClientsWord() {
      return switch (this) {
        case CONSENT_WITHDRAWN, CLIENT_REFUSED, NO_CONSENT, SECRECY, NOTHING_RELEASABLE -> true;
        case CONSENT_EXPIRED,
            NO_AGREEMENT,
            NO_GROUND,
            NO_EMERGENCY_GROUND,
            WRONG_BASIS,
            INDETERMINATE ->
            false;
      };
    }
  }
}
