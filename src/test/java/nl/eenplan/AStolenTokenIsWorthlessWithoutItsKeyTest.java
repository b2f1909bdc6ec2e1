package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import nl.eenplan.production.Http;
import nl.eenplan.production.HubInstance;
import nl.eenplan.production.Production;
import nl.eenplan.production.ProductionTest;
import org.junit.jupiter.api.Test;

/** DPoP (RFC 9449): a partner may bind its tokens to a key, and prove each time to have it. */
@ProductionTest
class AStolenTokenIsWorthlessWithoutItsKeyTest {

  private static final String PATH = "/fhir/Task?status=requested";

  private final Production production;
  private final ECKey key;
  private final String token;

  AStolenTokenIsWorthlessWithoutItsKeyTest(Production production) throws Exception {
    this.production = production;
    this.key = new ECKeyGenerator(Curve.P_256).generate();
    this.token = production.lv().take("DPoP", proof(key, "POST", production.lv().address(), ""));
  }

  @Test
  void withAProofTheTokenOpensTheDoor() throws Exception {
    assertThat(ask(production.one(), fresh()).statusCode()).isEqualTo(200);
    assertThat(ask(production.one(), fresh()).statusCode()).isEqualTo(200);
  }

  @Test
  void aProofCountsOnceWhicheverHubItIsShownTo() throws Exception {
    HubInstance one = production.one();
    String proof = fresh();
    assertThat(ask(one, proof).statusCode()).isEqualTo(200);
    assertRefused(ask(one, proof));

    HubInstance other = production.other();
    String elsewhere = proofFor(other, UUID.randomUUID().toString());
    assertThat(ask(other, elsewhere).statusCode()).isEqualTo(200);
    // Behind a proxy both have one address; here the number alone is the same.
    String number = UUID.randomUUID().toString();
    assertThat(ask(one, proofFor(one, number)).statusCode()).isEqualTo(200);
    assertRefused(ask(other, proofFor(other, number)));
  }

  @Test
  void aBoundTokenIsNoBearerToken() {
    HttpResponse<String> answer =
        Http.get(at(production.one()), "Authorization", "Bearer " + token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("not-authenticated");
  }

  @Test
  void theProofOfAnotherKeyAddressMethodOrTokenIsRefused() throws Exception {
    HubInstance one = production.one();
    ECKey other = new ECKeyGenerator(Curve.P_256).generate();
    assertRefused(ask(one, proof(other, "GET", address(one), token)));
    assertRefused(ask(one, proof(key, "GET", URI.create(one.url() + "/fhir/Patient"), token)));
    assertRefused(ask(one, proof(key, "POST", address(one), token)));
    assertRefused(ask(one, proof(key, "GET", address(one), token + "x")));
    assertRefused(ask(one, "no.proof.atall"));
  }

  private String fresh() throws Exception {
    return proof(key, "GET", address(production.one()), token);
  }

  private String proofFor(HubInstance hub, String number) throws Exception {
    return proof(key, "GET", address(hub), token, number);
  }

  private HttpResponse<String> ask(HubInstance hub, String proof) {
    return Http.get(at(hub), "Authorization", "DPoP " + token, "DPoP", proof);
  }

  private static URI at(HubInstance hub) {
    return URI.create(hub.url() + PATH);
  }

  /** Without the query, as the standard has it. */
  private static URI address(HubInstance hub) {
    return URI.create(hub.url() + "/fhir/Task");
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("DPoP");
    assertThat(answer.body()).contains("OperationOutcome", "not-authenticated");
  }

  private static String proof(ECKey key, String method, URI address, String token)
      throws JOSEException, NoSuchAlgorithmException {
    return proof(key, method, address, token, UUID.randomUUID().toString());
  }

  private static String proof(ECKey key, String method, URI address, String token, String number)
      throws JOSEException, NoSuchAlgorithmException {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .jwtID(number)
            .issueTime(Date.from(Instant.now()))
            .claim("htm", method)
            .claim("htu", address.toString());
    if (!token.isEmpty()) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
      claims.claim("ath", Base64URL.encode(hash).toString());
    }
    SignedJWT proof =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build(),
            claims.build());
    proof.sign(new ECDSASigner(key));
    return proof.serialize();
  }
}
