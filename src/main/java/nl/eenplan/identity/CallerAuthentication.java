package nl.eenplan.identity;

import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** A token that was checked, together with what it says. */
final class CallerAuthentication extends JwtAuthenticationToken {

  private final transient Caller caller;

  CallerAuthentication(
      Jwt token, Caller caller, Collection<? extends GrantedAuthority> authorities) {
    super(token, authorities, caller.user());
    this.caller = caller;
  }

  Caller caller() {
    return caller;
  }
}
