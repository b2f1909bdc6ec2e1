package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hl7.fhir.r4.model.Consent.ConsentProvisionType.DENY;
import static org.hl7.fhir.r4.model.Consent.ConsentProvisionType.PERMIT;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What could make a consent mean less than it seems to, and is not understood, is refused. */
@HubTest
class AConsentIsReadInFullTest {

  private static final Extension MODIFIER =
      new Extension("https://elders.example/not-yet", new BooleanType(true));

  private static final String[] MOST = {"identity", "contact", "referral-question", "wishes"};

  private final JdbcClient database;
  private final Fhir lv;
  private final String patient;

  AConsentIsReadInFullTest(Hub hub, JdbcClient database) {
    this.database = database;
    lv = new Fhir(hub.partner("lv"));
    patient = lv.create(Said.patient(Client.mieke()));
  }

  static Stream<Consumer<Consent>> narrower() {
    return Stream.of(
        consent -> consent.setImplicitRules("https://elders.example/rules"),
        consent -> consent.setScope(new CodeableConcept().setText("research")),
        consent -> consent.setScope(Said.coded("https://elders.example", "patient-privacy")),
        consent ->
            consent
                .getScope()
                .addCoding(
                    new Coding(
                        "http://terminology.hl7.org/CodeSystem/consentscope", "treatment", null)),
        consent -> consent.addPerformer(new Reference("Organization/lv")),
        consent -> consent.addPerformer(new Reference().setDisplay("haar moeder")),
        consent -> Said.by(consent, "neighbour"),
        consent ->
            ((RelatedPerson) Said.by(consent, "guide").getContained().getFirst()).setActive(false),
        consent ->
            ((RelatedPerson) Said.by(consent, "guide").getContained().getFirst())
                .setPatient(new Reference("Patient/" + UUID.randomUUID())),
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

  /** What is wrong, in which element, and with what code it is refused. */
  static Stream<Arguments> wrongWithin() {
    return Stream.of(
        wrong(
            "consent-not-understood",
            "Consent.provision.provision[1].action",
            root -> {
              root.addProvision(Said.rule(DENY, "contact"));
              root.addProvision(
                  Said.rule(DENY, "identity.address")
                      .addAction(new CodeableConcept().setText("x")));
            }),
        wrong(
            "missing",
            "Consent.provision.provision[0].type",
            root -> root.addProvision(Said.rule(null, "contact"))),
        wrong(
            "unknown-category",
            "Consent.provision.provision[0].class",
            root -> root.addProvision(Said.rule(DENY, "shoe-size"))),
        wrong(
            "consent-per-date",
            "Consent.provision.provision[0].dataPeriod",
            root -> root.addProvision(Said.rule(DENY, "contact").setDataPeriod(until("2020")))),
        wrong(
            "invalid",
            "Consent.provision.provision[0].period",
            root ->
                root.addProvision(
                    Said.rule(DENY, "contact")
                        .setPeriod(
                            until("2027-01-01").setStartElement(new DateTimeType("2027-02-01"))))),
        wrong(
            "consent-contradicts",
            "Consent.provision.provision[0].period",
            root -> {
              root.setPeriod(until("2027-01-01"));
              root.addProvision(
                  Said.rule(DENY, "contact")
                      .setPeriod(new Period().setStartElement(new DateTimeType("2027-02-01"))));
            }),
        wrong(
            "consent-contradicts",
            "Consent.provision.provision[0].class",
            root -> root.addProvision(Said.rule(DENY, "health"))),
        wrong(
            "consent-contradicts",
            "Consent.provision.provision[0].purpose",
            root -> {
              ProvisionComponent other = Said.rule(DENY, "contact");
              other.addPurpose().setSystem(Said.PURPOSE).setCode("voluntary-work");
              root.addProvision(other);
            }),
        wrong(
            "consent-contradicts",
            "Consent.provision.provision[0].actor",
            root -> root.addProvision(Said.towards(Said.rule(DENY, "contact"), "jobstap"))),
        wrong(
            "consent-contradicts",
            "Consent.provision.provision[0]",
            root -> root.addProvision(Said.rule(DENY))),
        wrong(
            "consent-contradicts",
            "Consent.provision.provision[0].provision[0].class",
            root ->
                root.addProvision(
                    Said.rule(DENY, "contact").addProvision(Said.rule(PERMIT, "identity.name")))),
        wrong(
            "consent-not-understood",
            "Consent.provision.provision[0].provision[0].provision[0]",
            root ->
                root.addProvision(
                    Said.rule(DENY, "contact")
                        .addProvision(
                            Said.rule(PERMIT, "contact")
                                .addProvision(Said.rule(DENY, "contact"))))));
  }

  private static Arguments wrong(String code, String path, Consumer<ProvisionComponent> change) {
    return Arguments.of(code, path, change);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrongWithin")
  void andSoIsARuleWithinARuleWithThePlaceWhereItGoesWrong(
      String code, String path, Consumer<ProvisionComponent> change) {
    Consent consent = consent("contact");
    change.accept(consent.getProvision());
    Answer answer = lv.tryCreate(consent);
    assertThat(Fhir.code(answer)).as(answer.body()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).containsPattern(Pattern.quote(path) + "[^\\[A-Za-z]");
  }

  static Stream<Consumer<Consent>> contradictions() {
    return Stream.of(
        consent -> consent.setPolicyRule(opts("OPTOUT")),
        consent -> {
          consent.setPolicyRule(opts("OPTIN"));
          consent.getProvision().setType(DENY);
        },
        consent -> {
          consent.setStatus(Consent.ConsentState.REJECTED);
          consent.getProvision().setType(DENY);
        },
        consent -> {
          consent.setStatus(Consent.ConsentState.REJECTED);
          consent.getProvision().addProvision(Said.rule(DENY, "identity.address"));
        });
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void whatSaysBothYesAndNoIsRefused(Consumer<Consent> change) {
    Consent consent = consent();
    change.accept(consent);
    assertThat(Fhir.code(lv.tryCreate(consent))).isEqualTo("consent-contradicts");
  }

  /** R4 forbids the root's type, IHE PCF demands it; an opt-out without one is a refusal. */
  @Test
  void theRootMayHaveATypeOrNot() {
    Consent r4 = consent(MOST);
    r4.getProvision().setType(null);
    assertThat(preview(r4)).contains("\"permit\"");
    assertThat(preview(consent(MOST))).contains("\"permit\"");
    Consent optOut = consent(MOST);
    optOut.getProvision().setType(null);
    optOut.setPolicyRule(opts("OPTOUT"));
    assertThat(preview(optOut)).contains("\"client-refused\"");
  }

  @Test
  void theDeepestRuleThatMatchesWins() {
    Consent consent = consent(MOST);
    consent
        .getProvision()
        .addProvision(
            Said.towards(Said.rule(DENY, "identity", "contact"), "st-woej")
                .addProvision(Said.rule(PERMIT, "identity.name", "contact")));
    String preview = preview(consent);
    assertThat(preview).contains("\"permit\"").contains(released("identity.name"));
    assertThat(preview).doesNotContain(released("identity.birth-year"));
    assertThat(preview(consent(MOST))).contains(released("identity.birth-year"));
  }

  @Test
  void anExceptionWithAPeriodOfItsOwnCountsInThatPeriodOnly() {
    Consent consent = consent(MOST);
    consent
        .getProvision()
        .addProvision(
            Said.rule(DENY, "wishes")
                .setPeriod(
                    new Period()
                        .setStartElement(new DateTimeType("2010-01-01"))
                        .setEndElement(new DateTimeType("2020-01-01"))));
    assertThat(preview(consent)).contains(released("wishes"));
    consent.getProvision().getProvisionFirstRep().setPeriod(null);
    assertThat(preview(consent)).doesNotContain(released("wishes"));
  }

  /** Instemming: welcome, recorded, and no ground for anything. */
  @Test
  void thatHelpIsWelcomeIsNoGroundToShare() {
    Consent help = consent(MOST);
    help.setScope(Said.coded("http://terminology.hl7.org/CodeSystem/consentscope", "treatment"));
    assertThat(preview(help)).contains("\"no-consent\"");
    help.setProvision(null);
    String place = lv.create(help);
    assertThat(lv.read(Consent.class, place).getStatus()).isEqualTo(Consent.ConsentState.ACTIVE);
  }

  @Test
  void whatAClientPermitsWithoutNamingItIsWrittenOutAndARefusalIsNot() {
    Consent everything = consent();
    everything.getProvision().setClass_(List.of());
    assertThat(stored(lv.create(everything))).contains("identity.name").doesNotContain("\"*\"");
    everything.getProvision().setType(DENY);
    assertThat(stored(lv.create(everything))).contains("\"*\"");
  }

  private String stored(String place) {
    return database
        .sql("select rules::text from consent where id = ?::uuid")
        .param(Fhir.id(place))
        .query(String.class)
        .single();
  }

  @Test
  void theClientMayBeNamedAsTheOneWhoGivesIt() {
    Consent consent = consent();
    consent.addPerformer(consent.getPatient());
    consent.addVerification().setVerified(true);
    lv.create(consent);
  }

  private Consent consent() {
    return consent("identity");
  }

  private Consent consent(String... categories) {
    return Said.consent(patient, "participation", List.of("st-woej"), categories);
  }

  /** What would pass of an order with a wish, if this is what the client of a new record said. */
  private String preview(Consent consent) {
    Consent said = consent.copy();
    said.setPatient(new Reference(Fhir.urn(1)));
    Answer answer =
        lv.preview(
            Fhir.transaction(
                Said.patient(Client.mieke()),
                said,
                Said.order(
                    Fhir.urn(1), "participation", "Meedoen", Said.note("wishes", "schilderen")),
                Said.task(Fhir.urn(1), Fhir.urn(3), "st-woej")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String released(String category) {
    return "\"name\":\"released\",\"valueCode\":\"" + category + "\"";
  }

  private static CodeableConcept opts(String code) {
    return Said.coded("http://terminology.hl7.org/CodeSystem/v3-ActCode", code);
  }

  private static Period until(String end) {
    return new Period().setEndElement(new DateTimeType(end));
  }

  private static DateTimeType unknown() {
    DateTimeType unknown = new DateTimeType();
    unknown.addExtension(
        "http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("unknown"));
    return unknown;
  }
}
