package nl.eenplan.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Checks a token's signature and claims once a minute instead of at each request: a system sends
 * the same one for an hour. A key that the issuer takes back works for that minute longer. Whether
 * the organisation takes part is no part of it (see {@link TokenReader}).
 */
public final class KnownTokens implements JwtDecoder {

  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final int MOST = 5_000;

  private final JwtDecoder decoder;
  private final Clock clock;
  private final Cache<String, Jwt> valid =
      Caffeine.newBuilder().expireAfterWrite(AGAIN).maximumSize(MOST).build();

  public KnownTokens(JwtDecoder decoder, Clock clock) {
    this.decoder = decoder;
    this.clock = clock;
  }

  /**
   * @throws JwtException when it is not valid; that is not remembered
   */
  @Override
  public Jwt decode(String token) throws JwtException {
    Jwt known = valid.getIfPresent(token);
    if (known != null
        && known.getExpiresAt() != null
        && known.getExpiresAt().isAfter(clock.instant())) {
      return known;
    }
    Jwt checked = decoder.decode(token);
    if (!isOfACertificate(checked)) {
      valid.put(token, checked);
    }
    return checked;
  }

  /** Bound to who set up the connection (RFC 8705), which the next one who shows it may not be. */
  private static boolean isOfACertificate(Jwt token) {
    return token.getClaim("cnf") instanceof Map<?, ?> proof && proof.containsKey("x5t#S256");
  }
}
