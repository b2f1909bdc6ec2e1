package nl.eenplan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class ATokenIsNotBelievedForLongTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final AtomicInteger checks = new AtomicInteger();

  @Test
  void aValidOneIsCheckedOnce() {
    KnownTokens tokens = tokensOf(NOW.plusSeconds(1));
    tokens.decode("token");
    tokens.decode("token");
    assertThat(checks).hasValue(1);
  }

  @Test
  void oneThatHasEndedIsCheckedAgain() {
    KnownTokens tokens = tokensOf(NOW);
    tokens.decode("token");
    tokens.decode("token");
    assertThat(checks).hasValue(2);
  }

  @Test
  void anotherOneIsCheckedForItself() {
    KnownTokens tokens = tokensOf(NOW.plusSeconds(1));
    tokens.decode("token");
    assertThat(tokens.decode("other").getTokenValue()).isEqualTo("other");
    assertThat(checks).hasValue(2);
  }

  @Test
  void thatOneIsNotValidIsNotRemembered() {
    KnownTokens tokens =
        new KnownTokens(
            token -> {
              checks.incrementAndGet();
              throw new BadJwtException("forged");
            },
            Clock.fixed(NOW, ZoneOffset.UTC));
    assertThatThrownBy(() -> tokens.decode("token")).isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> tokens.decode("token")).isInstanceOf(BadJwtException.class);
    assertThat(checks).hasValue(2);
  }

  @Test
  void oneThatIsBoundToACertificateIsCheckedEachTime() {
    KnownTokens tokens = tokensOf(NOW.plusSeconds(1), Map.of("x5t#S256", "abc"));
    tokens.decode("token");
    tokens.decode("token");
    assertThat(checks).hasValue(2);
  }

  private KnownTokens tokensOf(Instant end) {
    return tokensOf(end, Map.of());
  }

  private KnownTokens tokensOf(Instant end, Map<String, String> proof) {
    return new KnownTokens(
        token -> {
          checks.incrementAndGet();
          return Jwt.withTokenValue(token)
              .header("alg", "RS256")
              .subject("lv")
              .claim("cnf", proof)
              .expiresAt(end)
              .build();
        },
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
