package nl.eenplan.identity;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What a browser is told of every page for people. */
public final class PageHeaders {

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " form-action 'self' ";

  private PageHeaders() {}

  /**
   * Nothing comes from elsewhere, and nothing runs or shows that stands in the page itself.
   *
   * @param issuer where a form may lead to as well: a browser counts the redirect to the issuer,
   *     after the log-out form, as the form's own
   */
  public static void strict(HeadersConfigurer<HttpSecurity> headers, Issuer issuer) {
    headers
        .addHeaderWriter((request, response) ->
            response.setHeader(
                "Content-Security-Policy", CONTENT_SECURITY_POLICY + issuer.origin()))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(
            permissions -> permissions.policy("camera=(), microphone=(), geolocation=()"));
  }
}
