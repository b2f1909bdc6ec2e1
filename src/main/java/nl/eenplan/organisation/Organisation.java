package nl.eenplan.organisation;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An organisation that takes part.
 *
 * @param municipality the CBS name of the municipality that it is or serves; empty when it serves
 *     several
 * @param oin organisation identification number (Logius), 20 digits
 * @param agreementFrom first day on which the partners' joint agreement (AVG art. 26) binds it
 * @param agreementUntil last day; empty when open-ended
 */
public record Organisation(
    OrganisationCode code,
    String name,
    OrganisationKind kind,
    Optional<String> municipality,
    String oin,
    LocalDate agreementFrom,
    Optional<LocalDate> agreementUntil) {

  /** Whether an agreement is in force on that day; without one nothing is sent or shown. */
  public boolean agreementInForce(LocalDate day) {
    return !day.isBefore(agreementFrom) && agreementUntil.filter(day::isAfter).isEmpty();
  }
}
