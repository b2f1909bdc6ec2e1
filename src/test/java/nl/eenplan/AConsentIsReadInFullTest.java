package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What could make a consent mean less than it seems to, and is not understood, is refused. */
@HubTest
class AConsentIsReadInFullTest {

  private static final Extension MODIFIER =
      new Extension("https://elders.example/not-yet", new BooleanType(true));

  private final Fhir lv;

  AConsentIsReadInFullTest(Hub hub) {
    lv = new Fhir(hub.partner("lv"));
  }

  static Stream<Consumer<Consent>> narrower() {
    return Stream.of(
        consent -> consent.setImplicitRules("https://elders.example/rules"),
        consent -> consent.setScope(new CodeableConcept().setText("research")),
        consent -> consent.addPerformer(new Reference("Organization/lv")),
        consent -> consent.addVerification().setVerified(false),
        consent -> consent.addVerification().setVerified(true).addModifierExtension(MODIFIER),
        consent -> consent.addPolicy().setUri("urn:x").addModifierExtension(MODIFIER),
        consent -> consent.getProvision().getPeriod().setEndElement(unknown()),
        consent -> consent.getProvision().getPeriod().setStartElement(unknown()));
  }

  @ParameterizedTest
  @MethodSource("narrower")
  void anythingThatCouldNarrowIt(Consumer<Consent> narrow) {
    Consent consent = consent();
    narrow.accept(consent);
    Answer answer = lv.tryCreate(consent);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(Fhir.code(answer)).isEqualTo("consent-not-understood");
  }

  @Test
  void theClientMayBeNamedAsTheOneWhoGivesIt() {
    Consent consent = consent();
    consent.addPerformer(consent.getPatient());
    consent.addVerification().setVerified(true);
    lv.create(consent);
  }

  private Consent consent() {
    String patient = lv.create(Said.patient(Client.mieke()));
    return Said.consent(patient, "participation", List.of("st-woej"), "identity");
  }

  private static DateTimeType unknown() {
    DateTimeType unknown = new DateTimeType();
    unknown.addExtension(
        "http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("unknown"));
    return unknown;
  }
}
