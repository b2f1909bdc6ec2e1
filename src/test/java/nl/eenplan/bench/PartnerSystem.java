package nl.eenplan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A partner's system that keeps its connections open, and its token for half of its life, so it
 * sees whether a token survives a restart of the hub.
 */
final class PartnerSystem implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI hub;
  private final String account;
  private String token = "";
  private Instant renew = Instant.MIN;

  PartnerSystem(URI hub, String account) {
    this.hub = hub;
    this.account = account;
  }

  private synchronized String token() throws IOException, InterruptedException {
    if (Instant.now().isAfter(renew)) {
      HttpResponse<String> answer = askForToken();
      if (answer.statusCode() == 200) {
        JsonNode given = JSON.readTree(answer.body());
        token = given.path("access_token").asString();
        renew = Instant.now().plusSeconds(given.path("expires_in").asLong() / 2);
      }
    }
    return token;
  }

  private HttpResponse<String> askForToken() throws IOException, InterruptedException {
    String secret = account + ":demo-" + account;
    HttpRequest request =
        HttpRequest.newBuilder(hub.resolve("/oauth2/token"))
            .header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(secret.getBytes()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(path, HttpRequest.Builder::GET);
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(path, request -> request.POST(BodyPublishers.ofString(body)));
  }

  /** Changes the version that is named, and no other. */
  HttpResponse<String> put(String path, int version, String body)
      throws IOException, InterruptedException {
    return send(
        path,
        request ->
            request.PUT(BodyPublishers.ofString(body)).header("If-Match", "W/\"" + version + "\""));
  }

  /**
   * All that a search finds, page by page.
   *
   * @param path below the hub's URL, such as {@code /fhir/Task?_count=100}
   */
  void all(String path, Consumer<JsonNode> each) throws IOException, InterruptedException {
    String next = path;
    while (!next.isEmpty()) {
      HttpResponse<String> answer = get(next);
      if (answer.statusCode() != 200) {
        throw new IOException(next + ": " + answer.statusCode() + " " + answer.body());
      }
      JsonNode page = JSON.readTree(answer.body());
      page.path("entry").forEach(entry -> each.accept(entry.path("resource")));
      next = "";
      for (JsonNode link : page.path("link")) {
        if (link.path("relation").asString().equals("next")) {
          URI address = URI.create(link.path("url").asString());
          next = address.getRawPath() + "?" + address.getRawQuery();
        }
      }
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> method)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(hub + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token())
            .header("Accept", "application/fhir+json")
            .header("Content-Type", "application/fhir+json");
    method.accept(request);
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
