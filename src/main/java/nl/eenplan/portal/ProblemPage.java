package nl.eenplan.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import nl.eenplan.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Says in plain words what a page cannot do, when its form did not say so itself. */
@ControllerAdvice(basePackages = "nl.eenplan.portal")
class ProblemPage {

  private final Framing framing;

  ProblemPage(Framing framing) {
    this.framing = framing;
  }

  @ExceptionHandler
  ModelAndView tell(
      Problem problem,
      Locale locale,
      @AuthenticationPrincipal @Nullable OidcUser user,
      HttpServletRequest request) {
    ModelAndView page = new ModelAndView("portal/problem");
    page.setStatus(status(problem.code().kind()));
    page.addObject("frame", framing.frame(user, request));
    page.addObject("text", in(problem, locale));
    return page;
  }

  /** In the reader's language. */
  static String in(Problem problem, Locale locale) {
    return locale.getLanguage().equals("en") ? problem.english() : problem.dutch();
  }

  private static HttpStatus status(Problem.Kind kind) {
    return switch (kind) {
      case UNREADABLE -> HttpStatus.BAD_REQUEST;
      case NOT_PERMITTED -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT, STALE -> HttpStatus.CONFLICT;
      case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
    };
  }
}
