package nl.eenplan.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import nl.eenplan.identity.Caller;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Organisations;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the {@link Frame} around each page of who signed in. */
@ControllerAdvice(basePackages = "nl.eenplan.portal")
class Framing {

  private final Organisations organisations;

  Framing(Organisations organisations) {
    this.organisations = organisations;
  }

  /** Null on a page for somebody who is not signed in. */
  @ModelAttribute("frame")
  @Nullable Frame frame(
      @AuthenticationPrincipal @Nullable OidcUser user, HttpServletRequest request) {
    if (user == null) {
      return null;
    }
    Caller caller = Caller.in(user.getIdToken());
    return new Frame(
        Optional.ofNullable(user.getFullName()).orElse(caller.user()),
        organisations.findInForce(caller.organisation()).map(Organisation::name).orElse(""),
        places(caller, request.getRequestURI()),
        in("nl"),
        in("en"));
  }

  private static List<Frame.Place> places(Caller caller, String path) {
    return Tab.of(caller).stream()
        .map(tab -> new Frame.Place(tab.code(), tab.address(), tab.isAt(path)))
        .toList();
  }

  private static String in(String language) {
    return Here.address()
        .replaceQueryParam(Languages.PARAMETER, language)
        .build(true)
        .toUriString();
  }
}
