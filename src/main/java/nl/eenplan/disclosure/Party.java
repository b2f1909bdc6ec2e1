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

  /** In the place of one that may not be named; its kind would tell too much as well. */
  static final Party UNNAMED =
      new Party(OrganisationCode.UNNAMED, new OrganisationKind("unknown"), true);

  public static Party of(Organisation organisation, LocalDate today) {
    return new Party(
        organisation.code(), organisation.kind(), organisation.agreementInForce(today));
  }
}
