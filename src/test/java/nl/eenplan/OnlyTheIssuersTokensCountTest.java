package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import nl.eenplan.production.Http;
import nl.eenplan.production.Production;
import nl.eenplan.production.ProductionTest;
import nl.eenplan.production.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keycloak's real tokens, and what is not quite one. */
@ProductionTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnlyTheIssuersTokensCountTest {

  private final Production production;
  private RSAKey key;

  OnlyTheIssuersTokensCountTest(Production production) {
    this.production = production;
  }

  /** The realm signs with it too: each token below is wrong in one thing only. */
  @BeforeAll
  void makeAKey() throws Exception {
    RSAKey made = new RSAKeyGenerator(2048).generate();
    production.admin().addKey(made);
    key = new RSAKey.Builder(made).keyID(production.admin().keyId(made)).build();
  }

  @Test
  void aTokenOfKeycloakOpensTheDoor() throws Exception {
    assertThat(ask(production.lv().take()).statusCode()).isEqualTo(200);
    assertThat(ask(production.woej().take()).statusCode()).isEqualTo(200);
    assertThat(ask(signed(right())).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutATokenTheDoorStaysClosed() {
    assertRefused(Http.get(inbox()));
  }

  @Test
  void aTokenThatWasChangedIsRefused() {
    String token = production.lv().take();
    int middle = token.lastIndexOf('.') + 20;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    assertRefused(ask(token.substring(0, middle) + other + token.substring(middle + 1)));
  }

  @Test
  void aTokenForAnotherProgramIsRefused() throws Exception {
    assertRefused(ask(production.admin().tokenForAnotherAudience("lv-privacy")));
    assertRefused(ask(signed(right().audience("another"))));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws Exception {
    assertRefused(ask(production.admin().tokenOfAnotherIssuer()));
    assertRefused(ask(signed(right().issuer("https://elsewhere.example.org"))));
  }

  @Test
  void aTokenThatIsOverIsRefused() throws Exception {
    Instant now = Instant.now();
    assertRefused(
        ask(
            signed(
                right()
                    .issueTime(Date.from(now.minusSeconds(600)))
                    .expirationTime(Date.from(now.minusSeconds(300))))));
    assertRefused(ask(signed(right().notBeforeTime(Date.from(now.plusSeconds(300))))));
  }

  @Test
  void whoSpeaksForTwoOrganisationsOrNoneIsRefused() throws Exception {
    assertThat(ask(signed(right().claim("organisation", List.of("lv")))).statusCode())
        .isEqualTo(200);
    assertRefused(ask(signed(right().claim("organisation", List.of("lv", "st-woej")))));
    assertRefused(ask(signed(right().claim("organisation", null))));
    assertRefused(ask(signed(right().claim("organisation", "*"))));
  }

  @Test
  void aKeyThatIsNotTheIssuersSignsNothing() throws Exception {
    RSAKey forged =
        new RSAKey.Builder(new RSAKeyGenerator(2048).generate()).keyID(key.getKeyID()).build();
    assertRefused(ask(signed(forged, right())));
  }

  @Test
  void keycloakTakesAnAssertionOnceAndNoWrongSecret() {
    Tokens lv = production.lv();
    Map<String, String> assertion = lv.credentials();
    assertThat(lv.present(assertion).statusCode()).isEqualTo(200);
    assertThat(lv.present(assertion).statusCode()).as("a replay").isIn(400, 401);
    assertThat(lv.present(Map.of("client_id", "lv")).statusCode()).isIn(400, 401);
    assertThat(
            lv.present(Map.of("client_id", "st-woej", "client_secret", "demo-st-woej"))
                .statusCode())
        .isEqualTo(401);
  }

  /** Outside the demo nobody can enter with what the README tells. */
  @Test
  void theDemosProviderIsNotThere() {
    for (String path :
        List.of(
            "/oauth2/token",
            "/oauth2/authorize",
            "/oauth2/jwks",
            "/demo/log-in",
            "/.well-known/openid-configuration")) {
      assertThat(Http.get(URI.create(production.one().url() + path)).statusCode())
          .as(path)
          .isIn(401, 404);
    }
  }

  private JWTClaimsSet.Builder right() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .subject("somebody")
        .issuer(production.keycloak().issuer().toString())
        .audience("eenplan")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("organisation", "lv")
        .claim("roles", List.of("partner-system"));
  }

  private String signed(JWTClaimsSet.Builder claims) throws JOSEException {
    return signed(key, claims);
  }

  private static String signed(RSAKey with, JWTClaimsSet.Builder claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).build(),
            claims.build());
    token.sign(new RSASSASigner(with));
    return token.serialize();
  }

  private HttpResponse<String> ask(String token) {
    return Http.get(inbox(), "Authorization", "Bearer " + token);
  }

  private URI inbox() {
    return URI.create(production.one().url() + "/fhir/Task?status=requested");
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(answer.body()).contains("OperationOutcome", "not-authenticated");
  }
}
