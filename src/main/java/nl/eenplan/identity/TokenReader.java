package nl.eenplan.identity;

import java.util.ArrayList;
import java.util.List;
import nl.eenplan.organisation.Organisations;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Reads an access token. The agreement is looked up at each request: a token may outlive it. */
@Component
class TokenReader implements Converter<Jwt, CallerAuthentication> {

  /** Held while the caller's organisation is bound by an agreement; all of the hub asks for it. */
  static final GrantedAuthority TAKES_PART = new SimpleGrantedAuthority("takes-part");

  /**
   * Held by who keeps the hub running, also while nobody takes part yet: somebody has to enter the
   * first organisation.
   */
  static final GrantedAuthority OPERATES = new SimpleGrantedAuthority("operates");

  private final Organisations organisations;

  TokenReader(Organisations organisations) {
    this.organisations = organisations;
  }

  /**
   * @throws InvalidBearerTokenException when the token does not name one organisation
   */
  @Override
  public CallerAuthentication convert(Jwt token) {
    Caller caller = Caller.in(token);
    boolean takesPart = organisations.findInForce(caller.organisation()).isPresent();
    List<GrantedAuthority> held = new ArrayList<>();
    if (takesPart) {
      held.add(TAKES_PART);
    }
    if (caller.has(Role.OPERATOR)) {
      held.add(OPERATES);
    }
    return new CallerAuthentication(token, caller, held);
  }
}
