package nl.eenplan.fhir;

import java.util.Arrays;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Callers;
import nl.eenplan.identity.Role;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;

/** In which capacity somebody comes through this door. */
final class Access {

  private Access() {}

  /** Somebody who works with clients, or the system of a partner. */
  static Who partner() {
    return as(Role.PARTNER_SYSTEM, Role.PROFESSIONAL, Role.MDT_COORDINATOR);
  }

  /** Whoever may write what the organisation offers. */
  static Who directory() {
    return as(Role.ORGANISATION_ADMIN, Role.PARTNER_SYSTEM);
  }

  static Who privacyOfficer() {
    return as(Role.PRIVACY_OFFICER);
  }

  /** Whoever may answer for what an organisation did: who works with clients, or its officer. */
  static Who ownOrganisation() {
    return as(Role.PRIVACY_OFFICER, Role.PROFESSIONAL, Role.MDT_COORDINATOR, Role.PARTNER_SYSTEM);
  }

  private static Who as(Role... roles) {
    Caller caller = Callers.current();
    Role role =
        Arrays.stream(roles)
            .filter(caller::has)
            .findFirst()
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_PERMITTED));
    return new Who(caller.organisation(), caller.user(), role.code());
  }
}
