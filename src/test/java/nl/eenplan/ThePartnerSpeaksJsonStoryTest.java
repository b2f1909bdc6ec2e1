package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Mieke's first step to participation, where neither of the two speaks FHIR; and where one does.
 */
@HubTest
class ThePartnerSpeaksJsonStoryTest {

  private static final String NOTES =
      """
      "notes": [
        {"category": "wishes", "text": "Houdt van handwerken"},
        {"category": "practical-limits", "text": "Niet meer dan twee uur achter elkaar"},
        {"category": "health", "text": "Energetische klachten"},
        {"category": "benefit", "text": "Bijstand sinds 2014"},
        {"category": "category", "text": "2A"}]\
      """;
  private static final String[] PERMITTED = {
    "identity", "contact", "referral-question", "wishes", "practical-limits"
  };

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Canaries canaries =
      new Canaries()
          .neverOf(mieke)
          .never("health", "Energetische")
          .never("benefit", "Bijstand")
          .never("category", "\"2A\"")
          .never("street", mieke.street())
          .never("postal code", mieke.postalCode());
  private final Partner atWoej;
  private final Json consultant;
  private final Json woej;

  ThePartnerSpeaksJsonStoryTest(Hub hub) {
    this.hub = hub;
    Contract contract = new Contract(hub);
    this.atWoej = hub.partner("st-woej").listen();
    this.consultant = new Json(hub.partner("lv"), contract);
    this.woej = new Json(atWoej, contract);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atWoej.close();
  }

  @Test
  void aReferralWithConsentIsAcceptedContactedAndEndsInParticipation() {
    UUID client = Json.id(consultant.post("clients", Json.client(mieke)));
    String referral =
        Json.referral(client, "participation", "st-woej", "Wil weer onder de mensen komen", NOTES);

    JsonNode refused = consultant.refused(403, "POST", "referrals", referral);
    assertThat(refused.get("code").asString()).isEqualTo("no-consent");

    String yes = Json.yes(client, "participation", "st-woej", PERMITTED);
    JsonNode preview =
        consultant
            .post("previews", "{\"referral\": %s, \"consents\": [%s]}".formatted(referral, yes))
            .get("decisions")
            .get(0);
    assertThat(preview.get("verdict").asString()).isEqualTo("permit");
    assertThat(preview.get("released").toString()).contains("wishes").doesNotContain("health");
    assertThat(Json.texts(preview.get("withheld"), "category")).contains("health", "bsn");

    JsonNode consent = consultant.post("consents", yes);
    JsonNode sent = consultant.post("referrals", referral);
    UUID id = Json.id(sent);
    assertThat(sent.get("referral").toString()).contains("Energetische klachten");

    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atWoej, "Task/" + id), List.of("submit")::equals);
    JsonNode inbox = woej.get("inbox?filter=new&pageSize=100");
    assertThat(Json.texts(inbox.get("items"), "id")).contains(id.toString());

    JsonNode got = woej.get("referrals/" + id);
    assertThat(got.get("referral").get("question").get("text").asString())
        .isEqualTo("Wil weer onder de mensen komen");
    assertThat(Json.texts(got.get("referral").get("notes"), "text"))
        .containsExactlyInAnyOrder("Houdt van handwerken", "Niet meer dan twee uur achter elkaar");
    JsonNode who = woej.get("clients/" + got.get("clientId").asString()).get("client");
    assertThat(who.get("birthDate").asString()).isEqualTo(mieke.birthYear());
    assertThat(who.get("names").get(0).get("family").asString()).isEqualTo(mieke.family());
    assertThat(who.has("bsn")).isFalse();
    assertThat(who.has("addresses")).isFalse();

    assertThat(Json.state(woej.step(id, "{\"event\": \"accept\"}"))).isEqualTo("accepted");
    hub.clock().advance(Duration.ofDays(5));
    woej.step(id, "{\"event\": \"first-contact\"}");
    assertThat(Json.state(consultant.get("referrals/" + id))).isEqualTo("in-progress");

    hub.clock().advance(Duration.ofDays(30));
    String report =
        """
        {"event": "report", "businessId": "m-%s",
         "reports": [{"category": "progress", "text": "Is bij de vrouwenclub"}]}
        """
            .formatted(id);
    int version = woej.step(id, report).get("version").asInt();
    assertThat(woej.step(id, report).get("version").asInt()).as("said again").isEqualTo(version);
    assertThat(
            woej.refused(
                    409,
                    "POST",
                    "referrals/" + id + "/status-updates",
                    report.replace("vrouwenclub", "mannenclub"))
                .get("code")
                .asString())
        .isEqualTo("same-id-other-content");
    woej.step(
        id,
        """
        {"event": "outcome", "outcome": "participates", "ladderStep": 2,
         "reports": [{"category": "progress", "text": "Leidt er nu het koor"}]}
        """);

    JsonNode closed = consultant.get("referrals/" + id);
    assertThat(Json.state(closed)).isEqualTo("completed");
    assertThat(closed.get("reports").toString())
        .contains("participates", "\"ladderStep\":2", "vrouwenclub", "Leidt er nu het koor");
    assertThat(consultant.get("clients/" + client).get("client").toString())
        .contains(mieke.bsn(), mieke.street());

    withdrawn(id, Json.id(consent));
    canaries.assertNeverReached(atWoej);
  }

  private void withdrawn(UUID id, UUID consent) {
    assertThat(consultant.post("consents/" + consent + "/withdrawals", "").get("status").asString())
        .isEqualTo("withdrawn");
    JsonNode bare = woej.get("referrals/" + id);
    assertThat(bare.has("clientId")).isFalse();
    assertThat(bare.has("referral")).isFalse();
    assertThat(
            woej.post("referrals/" + id + "/deletion-confirmations", "")
                .get("deletionRequests")
                .get(0)
                .get("status")
                .asString())
        .isEqualTo("confirmed");
  }

  @Test
  void whatIsSaidAtOneDoorIsHeardAtTheOther() {
    UUID client = Json.id(consultant.post("clients", Json.client(mieke)));
    JsonNode consent =
        consultant.post("consents", Json.yes(client, "participation", "st-woej", PERMITTED));
    JsonNode sent =
        consultant.post(
            "referrals",
            Json.referral(client, "participation", "st-woej", "Wil onder de mensen komen", NOTES));

    Fhir lv = new Fhir(consultant.partner());
    Patient patient = lv.read(Patient.class, "Patient/" + client);
    assertThat(patient.getNameFirstRep().getFamily()).isEqualTo(mieke.family());
    assertThat(patient.getIdentifierFirstRep().getValue()).isEqualTo(mieke.bsn());
    Consent kept = lv.read(Consent.class, "Consent/" + Json.id(consent));
    assertThat(kept.getProvision().getPurposeFirstRep().getCode()).isEqualTo("participation");
    lv.update(kept.setStatus(Consent.ConsentState.ACTIVE));
    Task task = lv.read(Task.class, "Task/" + Json.id(sent));
    assertThat(lv.read(ServiceRequest.class, task.getFocus().getReference()).getNote()).hasSize(5);

    Fhir fhirWoej = new Fhir(atWoej);
    Task seen = fhirWoej.read(Task.class, "Task/" + Json.id(sent));
    fhirWoej.update(seen.setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(Json.state(consultant.get("referrals/" + Json.id(sent)))).isEqualTo("accepted");
    canaries.assertNeverReached(atWoej);
  }
}
