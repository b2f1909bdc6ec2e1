package nl.eenplan.disclosure;

import java.time.LocalDate;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;

/**
 * An organisation as the gate sees it.
 *
 * @param agreementInForce whether the partners' agreement binds it today
 */
public record Party(OrganisationCode code, OrganisationKind kind, boolean agreementInForce) {

  public static Party of(Organisation organisation, LocalDate today) {
    return new Party(
        organisation.code(), organisation.kind(), organisation.agreementInForce(today));
  }
}
