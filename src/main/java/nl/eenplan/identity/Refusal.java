package nl.eenplan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.DPoPAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Refuses at the door: status and {@code WWW-Authenticate} as RFC 6750 has them, and what the door
 * speaks: a FHIR OperationOutcome, or problem+json. Fixed texts, so FHIR's own classes are not
 * needed here.
 */
final class Refusal implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final Said NOT_AUTHENTICATED =
      new Said(
          401,
          "login",
          "not-authenticated",
          "Onbekend",
          "Wij weten niet wie u bent: stuur een geldig token mee.",
          "Unknown caller",
          "A valid bearer token is needed.");

  private static final Said NOT_PERMITTED =
      new Said(
          403,
          "forbidden",
          "not-permitted",
          "Mag niet",
          "Dit mag u hier niet doen, of de samenwerkingsafspraak van uw organisatie geldt niet.",
          "Not permitted",
          "Not permitted, or no agreement is in force for the organisation of this token.");

  private static final Said NOT_AVAILABLE =
      new Said(
          503,
          "transient",
          "not-available",
          "Nu niet bereikbaar",
          "Eenplan kan nu niet zien wie u bent. Er is niets vastgelegd; probeer het zo weer.",
          "Not available now",
          "Eenplan cannot see now who you are. Nothing was recorded; try again in a moment.");

  private static final String SECONDS = "5";

  private final BearerTokenAuthenticationEntryPoint unknown =
      new BearerTokenAuthenticationEntryPoint();
  private final DPoPAuthenticationEntryPoint unproven = new DPoPAuthenticationEntryPoint();
  private final BearerTokenAccessDeniedHandler denied = new BearerTokenAccessDeniedHandler();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    unknown.commence(request, response, reason);
    write(request, response, NOT_AUTHENTICATED);
  }

  /** A DPoP proof that is wrong, or a token that is no good with it (RFC 9449, section 7.1). */
  void refuseProof(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (reason instanceof AuthenticationServiceException) {
      waitFor(request, response);
      return;
    }
    unproven.commence(request, response, reason);
    write(request, response, NOT_AUTHENTICATED);
  }

  /** It cannot be said whether it is refused: to be tried again. */
  void waitFor(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setStatus(NOT_AVAILABLE.status());
    response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
    write(request, response, NOT_AVAILABLE);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    denied.handle(request, response, reason);
    write(request, response, NOT_PERMITTED);
  }

  private static void write(HttpServletRequest request, HttpServletResponse response, Said said)
      throws IOException {
    String path = request.getRequestURI();
    if (path.equals("/fhir") || path.startsWith("/fhir/")) {
      write(response, "application/fhir+json;charset=UTF-8", said.asOutcome());
    } else if (path.startsWith("/api/")) {
      write(response, "application/problem+json", said.asProblem());
    }
  }

  private static void write(HttpServletResponse response, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** One refusal, in what is spoken at each door. */
  private record Said(
      int status,
      String issue,
      String code,
      String title,
      String dutch,
      String englishTitle,
      String english) {

    String asOutcome() {
      return """
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
      """
          .formatted(issue, code, dutch, english);
    }

    String asProblem() {
      return """
      {
        "type": "https://eenplan.example/fhir/CodeSystem/reason#%1$s",
        "title": "%2$s",
        "status": %3$d,
        "detail": "%4$s",
        "code": "%1$s",
        "english": {"title": "%5$s", "detail": "%6$s"}
      }
      """
          .formatted(code, title, status, dutch, englishTitle, english);
    }
  }
}
