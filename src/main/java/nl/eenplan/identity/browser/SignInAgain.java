package nl.eenplan.identity.browser;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import nl.eenplan.identity.SendAgain;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Says no; but a privacy officer whose log-in is only too old is sent to log in once more, and then
 * on to what was asked for. An issuer that does not tell when somebody logged in is of no use for
 * that. What was typed in a form comes back: {@link SendAgain}.
 */
final class SignInAgain implements AccessDeniedHandler {

  private static final String FRESH = SignIn.ADDRESS + "?" + SignIn.FRESH;

  private final FreshLogIn freshLogIn;
  private final RequestCache wanted;
  private final AccessDeniedHandler no = new AccessDeniedHandlerImpl();

  SignInAgain(FreshLogIn freshLogIn, RequestCache wanted) {
    this.freshLogIn = freshLogIn;
    this.wanted = wanted;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException, ServletException {
    boolean ended = reason instanceof CsrfException;
    if (SendAgain.isOwnForm(request) && ended) {
      sendAgain(request, response);
    } else if (SendAgain.isOwnForm(request) && isStale()) {
      SendAgain.to(FRESH, request, response);
    } else if (SignInFirst.isPartOfAPage(request) && (ended || isStale())) {
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpStatus.FORBIDDEN.value());
    } else if (reason instanceof AuthorizationDeniedException && isStale()) {
      wanted.saveRequest(request, response);
      response.sendRedirect(request.getContextPath() + FRESH);
    } else {
      no.handle(request, response, reason);
    }
  }

  private static void sendAgain(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!isNobody()) {
      SendAgain.now(request, response);
    } else if (request.getServletPath().equals("/logout")) {
      response.sendRedirect(request.getContextPath() + BrowserSecurity.SIGNED_OUT);
    } else {
      SendAgain.to("/", request, response);
    }
  }

  private static boolean isNobody() {
    return SecurityContextHolder.getContext().getAuthentication() == null;
  }

  private boolean isStale() {
    Optional<OidcIdToken> officer =
        FreshLogIn.officer(SecurityContextHolder.getContext().getAuthentication());
    return officer
        .filter(token -> token.getAuthenticatedAt() != null && !freshLogIn.isFresh(token))
        .isPresent();
  }
}
