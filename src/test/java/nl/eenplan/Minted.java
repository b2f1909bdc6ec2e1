package nl.eenplan;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Tokens that the demo's identity provider does not give, signed with its own key. */
final class Minted {

  private Minted() {}

  /** The headers of a request with a token for this organisation and role, made this long ago. */
  static String[] token(Hub hub, String organisation, String role, Duration ago) {
    try {
      RSAKey key =
          RSAKey.parse(Files.readString(hub.dataFolder().resolve("demo-signing-key.json")));
      Instant made = Instant.now().minus(ago);
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder()
              .subject("somebody")
              .issuer(hub.url().toString())
              .audience("eenplan")
              .issueTime(Date.from(made))
              .expirationTime(Date.from(made.plus(Duration.ofHours(1))))
              .claim("organisation", organisation)
              .claim("roles", List.of(role))
              .build();
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return new String[] {"Authorization", "Bearer " + token.serialize()};
    } catch (IOException | JOSEException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
