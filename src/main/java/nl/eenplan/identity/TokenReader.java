package nl.eenplan.identity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/**
 * Reads the claims {@code organisation} and {@code roles}. The agreement is looked up at each
 * request: a token may outlive it.
 */
@Component
class TokenReader implements Converter<Jwt, CallerAuthentication> {

  /** Held while the caller's organisation is bound by an agreement; all of the hub asks for it. */
  static final GrantedAuthority TAKES_PART = new SimpleGrantedAuthority("takes-part");

  private final Organisations organisations;

  TokenReader(Organisations organisations) {
    this.organisations = organisations;
  }

  /**
   * @throws InvalidBearerTokenException when the token names no organisation
   */
  @Override
  public CallerAuthentication convert(Jwt token) {
    Caller caller = caller(token);
    boolean takesPart = organisations.findInForce(caller.organisation()).isPresent();
    return new CallerAuthentication(token, caller, takesPart ? List.of(TAKES_PART) : List.of());
  }

  private static Caller caller(Jwt token) {
    OrganisationCode organisation =
        Optional.ofNullable(token.getClaimAsString("organisation"))
            .filter(OrganisationCode::isValid)
            .map(OrganisationCode::new)
            .orElseThrow(() -> new InvalidBearerTokenException("The token names no organisation"));
    String user =
        Optional.ofNullable(token.getSubject())
            .orElseThrow(() -> new InvalidBearerTokenException("The token names no subject"));
    List<String> roles = Optional.ofNullable(token.getClaimAsStringList("roles")).orElse(List.of());
    return new Caller(
        organisation,
        user,
        roles.stream().flatMap(code -> Role.of(code).stream()).collect(Collectors.toSet()));
  }
}
