package nl.eenplan.identity.browser;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * A privacy officer who gave a password (or whatever the issuer asks) a short while ago: a screen
 * that was left open does not show the log.
 */
@Component
@ConditionalOnProperty("eenplan.client-secret")
final class FreshLogIn implements AuthorizationManager<RequestAuthorizationContext> {

  private final Clock clock;
  private final Duration life;

  FreshLogIn(Clock clock, @Value("${eenplan.fresh-log-in:PT15M}") Duration life) {
    this.clock = clock;
    this.life = life;
  }

  /** How old a log-in may be, at most. */
  Duration life() {
    return life;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
    Optional<OidcIdToken> officer = officer(who.get());
    return new AuthorizationDecision(officer.filter(this::isFresh).isPresent());
  }

  /** The ID token of a privacy officer; empty for anybody else. */
  static Optional<OidcIdToken> officer(@Nullable Authentication authentication) {
    return Optional.ofNullable(authentication)
        .map(Authentication::getPrincipal)
        .filter(OidcUser.class::isInstance)
        .map(user -> ((OidcUser) user).getIdToken())
        .filter(token -> Caller.in(token).has(Role.PRIVACY_OFFICER));
  }

  boolean isFresh(OidcIdToken token) {
    Instant since = clock.instant().minus(life);
    return Optional.ofNullable(token.getAuthenticatedAt()).filter(since::isBefore).isPresent();
  }
}
