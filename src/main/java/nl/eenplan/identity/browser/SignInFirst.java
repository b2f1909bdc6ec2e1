package nl.eenplan.identity.browser;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import nl.eenplan.identity.SendAgain;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Sends a person to the issuer. A part of a page (htmx) cannot go there: the whole page is asked
 * to.
 */
final class SignInFirst implements AuthenticationEntryPoint {

  private final AuthenticationEntryPoint wholePage =
      new LoginUrlAuthenticationEntryPoint(SignIn.ADDRESS);

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException, ServletException {
    if (SendAgain.isOwnForm(request)) {
      SendAgain.to("/", request, response);
    } else if (isPartOfAPage(request)) {
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    } else {
      wholePage.commence(request, response, reason);
    }
  }

  static boolean isPartOfAPage(HttpServletRequest request) {
    return "true".equals(request.getHeader("HX-Request"));
  }
}
