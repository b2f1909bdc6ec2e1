package nl.eenplan.identity;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;

/** The caller of the request that this thread serves. */
public final class Callers {

  private Callers() {}

  /**
   * The caller, as its token was read.
   *
   * @throws AuthenticationCredentialsNotFoundException outside a request with a valid token
   */
  public static Caller current() {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof CallerAuthentication authentication) {
      return authentication.caller();
    }
    throw new AuthenticationCredentialsNotFoundException("no caller");
  }
}
