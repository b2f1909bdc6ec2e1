package nl.eenplan;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.ActiveMQConnectionFactory;

/**
 * The system of a partner: it takes a token, speaks HTTP, listens to its queue, and forgets nothing
 * that it was ever sent, so that a test can search it all for what should not have come.
 */
public final class Partner implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Hub hub;
  private final String account;
  private final String secret;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private Connection broker;
  private String token;

  Partner(Hub hub, String account, String secret) {
    this.hub = hub;
    this.account = account;
    this.secret = secret;
  }

  /** What came back on an HTTP request. */
  public record Answer(int status, HttpHeaders headers, String body) {
    /** The first header of that name; empty when there is none. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** What came by the queue; {@code properties} with the JMS headers among them. */
  public record Notice(String body, Map<String, String> properties) {}

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  /**
   * Sends a request with the partner's token.
   *
   * @param path below the hub's URL, such as {@code /fhir/Task?status=requested}
   * @param headers names and values in turn; they come in the place of those that are sent anyway
   */
  public Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .method(method, BodyPublishers.ofString(body))
            .setHeader("Authorization", "Bearer " + token())
            .setHeader("Accept", "application/fhir+json");
    if (!body.isEmpty()) {
      request.setHeader("Content-Type", "application/fhir+json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return exchange(request.build());
  }

  /** The access token, asked for once. */
  public synchronized String token() {
    if (token == null) {
      Answer answer = askForToken();
      if (answer.status() != 200) {
        throw new IllegalStateException("no token for " + account + ": " + answer);
      }
      token = answer.body().replaceFirst(".*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }
    return token;
  }

  /** Asks with {@code client_secret_post}, whatever comes of it. */
  public Answer askForToken() {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encode(account), encode(secret));
    return exchange(
        request("/oauth2/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /** Starts to collect what lies and comes in {@code out.<account>}. */
  public Partner listen() {
    try {
      Session session = connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
      session.createConsumer(session.createQueue("out." + account)).setMessageListener(this::keep);
      return this;
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The partner's own connection to the broker, started.
   *
   * @throws JMSException when the broker refuses the account
   */
  public synchronized Connection connect() throws JMSException {
    if (broker == null) {
      Connection connection =
          new ActiveMQConnectionFactory(account, secret, hub.broker().toString())
              .createConnection();
      try {
        connection.start();
      } catch (JMSException e) {
        connection.close();
        throw e;
      }
      broker = connection;
    }
    return broker;
  }

  String account() {
    return account;
  }

  /** What came by the queue so far; earlier tests' notices may be among them. */
  public List<Notice> notices() {
    return List.copyOf(notices);
  }

  /** Every byte that ever reached this partner, by HTTP and by queue, as UTF-8. */
  public String received() {
    return String.join("\n", received);
  }

  @Override
  public synchronized void close() throws JMSException {
    if (broker != null) {
      broker.close();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(hub.url() + path));
  }

  private Answer exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
      String body = new String(response.body(), StandardCharsets.UTF_8);
      StringBuilder everything =
          new StringBuilder("HTTP/1.1 ").append(response.statusCode()).append('\n');
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> everything.append(name).append(": ").append(values).append('\n'));
      received.add(everything.append('\n').append(body).toString());
      return new Answer(response.statusCode(), response.headers(), body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(Message message) {
    try {
      Notice notice = new Notice(body(message), properties(message));
      received.add(notice + "\n" + message);
      notices.add(notice);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  static String body(Message message) throws JMSException {
    return switch (message) {
      case TextMessage text -> text.getText();
      case BytesMessage binary -> {
        byte[] bytes = new byte[(int) binary.getBodyLength()];
        binary.readBytes(bytes);
        yield new String(bytes, StandardCharsets.UTF_8);
      }
      default -> "";
    };
  }

  private static Map<String, String> properties(Message message) throws JMSException {
    Map<String, String> properties = new TreeMap<>();
    properties.put("JMSMessageID", message.getJMSMessageID());
    properties.put("JMSCorrelationID", String.valueOf(message.getJMSCorrelationID()));
    properties.put("JMSType", String.valueOf(message.getJMSType()));
    properties.put("JMSDestination", String.valueOf(message.getJMSDestination()));
    properties.put("JMSReplyTo", String.valueOf(message.getJMSReplyTo()));
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      String name = (String) names.nextElement();
      properties.put(name, String.valueOf(message.getObjectProperty(name)));
    }
    return properties;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
