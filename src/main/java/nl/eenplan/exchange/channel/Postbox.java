package nl.eenplan.exchange.channel;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import nl.eenplan.exchange.delivery.DeliveryFailed;
import nl.eenplan.exchange.delivery.DeliveryFailed.Blame;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Posts to a URL that a partner gave: over TLS, signed, to public addresses only, without following
 * where it is sent on to. Of the answer only the status is read.
 */
@Component("postbox")
public class Postbox implements DisposableBean {

  private static final int AT_ONE_PLACE = 32;
  private static final int ALTOGETHER = 512;

  private final SigningKeys keys;
  private final Clock clock;
  private final PostboxSettings settings;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  Postbox(SigningKeys keys, Clock clock, PostboxSettings settings) {
    this.keys = keys;
    this.clock = clock;
    this.settings = settings;
    this.http = client(settings);
  }

  private static CloseableHttpClient client(PostboxSettings settings) {
    Timeout patience = Timeout.of(settings.patience());
    DnsResolver names =
        settings.allowPrivateAddresses() ? SystemDefaultDnsResolver.INSTANCE : new OutsideOnly();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnPerRoute(AT_ONE_PLACE)
                .setMaxConnTotal(ALTOGETHER)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(patience)
                .setConnectionRequestTimeout(patience)
                .build())
        .setUserAgent("Eenplan")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /**
   * Whether a partner may choose this URL. Where its name leads is looked at when it is used.
   *
   * @return what is wrong with it; empty when nothing is
   */
  public Optional<String> objection(String url) {
    URI target;
    try {
      target = URI.create(url);
    } catch (IllegalArgumentException e) {
      return Optional.of("not-a-url");
    }
    boolean secure = "https".equals(target.getScheme());
    boolean plain = "http".equals(target.getScheme()) && settings.allowPlainHttp();
    return target.getHost() == null
            || target.getRawUserInfo() != null
            || target.getRawFragment() != null
        ? Optional.of("not-a-url")
        : secure || plain ? Optional.empty() : Optional.of("https-only");
  }

  /** A CloudEvent in structured mode. */
  public void postCloudEvent(String url, String event) {
    post(url, "application/cloudevents+json; charset=UTF-8", event);
  }

  /**
   * @throws DeliveryFailed for every answer but 2xx, and for none
   */
  public void post(String url, String contentType, String body) {
    objection(url)
        .ifPresent(objection -> {
          throw new DeliveryFailed(Blame.PARTNER, objection);
        });
    HttpPost request = signed(URI.create(url), contentType, body.getBytes(StandardCharsets.UTF_8));
    Duration all = settings.patience().multipliedBy(2);
    ScheduledFuture<?> alarm =
        timer.schedule(() -> request.cancel(), all.toMillis(), TimeUnit.MILLISECONDS);
    try {
      http.execute(request, Postbox::judge);
    } catch (OutsideOnly.ClosedAddressException e) {
      throw new DeliveryFailed(Blame.PARTNER, "private-address");
    } catch (SocketTimeoutException e) {
      throw new DeliveryFailed(Blame.PARTNER, "timeout");
    } catch (SSLException e) {
      throw new DeliveryFailed(Blame.PARTNER, "tls");
    } catch (IOException e) {
      throw new DeliveryFailed(Blame.PARTNER, request.isCancelled() ? "timeout" : "not-reached");
    } finally {
      alarm.cancel(false);
    }
  }

  private HttpPost signed(URI target, String contentType, byte[] body) {
    Signature signature = Signature.of(target, contentType, body, clock.instant(), keys.newest());
    HttpPost request = new HttpPost(target);
    request.setHeader("Content-Digest", signature.digest());
    request.setHeader("Signature-Input", signature.input());
    request.setHeader("Signature", signature.signature());
    request.setHeader(HttpHeaders.CONTENT_TYPE, contentType);
    request.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
    return request;
  }

  /** The body is not read: whatever it says, the status decides. */
  private static boolean judge(ClassicHttpResponse answer) {
    int status = answer.getCode();
    if (status >= 200 && status < 300) {
      return true;
    }
    Blame blame =
        switch (status) {
          case 410 -> Blame.GONE;
          case 400, 406, 409, 411, 412, 413, 414, 415, 422 -> Blame.NOTICE;
          default -> Blame.PARTNER;
        };
    throw new DeliveryFailed(blame, "http-" + status, retryAfter(answer));
  }

  /** In seconds, and no longer than a day: a date is not worth the trouble of two clocks. */
  private static Optional<Duration> retryAfter(ClassicHttpResponse answer) {
    return Optional.ofNullable(answer.getFirstHeader(HttpHeaders.RETRY_AFTER))
        .map(header -> header.getValue().strip())
        .filter(value -> value.matches("\\d{1,5}"))
        .map(Integer::parseInt)
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, 86_400)));
  }

  @Override
  public void destroy() throws IOException {
    timer.shutdownNow();
    http.close();
  }
}
