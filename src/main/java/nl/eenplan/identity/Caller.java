package nl.eenplan.identity;

import java.util.Set;
import nl.eenplan.organisation.OrganisationCode;

/**
 * Who is asking.
 *
 * @param organisation the one organisation that the caller speaks for
 * @param user the token's subject: a person, or the client id of a partner's system
 */
public record Caller(OrganisationCode organisation, String user, Set<Role> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }
}
