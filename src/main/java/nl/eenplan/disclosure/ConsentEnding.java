package nl.eenplan.disclosure;

import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/** A permission is about to end: who recorded it can ask the client again in time. */
public record ConsentEnding(UUID consent, OrganisationCode recordedBy) {

  /** What its notice is called. */
  public static final String EVENT = "consent-ending";
}
