package nl.eenplan.identity.browser;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that has lasted a working day, however busy it is. */
final class SessionLife extends OncePerRequestFilter {

  private static final String SINCE = SessionLife.class.getName();

  private final Clock clock;
  private final Duration life;

  SessionLife(Clock clock, Duration life) {
    this.clock = clock;
    this.life = life;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null && hasLasted(session)) {
      session.invalidate();
    }
    chain.doFilter(request, response);
  }

  /** From the first request that came with it, by the clock that the hub keeps. */
  private boolean hasLasted(HttpSession session) {
    Instant now = clock.instant();
    if (session.getAttribute(SINCE) instanceof Instant since) {
      return since.plus(life).isBefore(now);
    }
    session.setAttribute(SINCE, now);
    return false;
  }
}
