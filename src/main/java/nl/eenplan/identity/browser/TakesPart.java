package nl.eenplan.identity.browser;

import java.util.function.Supplier;
import nl.eenplan.identity.Caller;
import nl.eenplan.organisation.Organisations;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Signed in, for an organisation that is bound by an agreement; looked up at each request, since a
 * session may outlive the agreement.
 */
final class TakesPart implements AuthorizationManager<RequestAuthorizationContext> {

  private final Organisations organisations;

  TakesPart(Organisations organisations) {
    this.organisations = organisations;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
    Authentication authentication = who.get();
    return new AuthorizationDecision(
        authentication != null
            && authentication.getPrincipal() instanceof OidcUser user
            && organisations.findInForce(Caller.in(user.getIdToken()).organisation()).isPresent());
  }
}
