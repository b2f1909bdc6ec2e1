package nl.eenplan.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whom the demo's provider knows to be at this browser. It shares a session with the hub, being the
 * same program, so it keeps that under a name of its own: a log-in at the provider's form is not
 * one at the hub.
 */
final class DemoLogIn {

  static final String ADDRESS = "/demo/log-in";

  private static final String KEY = "DEMO_PROVIDER_CONTEXT";

  private DemoLogIn() {}

  static HttpSessionSecurityContextRepository contexts() {
    HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    contexts.setSpringSecurityContextKey(KEY);
    return contexts;
  }

  static HttpSessionRequestCache requests() {
    HttpSessionRequestCache requests = new HttpSessionRequestCache();
    requests.setSessionAttrName("DEMO_PROVIDER_REQUEST");
    return requests;
  }

  /** When somebody gave the password. */
  static Optional<Instant> moment(Authentication authentication) {
    return authentication.getAuthorities().stream()
        .filter(FactorGrantedAuthority.class::isInstance)
        .map(factor -> ((FactorGrantedAuthority) factor).getIssuedAt())
        .findFirst();
  }

  /** Forgets a log-in that is older than {@code max_age} (OpenID Connect Core, 3.1.2.1). */
  static final class MaxAge extends OncePerRequestFilter {

    private final Clock clock;

    MaxAge(Clock clock) {
      this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      Optional<Instant> oldest =
          Optional.ofNullable(request.getParameter("max_age"))
              .filter(seconds -> seconds.matches("[0-9]{1,9}"))
              .map(seconds -> clock.instant().minusSeconds(Long.parseLong(seconds)));
      Authentication known = SecurityContextHolder.getContext().getAuthentication();
      if (oldest.isPresent()
          && known != null
          && moment(known).filter(oldest.get()::isBefore).isEmpty()) {
        request.getSession().removeAttribute(KEY);
        SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
      }
      chain.doFilter(request, response);
    }
  }
}
