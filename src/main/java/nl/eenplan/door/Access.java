package nl.eenplan.door;

import java.util.Arrays;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Callers;
import nl.eenplan.identity.Role;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;

/** In which capacity somebody comes in. */
public final class Access {

  private Access() {}

  /** Somebody who works with clients, or the system of a partner. */
  public static Who partner() {
    return as(Role.PARTNER_SYSTEM, Role.PROFESSIONAL, Role.MDT_COORDINATOR);
  }

  /** Whoever may write what the organisation offers. */
  public static Who directory() {
    return as(Role.ORGANISATION_ADMIN, Role.PARTNER_SYSTEM);
  }

  /** Whoever may see the organisation's own figures. */
  public static Who figures() {
    return as(
        Role.ORGANISATION_ADMIN, Role.PARTNER_SYSTEM, Role.PROFESSIONAL, Role.MDT_COORDINATOR);
  }

  /** Who keeps the hub running: states of messages, never contents. */
  public static Who operator() {
    return as(Role.OPERATOR);
  }

  /** Who looks after the own organisation's accounts, channel and services. */
  public static Who administrator() {
    return as(Role.ORGANISATION_ADMIN);
  }

  public static Who privacyOfficer() {
    return as(Role.PRIVACY_OFFICER);
  }

  /** Whoever may answer for what an organisation did: who works with clients, or its officer. */
  public static Who ownOrganisation() {
    return as(Role.PRIVACY_OFFICER, Role.PROFESSIONAL, Role.MDT_COORDINATOR, Role.PARTNER_SYSTEM);
  }

  /** The system of a partner, known by the queue that only its account can write. */
  public static Who system(OrganisationCode partner) {
    return new Who(partner, partner.value(), Role.PARTNER_SYSTEM.code());
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
