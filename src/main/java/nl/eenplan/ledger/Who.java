package nl.eenplan.ledger;

import nl.eenplan.organisation.OrganisationCode;

/**
 * Who did it.
 *
 * @param user a person's or a system's account at that organisation
 * @param role in which capacity
 */
public record Who(OrganisationCode organisation, String user, String role) {

  /** The hub itself: a timer, a delivery. */
  public static final Who HUB = new Who(new OrganisationCode("eenplan"), "hub", "system");
}
