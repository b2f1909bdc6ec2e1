package nl.eenplan.identity.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Adds {@code max_age} to a request to the issuer that was begun with {@code ?fresh}. */
final class FreshIfAsked implements OAuth2AuthorizationRequestResolver {

  private final OAuth2AuthorizationRequestResolver usual;
  private final String seconds;

  FreshIfAsked(OAuth2AuthorizationRequestResolver usual, Duration life) {
    this.usual = usual;
    this.seconds = Long.toString(life.toSeconds());
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return fresh(request, usual.resolve(request));
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(
      HttpServletRequest request, String registration) {
    return fresh(request, usual.resolve(request, registration));
  }

  private @Nullable OAuth2AuthorizationRequest fresh(
      HttpServletRequest request, @Nullable OAuth2AuthorizationRequest made) {
    return made == null || request.getParameter(SignIn.FRESH) == null
        ? made
        : OAuth2AuthorizationRequest.from(made)
            .additionalParameters(parameters -> parameters.put("max_age", seconds))
            .build();
  }
}
