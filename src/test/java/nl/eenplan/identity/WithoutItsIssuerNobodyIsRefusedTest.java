package nl.eenplan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.web.servlet.DispatcherServlet;

/** Whose token cannot be checked now may come again; it is not told that it is unknown. */
class WithoutItsIssuerNobodyIsRefusedTest {

  /** Well formed: {@code {"alg":"RS256","kid":"x"}}, {@code {"sub":"lv"}}, and any signature. */
  private static final String TOKEN =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJzdWIiOiJsdiJ9." + "AAAA".repeat(85) + "AA";

  private final Refusal refusal = new Refusal();

  @Test
  void beforeItWasEverReached() throws Exception {
    assertWait(new HubSecurity().jwtDecoder(WithoutItsIssuerNobodyIsRefusedTest::nobody, clock()));
  }

  @Test
  void whenItHasANewKeyThatCannotBeFetched() throws Exception {
    assertWait(NimbusJwtDecoder.withJwkSetUri(nobody() + "/jwks").build());
  }

  @Test
  void withAProof() throws Exception {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    refusal.refuseProof(request(), answer, new AuthenticationServiceException("not now"));
    assertThat(answer.getStatus()).isEqualTo(503);
  }

  private void assertWait(JwtDecoder decoder) throws Exception {
    Filter tokens =
        new BearerTokenAuthenticationFilter(
            new ProviderManager(new JwtAuthenticationProvider(decoder)));
    MockHttpServletResponse answer = new MockHttpServletResponse();
    new MockFilterChain(new DispatcherServlet(), new Outage(refusal), tokens)
        .doFilter(request(), answer);
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
    assertThat(answer.getContentAsString()).contains("\"not-available\"");
  }

  private static MockHttpServletRequest request() {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/clients");
    request.addHeader("Authorization", "Bearer " + TOKEN);
    return request;
  }

  private static Clock clock() {
    return Clock.systemUTC();
  }

  /** Where nobody listens. */
  private static String nobody() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://localhost:" + socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
