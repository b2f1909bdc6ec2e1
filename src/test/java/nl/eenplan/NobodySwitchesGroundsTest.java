package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/**
 * Who asks names the ground that it has, or leaves that to the hub; another one does not take its
 * place when the client takes a consent back.
 */
@HubTest
class NobodySwitchesGroundsTest {

  private final Hub hub;
  private final Client tjeerd = Client.named("Tjeerd", "Grondig", "1969-09-09");
  private final Fhir lv;
  private final Fhir woej;
  private final Fhir uwv;

  NobodySwitchesGroundsTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
    this.woej = new Fhir(hub.partner("st-woej"));
    this.uwv = new Fhir(hub.partner("uwv"));
  }

  @Test
  void aStatuteDoesNotTakeThePlaceOfAConsentThatWasWithdrawn() {
    String patient = lv.create(Said.patient(tjeerd));
    Consent consent =
        lv.read(
            Consent.class,
            lv.create(
                Said.consent(
                    patient,
                    "target-group-register",
                    List.of("uwv"),
                    "identity",
                    "contact",
                    "referral-question")));
    String order = lv.create(register(patient));
    lv.update(consent.setStatus(ConsentState.INACTIVE));

    Answer refused = lv.tryCreate(Said.task(patient, order, "uwv"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(Fhir.code(refused)).isEqualTo("consent-withdrawn");
    assertThat(uwv.tryRead(order).status()).isEqualTo(404);

    String claiming = lv.create(Said.claiming(register(patient), "A6-1-e"));
    Answer again = lv.tryCreate(Said.task(patient, claiming, "uwv"));
    assertThat(Fhir.code(again)).isEqualTo("consent-withdrawn");
  }

  @Test
  void theStatuteIsEnoughForWhoNeverAskedForConsent() {
    List<String> sent =
        lv.send(
            Fhir.transaction(
                Said.patient(tjeerd),
                Said.claiming(register(urn(1)), "A6-1-e"),
                Said.task(urn(1), urn(2), "uwv")));

    assertThat(uwv.read(Patient.class, sent.getFirst()).getNameFirstRep().getFamily())
        .isEqualTo(tjeerd.family());
    uwv.update(uwv.read(Task.class, sent.getLast()).setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(lv.read(Task.class, sent.getLast()).getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
  }

  @Test
  void whoClaimsAStatuteWhereConsentIsTheGroundIsRefusedAndTold() {
    ServiceRequest order =
        Said.claiming(Said.order(urn(1), "participation", "Wil onder de mensen komen"), "A6-1-e");
    Answer refused =
        lv.trySend(
            Fhir.transaction(
                Said.patient(tjeerd), consent(), order, Said.task(urn(1), urn(3), "st-woej")));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(Fhir.code(refused)).isEqualTo("wrong-basis");
    assertThat(
            Fhir.parse(OperationOutcome.class, refused).getIssueFirstRep().getDetails().getText())
        .contains("een andere grond dan u noemt");
    assertThat(
            new Fhir(hub.partner("lv-privacy"))
                .log("agent=Organization/st-woej&subtype=decision&outcome=8"))
        .extracting(AuditEvent::getOutcomeDesc)
        .contains("refused wrong-basis");
  }

  @Test
  void theGroundThatWasClaimedIsAskedAtEachReadNotTheOneThatIsWrittenLater() {
    ServiceRequest order =
        Said.claiming(Said.order(urn(1), "participation", "Wil onder de mensen komen"), "A6-1-a");
    var sent =
        lv.send(Said.patient(tjeerd), consent(), order, Said.task(urn(1), urn(3), "st-woej"));
    ServiceRequest kept = lv.read(ServiceRequest.class, sent.order());
    kept.getExtension().clear();
    lv.update(Said.claiming(kept, "A6-1-e"));

    assertThat(woej.tryRead(sent.patient()).status()).isEqualTo(200);
    Answer elsewhere = lv.tryCreate(Said.task(sent.patient(), sent.order(), "allesvoorelkaar"));
    assertThat(Fhir.code(elsewhere)).isEqualTo("wrong-basis");
  }

  @Test
  void aGroundThatIsNotThereToReadIsRefused() {
    ServiceRequest order = register(urn(1));
    CodeType unknown = new CodeType();
    unknown.addExtension("https://example.org/x", new CodeType("y"));
    order.addExtension(Said.BASE + "/StructureDefinition/basis", unknown);
    Answer refused = lv.trySend(Fhir.transaction(Said.patient(tjeerd), order));
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(Fhir.code(refused)).isEqualTo("invalid");
  }

  @Test
  void aGroundThatNobodyKnowsIsRefused() {
    for (String unknown : List.of("A6-1-z", "A9-2-a", "consent", "a6-1-e")) {
      Answer refused = lv.trySend(Fhir.transaction(Said.patient(tjeerd), claim(unknown)));
      assertThat(refused.status()).as(unknown).isEqualTo(422);
      assertThat(Fhir.code(refused)).isEqualTo("invalid");
    }
  }

  private static ServiceRequest claim(String basis) {
    return Said.claiming(register(urn(1)), basis);
  }

  private static ServiceRequest register(String patient) {
    return Said.order(patient, "target-group-register", "Beoordeling voor het doelgroepregister");
  }

  private static Consent consent() {
    return Said.consent(
        urn(1), "participation", List.of("st-woej"), "identity", "contact", "referral-question");
  }
}
