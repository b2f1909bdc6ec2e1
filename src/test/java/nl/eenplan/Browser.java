package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * A person's browser without scripts: it follows redirects, fills in forms and keeps cookies (per
 * name only, and secure ones on localhost too, as browsers do). It forgets nothing that it was
 * sent.
 */
public final class Browser {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern FORM =
      Pattern.compile("<form[^>]*\\baction=\"([^\"]*)\".*?</form>", Pattern.DOTALL);
  private static final Pattern INPUT = Pattern.compile("<input[^>]*>", Pattern.DOTALL);
  private static final int MOST_REDIRECTS = 12;

  private final Map<String, String> cookies = new TreeMap<>();
  private final List<String> received = new ArrayList<>();
  private String language = "nl";

  /** What came back, and from where. */
  public record Page(URI address, int status, HttpHeaders headers, String body) {
    /** The first header of that name; empty when there is none. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** Where it redirects to. */
    public URI location() {
      return address.resolve(header("Location"));
    }
  }

  public Browser inLanguage(String code) {
    language = code;
    return this;
  }

  /** Goes there and on, to where the redirects end. */
  public Page open(URI address) {
    return follow(request(address).GET().build());
  }

  /** Goes there and no further. */
  public Page step(URI address, String... headers) {
    HttpRequest.Builder request = request(address).GET();
    return send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  /** Sends the first form of the page with what it holds and what is filled in. */
  public Page submit(Page page, Map<String, String> typed) {
    Matcher form = FORM.matcher(page.body());
    assertThat(form.find()).as("a form in " + page.body()).isTrue();
    Map<String, String> fields = new TreeMap<>();
    INPUT
        .matcher(form.group())
        .results()
        .map(input -> input.group())
        .filter(input -> !attribute(input, "name").isEmpty())
        .filter(input -> attribute(input, "type").equals("hidden"))
        .forEach(input -> fields.put(attribute(input, "name"), attribute(input, "value")));
    fields.putAll(typed);
    return post(page.address().resolve(HtmlUtils.htmlUnescape(form.group(1))), fields);
  }

  /** Sends a form that no page gave. */
  public Page post(URI address, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return follow(
        request(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** Opens the address, and logs in at the form that it leads to. */
  public Page signIn(URI address, String user, String password) {
    Page form = open(address);
    return submit(form, Map.of("username", user, "password", password));
  }

  /** A cookie's value; empty when there is none. */
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** Puts a cookie back that was there before. */
  public void putCookie(String name, String value) {
    cookies.put(name, value);
  }

  /** Every byte that ever reached this browser, as UTF-8. */
  public String received() {
    return String.join("\n", received);
  }

  /** Sends a form that no page gave, with a file in it. */
  public Page postFile(URI address, Map<String, String> fields, String field, byte[] file) {
    String line = "--part";
    StringBuilder before = new StringBuilder();
    fields.forEach((name, value) ->
        before
            .append(line)
            .append("\r\n")
            .append(part(name))
            .append("\r\n\r\n")
            .append(value)
            .append("\r\n"));
    before
        .append(line)
        .append("\r\n")
        .append(part(field))
        .append("; filename=\"a.pdf\"")
        .append("\r\nContent-Type: application/pdf\r\n\r\n");
    return follow(
        request(address)
            .header("Content-Type", "multipart/form-data; boundary=part")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(before.toString()),
                    BodyPublishers.ofByteArray(file),
                    BodyPublishers.ofString("\r\n" + line + "--\r\n")))
            .build());
  }

  private static String part(String name) {
    return "Content-Disposition: form-data; name=\"" + name + "\"";
  }

  private Page follow(HttpRequest first) {
    Page page = send(first);
    for (int i = 0; page.status() / 100 == 3; i++) {
      assertThat(i).as("redirects, the last to " + page.location()).isLessThan(MOST_REDIRECTS);
      page = send(request(page.location()).GET().build());
    }
    return page;
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "text/html,application/xhtml+xml")
            .header("Accept-Language", language);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private Page send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      received.add(answer.headers().map() + "\n" + answer.body());
      return new Page(request.uri(), answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String setCookie) {
    String[] pair = setCookie.split(";", 2)[0].split("=", 2);
    if (setCookie.contains("Max-Age=0") || pair[1].isEmpty()) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static String attribute(String tag, String name) {
    Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return value.find() ? HtmlUtils.htmlUnescape(value.group(1)) : "";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
