package nl.eenplan.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * That an organisation directs a plan, from when until when (regie). It is never written over.
 *
 * @param contact the function at that organisation that the client turns to
 * @param ended empty as long as it lasts
 * @param offer by which it came; empty when it came otherwise
 * @param restsOn the direction to which the role goes back when the ground of this one ends; empty
 *     for who opened the plan
 * @param backOn of a handover for a time: from this day on the former director may take it back
 */
public record Direction(
    UUID id,
    OrganisationCode organisation,
    Optional<String> contact,
    Instant began,
    Reason because,
    Optional<Instant> ended,
    Optional<UUID> offer,
    Optional<UUID> restsOn,
    Optional<LocalDate> backOn) {

  /** Why the role came here; the codes are those of {@code /CodeSystem/reason}. */
  public enum Reason {
    CRISIS(true),
    CLOSEST_TO_CLIENT(true),
    CLIENT_WISH(true),
    MOVED(true),
    END_OF_TREATMENT(true),
    OTHER(true),
    /** It opened the plan. */
    OPENED(false),
    /** It was given back, or taken back, as was agreed. */
    RETURN(false),
    /** The client no longer wanted that the other one knew. */
    CONSENT_WITHDRAWN(false);

    private final boolean offered;

    Reason(boolean offered) {
      this.offered = offered;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Reason> of(String code) {
      return Arrays.stream(values()).filter(reason -> reason.code().equals(code)).findFirst();
    }

    /** One that a director may give with an offer. */
    public static Optional<Reason> ofOffer(String code) {
      return of(code).filter(reason -> reason.offered);
    }

    public static List<String> codesOfOffers() {
      return Arrays.stream(values()).filter(reason -> reason.offered).map(Reason::code).toList();
    }
  }

  boolean isOf(OrganisationCode other) {
    return organisation.equals(other);
  }

  /** Never the contact: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "Direction" + id;
  }
}
