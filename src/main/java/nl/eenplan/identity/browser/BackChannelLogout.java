package nl.eenplan.identity.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * The issuer tells that somebody logged out there (OpenID Connect Back-Channel Logout 1.0): their
 * session with the issuer, or all of them when it names none. Sessions are in the database, so it
 * does not matter which hub hears it.
 */
@Component
@ConditionalOnProperty("eenplan.client-secret")
final class BackChannelLogout implements LogoutHandler {

  private final FindByIndexNameSessionRepository<? extends Session> sessions;

  BackChannelLogout(FindByIndexNameSessionRepository<? extends Session> sessions) {
    this.sessions = sessions;
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    if (authentication != null && authentication.getPrincipal() instanceof OidcLogoutToken token) {
      Optional<String> subject = Optional.ofNullable(token.getSubject());
      Optional<String> session = Optional.ofNullable(token.getSessionId());
      subject.map(sessions::findByPrincipalName).stream()
          .flatMap(found -> found.values().stream())
          .filter(found -> session.isEmpty() || session.equals(atTheIssuer(found)))
          .forEach(found -> sessions.deleteById(found.getId()));
    }
  }

  /** What the issuer calls the session that this one grew from. */
  private static Optional<String> atTheIssuer(Session session) {
    SecurityContext context =
        session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
    return Optional.ofNullable(context)
        .map(SecurityContext::getAuthentication)
        .map(Authentication::getPrincipal)
        .filter(OidcUser.class::isInstance)
        .map(user -> ((OidcUser) user).getIdToken().getClaimAsString("sid"));
  }
}
