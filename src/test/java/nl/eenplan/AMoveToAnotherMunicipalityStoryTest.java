package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Lot moves from Voorburg to Wassenaar. What she and her consultant worked out goes along when she
 * signs for it; money, debts, health and her BSN do not.
 */
@HubTest
class AMoveToAnotherMunicipalityStoryTest {

  private final Client lot = Client.named("Lot", "Verhuisd", "1981-11-12");
  private final Partner atWassenaar;
  private final Fhir lv;
  private final Fhir wassenaar;

  AMoveToAnotherMunicipalityStoryTest(Hub hub) {
    this.atWassenaar = hub.partner("wassenaar");
    this.lv = new Fhir(hub.partner("lv"));
    this.wassenaar = new Fhir(atWassenaar);
  }

  @AfterEach
  void goodbye() throws Exception {
    atWassenaar.close();
  }

  @Test
  void whatSheSignsForGoesAlong() {
    Canaries canaries =
        new Canaries()
            .never("BSN", lot.bsn())
            .never("benefit", "Bijstand sinds")
            .never("debts", "Schulden bij")
            .never("health", "Slaapt slecht")
            .never("finances", "Bewindvoerder");
    Annotation[] notes = {
      Said.note("goals", "Drie dagen vrijwilligerswerk"),
      Said.note("talents", "Kan goed met ouderen omgaan"),
      Said.note("benefit", "Bijstand sinds 2019"),
      Said.note("debts", "Schulden bij twee winkels"),
      Said.note("health", "Slaapt slecht"),
      Said.note("life-domain.finances", "Bewindvoerder gewenst")
    };
    String patient = lv.create(Said.patient(lot));
    String order = lv.create(Said.order(patient, "handover", "Neemt u het plan over?", notes));
    assertThat(Fhir.code(lv.tryCreate(Said.task(patient, order, "wassenaar"))))
        .isEqualTo("no-consent");
    Consent unsigned = Said.consent(patient, "handover", List.of("wassenaar"));
    lv.create(unsigned);
    assertThat(lv.tryCreate(Said.task(patient, order, "wassenaar")).status())
        .as("she has to sign")
        .isEqualTo(403);
    lv.create(Said.signed(Said.consent(patient, "handover", List.of("wassenaar"))));
    String task = lv.create(Said.task(patient, order, "wassenaar"));

    Task seen = wassenaar.read(Task.class, task);
    Patient known = wassenaar.read(Patient.class, seen.getFor().getReference());
    assertThat(known.getNameFirstRep().getFamily()).isEqualTo(lot.family());
    assertThat(known.getIdentifier()).isEmpty();
    ServiceRequest question = wassenaar.read(ServiceRequest.class, seen.getFocus().getReference());
    assertThat(question.getNote())
        .extracting(Annotation::getText)
        .containsExactlyInAnyOrder("Drie dagen vrijwilligerswerk", "Kan goed met ouderen omgaan");

    wassenaar.update(seen.setStatus(TaskStatus.ACCEPTED));
    wassenaar.update(Said.outcome(wassenaar.read(Task.class, task), "already-active"));
    Task over = lv.read(Task.class, task);
    assertThat(over.getStatus()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(Said.outputs(over, "outcome")).containsExactly("already-active");
    canaries.assertNeverReached(atWassenaar);
  }

  @Test
  void whatSheTakesBackGoesNoFurther() {
    Sent sent =
        lv.send(
            Said.patient(lot),
            Said.signed(Said.consent(urn(1), "handover", List.of("wassenaar"))),
            Said.order(urn(1), "handover", "Neemt u het plan over?"),
            Said.task(urn(1), urn(3), "wassenaar"));
    wassenaar.read(Patient.class, sent.patient());
    lv.update(lv.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE));
    assertThat(wassenaar.tryRead(sent.patient()).status()).isEqualTo(404);
    Task over = wassenaar.read(Task.class, sent.task());
    assertThat(over.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(Said.reason(over)).isEqualTo("consent-withdrawn");
  }
}
