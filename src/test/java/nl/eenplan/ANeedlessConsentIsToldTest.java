package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;

/**
 * The municipality and its client are no equals: where a statute is the ground, asking for consent
 * suggests a choice that is not there. It is recorded, and the hub proposes the statute's row.
 */
@HubTest
class ANeedlessConsentIsToldTest {

  private static final String FITS = "statutory-row-fits";
  private static final String ROW = "wmo-indication.municipality-to-wmo";

  private final Fhir lv;
  private final Fhir officer;
  private final String mieke;

  ANeedlessConsentIsToldTest(Hub hub) {
    lv = new Fhir(hub.partner("lv"));
    officer = new Fhir(hub.partner("lv-privacy"));
    mieke = lv.create(Said.patient(Client.mieke()));
  }

  @Test
  void inTheAnswer() {
    Answer answer = lv.tryCreate(consent("wmo-indication", "lv-wmo"), "OperationOutcome");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(Fhir.code(answer)).isEqualTo(FITS);
    assertThat(answer.body()).contains("\"warning\"", ROW);
    assertThat(lv.tryCreate(consent("participation", "st-woej"), "OperationOutcome").body())
        .doesNotContain(FITS);
    assertThat(lv.tryCreate(consent("participation", "st-woej")).body())
        .as("by default the consent itself")
        .contains("\"resourceType\":\"Consent\"");
  }

  @Test
  void andThePrivacyOfficerFindsIt() {
    String place = lv.create(consent("wmo-indication", "lv-wmo"));
    lv.create(consent("participation", "st-woej"));
    List<AuditEvent> found = officer.log("patient=" + mieke + "&reason=" + FITS);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().getOutcomeDesc()).contains(FITS);
    assertThat(found.getFirst().getAgentFirstRep().getPolicy())
        .extracting(policy -> policy.getValue())
        .contains(ROW);
    assertThat(found.getFirst().getEntity())
        .anySatisfy(entity ->
            assertThat(entity.getWhat().getIdentifier().getValue()).isEqualTo(Fhir.id(place)));
  }

  @Test
  void andAPreviewHintsAtIt() {
    String before = preview();
    assertThat(before).contains("\"permit\"").doesNotContain("\"hint\"");
    lv.create(consent("wmo-indication", "lv-wmo"));
    assertThat(preview()).contains("\"hint\"", FITS, ROW);
  }

  private String preview() {
    String order = lv.create(Said.order(mieke, "wmo-indication", "Hulp in huis"));
    return lv.preview(Fhir.transaction(Said.task(mieke, order, "lv-wmo"))).body();
  }

  private Consent consent(String purpose, String recipient) {
    return Said.consent(
        mieke, purpose, List.of(recipient), "identity", "contact", "referral-question");
  }
}
