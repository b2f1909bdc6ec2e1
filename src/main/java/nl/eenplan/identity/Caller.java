package nl.eenplan.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Who is asking.
 *
 * @param organisation the one organisation that the caller speaks for
 * @param user the token's subject: the account of a person or of a partner's system
 */
public record Caller(OrganisationCode organisation, String user, Set<Role> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  /**
   * Who an access token or an ID token is about, by its claims {@code sub}, {@code organisation}
   * and {@code roles}. An organisation may come as a text or as a list of one: a caller who belongs
   * to several has not said for which one it speaks.
   *
   * @throws InvalidBearerTokenException when it does not name one subject and one organisation
   */
  public static Caller in(ClaimAccessor claims) {
    List<String> organisations = texts(claims, "organisation");
    if (organisations.size() != 1 || !OrganisationCode.isValid(organisations.getFirst())) {
      throw new InvalidBearerTokenException("The token does not name one organisation");
    }
    String user =
        Optional.ofNullable(claims.getClaimAsString("sub"))
            .orElseThrow(() -> new InvalidBearerTokenException("The token names no subject"));
    return new Caller(
        new OrganisationCode(organisations.getFirst()),
        user,
        texts(claims, "roles").stream()
            .flatMap(code -> Role.of(code).stream())
            .collect(Collectors.toSet()));
  }

  private static List<String> texts(ClaimAccessor claims, String name) {
    return Optional.ofNullable(claims.getClaimAsStringList(name)).orElse(List.of());
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }
}
