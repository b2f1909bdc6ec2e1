package nl.eenplan.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.Partner;
import nl.eenplan.Partner.Answer;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@HubTest
class EachAccountGetsATokenOfItsOwnTest {

  private final Hub hub;
  private final Organisations organisations;
  private final Services services;

  EachAccountGetsATokenOfItsOwnTest(Hub hub, Organisations organisations, Services services) {
    this.hub = hub;
    this.organisations = organisations;
    this.services = services;
  }

  @ParameterizedTest
  @CsvSource({
    "lv, lv, partner-system",
    "st-woej, st-woej, partner-system",
    "lv-privacy, lv, privacy-officer",
    "st-woej-privacy, st-woej, privacy-officer"
  })
  void theTokenSaysForWhomItSpeaks(String account, String organisation, String role) {
    assertThat(claims(hub.partner(account).token()))
        .contains("\"sub\":\"" + account + "\"")
        .contains("\"organisation\":\"" + organisation + "\"")
        .contains("\"roles\":[\"" + role + "\"]")
        .contains("\"aud\":\"eenplan\"")
        .contains("\"iss\":\"" + hub.url() + "\"");
  }

  @Test
  void everyOrganisationHasAnAccountAndTheServicesOfTheDirectory() {
    for (var organisation : DemoOrganisations.organisations()) {
      assertThat(organisations.findInForce(organisation.code())).contains(organisation);
      String code = organisation.code().value();
      assertThat(hub.partner(code).askForToken().status()).as(code).isEqualTo(200);
    }
    assertThat(services.all()).containsAll(DemoOrganisations.services());
    assertThat(services.forPurpose(new OrganisationCode("st-woej"), "participation"))
        .map(Service::id)
        .contains("st-woej-participation");
  }

  @Test
  void aWrongSecretAndAnUnknownAccountGetTheSameAnswer() {
    Answer wrong = hub.partner("lv", "demo-st-woej").askForToken();
    Answer unknown = hub.partner("nobody").askForToken();
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(unknown.status()).isEqualTo(401);
  }

  @Test
  void basicAuthenticationIsAcceptedToo() {
    Answer answer =
        hub.partner("lv")
            .post(
                "/oauth2/token",
                "grant_type=client_credentials",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("lv:demo-lv".getBytes(UTF_8)),
                "Content-Type",
                "application/x-www-form-urlencoded");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aPartnerKeepsEveryByteThatItWasSent() {
    Partner partner = hub.partner("lv");
    partner.get("/fhir/x", "Authorization", "");
    assertThat(partner.received())
        .contains("HTTP/1.1 401", "www-authenticate", "not-authenticated");
  }

  private static String claims(String token) {
    return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
  }
}
