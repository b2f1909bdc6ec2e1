package nl.eenplan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Refuses at the door: status and {@code WWW-Authenticate} as RFC 6750 has them, and a FHIR
 * OperationOutcome for those who came to the FHIR door. Two fixed texts, so FHIR's own classes are
 * not needed here.
 */
final class FhirRefusal implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String OUTCOME =
      """
      {
        "resourceType": "OperationOutcome",
        "issue": [{
          "severity": "error",
          "code": "%s",
          "details": {
            "coding": [{
              "system": "https://eenplan.example/fhir/CodeSystem/reason",
              "code": "%s"
            }],
            "text": "%s"
          },
          "diagnostics": "%s"
        }]
      }
      """;

  private static final String NOT_AUTHENTICATED =
      OUTCOME.formatted(
          "login",
          "not-authenticated",
          "Wij weten niet wie u bent: stuur een geldig token mee.",
          "A valid bearer token is needed.");

  private static final String NOT_PERMITTED =
      OUTCOME.formatted(
          "forbidden",
          "not-permitted",
          "Dit mag u hier niet doen, of de samenwerkingsafspraak van uw organisatie geldt niet.",
          "Not permitted, or no agreement is in force for the organisation of this token.");

  private final BearerTokenAuthenticationEntryPoint unknown =
      new BearerTokenAuthenticationEntryPoint();
  private final BearerTokenAccessDeniedHandler denied = new BearerTokenAccessDeniedHandler();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    unknown.commence(request, response, reason);
    write(request, response, NOT_AUTHENTICATED);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    denied.handle(request, response, reason);
    write(request, response, NOT_PERMITTED);
  }

  private static void write(
      HttpServletRequest request, HttpServletResponse response, String outcome) throws IOException {
    if (request.getServletPath().equals("/fhir") || request.getRequestURI().startsWith("/fhir/")) {
      byte[] body = outcome.getBytes(StandardCharsets.UTF_8);
      response.setContentType("application/fhir+json;charset=UTF-8");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
