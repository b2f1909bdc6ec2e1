package nl.eenplan.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import nl.eenplan.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What goes for every answer of the NL API (NL GOV API Design Rules 2): its version is named, it is
 * JSON, and what the frame around us refuses is problem+json as well.
 */
final class ApiFrame extends OncePerRequestFilter {

  static final String VERSION = "1.0.0";

  private final Problems problems;

  ApiFrame(Problems problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("API-Version", VERSION);
    if (!isReadable(request)) {
      refuse(response, HttpServletResponse.SC_BAD_REQUEST);
    } else if (acceptsJson(request)) {
      chain.doFilter(request, new Coded(response));
    } else {
      refuse(response, HttpServletResponse.SC_NOT_ACCEPTABLE);
    }
  }

  /** What cannot be decoded is told by who reads it, in the hub's own log, with its words. */
  private static boolean isReadable(HttpServletRequest request) {
    try {
      return request.getQueryString() == null || request.getParameterMap() != null;
    } catch (IllegalStateException broken) {
      return false;
    }
  }

  private static boolean acceptsJson(HttpServletRequest request) {
    var accepted = Collections.list(request.getHeaders("Accept"));
    return accepted.isEmpty()
        || accepted.stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
            .anyMatch(type ->
                type.isEmpty()
                    || type.equals("*/*")
                    || type.equals("application/*")
                    || type.endsWith("/json")
                    || type.endsWith("problem+json"));
  }

  private void refuse(HttpServletResponse response, int status) throws IOException {
    write(response, problems.answer(status, problem(status)));
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.of(Problem.Code.NOT_FOUND);
      case 405 -> Problem.of(Problem.Code.NOT_SUPPORTED, "HTTP");
      case 406 -> Problem.of(Problem.Code.NOT_SUPPORTED, "Accept (application/json)");
      case 415 -> Problem.of(Problem.Code.UNREADABLE, "Content-Type: application/json");
      default -> Problem.of(Problem.Code.UNREADABLE, "HTTP");
    };
  }

  static void write(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    answer.headers().forEach(response::setHeader);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** An error page of the server's own would be HTML, or tell how it is made. */
  private final class Coded extends HttpServletResponseWrapper {

    private final HttpServletResponse response;

    Coded(HttpServletResponse response) {
      super(response);
      this.response = response;
    }

    @Override
    public void sendError(int status, @Nullable String words) throws IOException {
      sendError(status);
    }

    @Override
    public void sendError(int status) throws IOException {
      response.resetBuffer();
      refuse(response, status);
    }
  }
}
