package nl.eenplan.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * What is between one browser and all that it talks to: a proxy that keeps every answer, whatever
 * the page then does with it (a redirect, a part of a page, a download).
 */
final class Wire implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER).build();

  /** Of this connection, not of the message; or set by the client itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "proxy-connection",
          "keep-alive",
          "transfer-encoding",
          "content-length",
          "host",
          "upgrade",
          "expect");

  private final HttpServer server;
  private final List<Passed> passed = new CopyOnWriteArrayList<>();
  private final Set<String> outside = new ConcurrentSkipListSet<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile String language = "nl";
  private volatile long lastSeen = System.nanoTime();

  /**
   * An answer as it went over the wire.
   *
   * @param headers one a line
   * @param body compressed, when it was
   */
  record Passed(String method, URI address, int status, String headers, byte[] body) {

    int size() {
      return headers.length() + body.length;
    }

    boolean isPage() {
      return headers.contains("content-type: text/html");
    }

    String text() {
      try {
        boolean packed = headers.toLowerCase(Locale.ROOT).contains("content-encoding: gzip");
        byte[] plain =
            packed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        return address + "\n" + headers + "\n" + new String(plain, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Wire() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The language that the browser asks for, whatever its own is. */
  void ask(String code) {
    language = code;
  }

  List<Passed> passed() {
    return passed;
  }

  /** Hosts elsewhere that it asked for something; it got nothing. */
  Set<String> outside() {
    return outside;
  }

  /** Whether nothing is on its way, nor was for a moment. */
  boolean isQuiet() {
    return underWay.get() == 0 && System.nanoTime() - lastSeen > 80_000_000;
  }

  /** Every byte that came back, decompressed, as UTF-8. */
  String received() {
    return String.join("\n", passed.stream().map(Passed::text).toList());
  }

  private void pass(HttpExchange exchange) throws IOException {
    underWay.incrementAndGet();
    try (exchange) {
      URI address = exchange.getRequestURI();
      if (!"localhost".equals(address.getHost())) {
        outside.add(address.getHost());
        exchange.sendResponseHeaders(502, -1);
        return;
      }
      HttpResponse<byte[]> answer = HTTP.send(request(exchange), BodyHandlers.ofByteArray());
      StringBuilder headers = new StringBuilder();
      answer
          .headers()
          .map()
          .forEach((name, values) ->
              values.forEach(
                  value -> headers.append(name).append(": ").append(value).append('\n')));
      passed.add(
          new Passed(
              exchange.getRequestMethod(),
              address,
              answer.statusCode(),
              headers.toString(),
              answer.body()));
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
              exchange.getResponseHeaders().put(name, List.copyOf(values));
            }
          });
      int length = answer.body().length;
      exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
      if (length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lastSeen = System.nanoTime();
      underWay.decrementAndGet();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(exchange.getRequestURI())
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.setHeader("Accept-Language", language).build();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
