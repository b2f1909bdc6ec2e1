package nl.eenplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at a body before anybody else does: not too large, not too deep, JSON. The whole body is
 * read once, so that a body that stops half-way changes nothing.
 */
final class BodyLimits extends OncePerRequestFilter {

  /** 1 MiB: a group of 12 clients with long texts is a tenth of that. */
  static final int MOST_BYTES = 1 << 20;

  static final int DEEPEST = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /** A search by POST, and an operation on one resource, which asks nothing more than its id. */
  private static final Pattern MAY_BE_EMPTY =
      Pattern.compile("/_search$|/[^/$]+/(\\$|%24)[a-z-]+$");

  private final FhirContext fhir;

  BodyLimits(FhirContext fhir) {
    this.fhir = fhir;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!mayHaveBody(request)) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      response.setHeader("Connection", "close");
      refuse(response, 413, Problem.of(Problem.Code.TOO_MANY, MOST_BYTES + " bytes"));
    } else if (body.length == 0 && MAY_BE_EMPTY.matcher(request.getRequestURI()).find()) {
      chain.doFilter(new Kept(request, body), response);
    } else if (body.length == 0) {
      refuse(response, 400, Problem.of(Problem.Code.UNREADABLE, "JSON"));
    } else if (!isJson(request)) {
      refuse(
          response,
          415,
          Problem.of(Problem.Code.UNREADABLE, "Content-Type: application/fhir+json"));
    } else {
      Optional<Problem> unreadable = check(body);
      if (unreadable.isPresent()) {
        refuse(response, 400, unreadable.get());
      } else {
        chain.doFilter(new Kept(request, body), response);
      }
    }
  }

  private static boolean mayHaveBody(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD", "OPTIONS", "DELETE" -> false;
      default -> !isForm(request);
    };
  }

  private static boolean isForm(HttpServletRequest request) {
    return type(request).startsWith("application/x-www-form-urlencoded");
  }

  private static boolean isJson(HttpServletRequest request) {
    return type(request).contains("json");
  }

  private static String type(HttpServletRequest request) {
    return Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static Optional<Problem> check(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(Problem.of(Problem.Code.UNREADABLE, "JSON, depth " + DEEPEST));
    } catch (IOException e) {
      return Optional.of(Problem.of(Problem.Code.UNREADABLE, "JSON"));
    }
  }

  private void refuse(HttpServletResponse response, int status, Problem problem)
      throws IOException {
    OperationOutcome outcome =
        Outcomes.outcome(
            IssueType.STRUCTURE, problem.code().code(), problem.dutch(), problem.english());
    byte[] answer =
        fhir.newJsonParser().encodeResourceToString(outcome).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getOutputStream().write(answer);
  }

  /** The request with the body that was read. */
  private static final class Kept extends HttpServletRequestWrapper {
    private final byte[] body;

    Kept(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(@Nullable ReadListener listener) {
          throw new UnsupportedOperationException("this body is here already");
        }

        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
          return bytes.read(into, from, length);
        }
      };
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
