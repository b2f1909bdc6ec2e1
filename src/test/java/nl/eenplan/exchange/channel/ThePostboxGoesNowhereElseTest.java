package nl.eenplan.exchange.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import nl.eenplan.HubTest;
import nl.eenplan.exchange.delivery.DeliveryFailed;
import org.junit.jupiter.api.Test;

/** Outside the demo: TLS, and no way into our own network. */
@HubTest
class ThePostboxGoesNowhereElseTest {

  private final SigningKeys keys;
  private final Clock clock;

  ThePostboxGoesNowhereElseTest(SigningKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Test
  void anAddressWithoutTlsIsRefusedBeforeAnythingLeaves() throws Exception {
    Postbox strict = postbox(false, false);
    assertThat(strict.objection("http://partner.example/x")).contains("https-only");
    assertThat(strict.objection("https://partner.example/x")).isEmpty();
    assertThat(strict.objection("https://me:secret@partner.example/x")).contains("not-a-url");
    assertThat(strict.objection("partner.example")).contains("not-a-url");
    assertThatThrownBy(() -> strict.post("http://partner.example/x", "application/json", "{}"))
        .isInstanceOf(DeliveryFailed.class)
        .hasMessage("https-only");
    strict.destroy();
  }

  @Test
  void aNameThatLeadsInsideIsNotCalled() throws Exception {
    AtomicInteger called = new AtomicInteger();
    HttpServer inside =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    inside.createContext(
        "/",
        post -> {
          called.incrementAndGet();
          post.sendResponseHeaders(204, -1);
          post.close();
        });
    inside.start();
    Postbox strict = postbox(true, false);
    try {
      for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "2130706433"}) {
        String url = "http://" + host + ":" + inside.getAddress().getPort() + "/";
        assertThatThrownBy(() -> strict.post(url, "application/json", "{}"))
            .as(host)
            .isInstanceOf(DeliveryFailed.class);
      }
      assertThat(called).hasValue(0);
    } finally {
      inside.stop(0);
      strict.destroy();
    }
  }

  private Postbox postbox(boolean plainHttp, boolean privateAddresses) {
    return new Postbox(
        keys, clock, new PostboxSettings(Duration.ofSeconds(2), plainHttp, privateAddresses));
  }
}
