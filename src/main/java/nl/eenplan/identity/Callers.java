package nl.eenplan.identity;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** The caller of the request that this thread serves. */
public final class Callers {

  private Callers() {}

  /**
   * The caller, as its token was read.
   *
   * @throws AuthenticationCredentialsNotFoundException outside a request with a valid token or the
   *     session of somebody who signed in
   */
  public static Caller current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof CallerAuthentication bearer) {
      return bearer.caller();
    }
    if (authentication != null && authentication.getPrincipal() instanceof OidcUser user) {
      return Caller.in(user.getIdToken());
    }
    throw new AuthenticationCredentialsNotFoundException("no caller");
  }
}
