package nl.eenplan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.Partner.Answer;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@HubTest
class NobodyEntersWithoutATokenTest {

  private final Hub hub;
  private final Organisations organisations;
  private final PartnerAccounts accounts;

  NobodyEntersWithoutATokenTest(Hub hub, Organisations organisations, PartnerAccounts accounts) {
    this.hub = hub;
    this.organisations = organisations;
    this.accounts = accounts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "Bearer a.b.c", "Basic bHY6ZGVtby1sdg=="})
  void aMissingOrBrokenTokenIsRefusedInFhir(String authorization) {
    assertUnknown(hub.partner("lv").get("/fhir/Patient/x", "Authorization", authorization));
  }

  @Test
  void aTokenOfWhichOneLetterIsChangedIsRefused() {
    String token = hub.partner("lv").token();
    int middle = token.lastIndexOf('.') + 20;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, middle) + other + token.substring(middle + 1);

    assertUnknown(hub.partner("lv").get("/fhir/Patient/x", "Authorization", "Bearer " + forged));
  }

  @Test
  void aTokenIsWorthlessOnceTheAgreementHasEnded() {
    OrganisationCode code = new OrganisationCode("ended-partner");
    organisations.add(withAgreementUntil(code, Optional.empty()));
    accounts.open(code, "demo-ended-partner");
    var partner = hub.partner("ended-partner");
    assertThat(partner.get("/fhir/x").status()).isNotIn(401, 403);

    LocalDate yesterday = LocalDate.ofInstant(hub.clock().instant(), hub.clock().getZone());
    organisations.add(withAgreementUntil(code, Optional.of(yesterday.minusDays(1))));

    Answer answer = partner.get("/fhir/x");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("\"forbidden\"", "\"not-permitted\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/prometheus", "/error", "/v1"})
  void whatIsNotNamedIsClosed(String path) {
    assertThat(hub.partner("lv").get(path, "Authorization", "").status()).isEqualTo(401);
    assertThat(hub.partner("lv").get(path).status()).isEqualTo(403);
  }

  @Test
  void healthAndTheProvidersDocumentAreOpen() {
    Answer health = hub.partner("lv").get("/actuator/health", "Authorization", "", "Accept", "*/*");
    assertThat(health.status()).isEqualTo(200);
    Answer document =
        hub.partner("lv").get("/.well-known/openid-configuration", "Authorization", "");
    assertThat(document.body())
        .contains("\"token_endpoint\":\"" + hub.url() + "/oauth2/token\"")
        .contains("\"issuer\":\"" + hub.url() + "\"");
  }

  private static void assertUnknown(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
    assertThat(answer.body())
        .contains(
            "\"OperationOutcome\"",
            "\"login\"",
            "\"not-authenticated\"",
            "https://eenplan.example/fhir/CodeSystem/reason");
  }

  private static Organisation withAgreementUntil(OrganisationCode code, Optional<LocalDate> last) {
    return new Organisation(
        code,
        "Verleden Tijd",
        new OrganisationKind("welfare"),
        Optional.empty(),
        "00000099000000901000",
        LocalDate.of(2020, 1, 1),
        last);
  }
}
