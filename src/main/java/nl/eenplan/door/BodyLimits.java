package nl.eenplan.door;

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
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at a body before anybody else does: not too large, not too deep, JSON. The whole body is
 * read once, so that a body that stops half-way changes nothing.
 */
public final class BodyLimits extends OncePerRequestFilter {

  private final Spoken spoken;

  public BodyLimits(Spoken spoken) {
    this.spoken = spoken;
  }

  /**
   * What is spoken at a door.
   *
   * @param contentType what a message has to be sent as, to name in an answer
   * @param forms whether a search may come as a form
   * @param mayBeEmpty the paths to which a message may say nothing
   * @param refusals how a refusal is written
   */
  public record Spoken(String contentType, boolean forms, Pattern mayBeEmpty, Refusals refusals) {}

  /** Writes a refusal as this door does. */
  @FunctionalInterface
  public interface Refusals {
    void write(HttpServletResponse response, int status, Problem problem) throws IOException;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!mayHaveBody(request)) {
      chain.doFilter(spoken.forms() ? request : new Kept(request, new byte[0]), response);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(Message.MOST_BYTES + 1);
    if (body.length > Message.MOST_BYTES) {
      response.setHeader("Connection", "close");
      refuse(response, 413, Problem.of(Problem.Code.TOO_MANY, Message.MOST_BYTES + " bytes"));
    } else if (body.length == 0 && spoken.mayBeEmpty().matcher(request.getRequestURI()).find()) {
      chain.doFilter(new Kept(request, body), response);
    } else if (body.length == 0) {
      refuse(response, 400, Problem.of(Problem.Code.UNREADABLE, "JSON"));
    } else if (!isJson(request)) {
      refuse(
          response,
          415,
          Problem.of(Problem.Code.UNREADABLE, "Content-Type: " + spoken.contentType()));
    } else {
      Optional<Problem> unreadable = check(body);
      if (unreadable.isPresent()) {
        refuse(response, 400, unreadable.get());
      } else {
        chain.doFilter(new Kept(request, body), response);
      }
    }
  }

  private void refuse(HttpServletResponse response, int status, Problem problem)
      throws IOException {
    spoken.refusals().write(response, status, problem);
  }

  private boolean mayHaveBody(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD", "OPTIONS", "DELETE" -> false;
      default -> !(spoken.forms() && isForm(request));
    };
  }

  private static boolean isForm(HttpServletRequest request) {
    return type(request).startsWith("application/x-www-form-urlencoded");
  }

  /** Packed, or in other letters than UTF-8, it would say something else than we check. */
  private static boolean isJson(HttpServletRequest request) {
    String type = type(request);
    return type.contains("json")
        && (!type.contains("charset") || type.matches(".*charset=\"?utf-8\"?\\s*(;.*)?"))
        && request.getHeader("Content-Encoding") == null;
  }

  private static String type(HttpServletRequest request) {
    return Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static Optional<Problem> check(byte[] body) {
    try {
      Message.text(body);
      return Optional.empty();
    } catch (Problem problem) {
      return Optional.of(problem);
    }
  }

  /** The request with the body that was read. */
  private static final class Kept extends HttpServletRequestWrapper {
    private final byte[] body;

    Kept(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public int getContentLength() {
      return body.length;
    }

    @Override
    public long getContentLengthLong() {
      return body.length;
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
