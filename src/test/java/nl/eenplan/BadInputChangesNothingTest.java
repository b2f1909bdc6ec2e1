package nl.eenplan;

import static nl.eenplan.Fhir.json;
import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Whatever is wrong with a message: it is answered with a code, never with the words of the sender,
 * nothing is stored, nothing is sent, no word of it is in the application's log, and an attempt
 * that concerns a client is in the ledger.
 */
@HubTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class BadInputChangesNothingTest {

  /** In everything that is sent wrongly. */
  private static final String WORD = "kanarie";

  private final Hub hub;
  private final Client mieke = Client.named("Mieke" + WORD, "Verzonnen", "1978-03-14");
  private final Client stranger = Client.named("Vreemd" + WORD, "Onbekendema", "1990-01-01");
  private final Partner atLv;
  private final Partner atWoej;
  private final Fhir lv;
  private final Fhir woej;
  private final Fhir officer;
  private Sent sent;
  private String underWay;
  private String elsewhere;
  private String stored;

  BadInputChangesNothingTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv");
    this.atWoej = hub.partner("st-woej").listen();
    this.lv = new Fhir(atLv);
    this.woej = new Fhir(atWoej);
    this.officer = new Fhir(hub.partner("lv-privacy"));
  }

  @BeforeAll
  void aReferralThatIsAsItShouldBe() {
    sent =
        lv.send(
            Said.patient(mieke),
            numbered(Said.consent(urn(1), "participation", List.of("st-woej"))),
            numbered(Said.order(urn(1), "participation", "Meedoen")),
            numbered(Said.task(urn(1), urn(3), "st-woej")));
    underWay = lv.create(Said.task(sent.patient(), sent.order(), "st-woej"));
    woej.update(woej.read(Task.class, underWay).setStatus(Task.TaskStatus.ACCEPTED));
    woej.update(woej.read(Task.class, underWay).setStatus(Task.TaskStatus.INPROGRESS));
    elsewhere = new Fhir(hub.partner("wassenaar")).create(Said.patient(Client.mieke()));
    stored = stored();
  }

  /** A referral that came after all the others shows that nothing of these is still on its way. */
  @AfterAll
  void nothingWasSent() throws Exception {
    String last = lv.create(Said.task(sent.patient(), sent.order(), "st-woej"));
    await().atMost(Hub.SOON).until(() -> Heard.events(atWoej, last).contains("submit"));
    assertThat(Heard.events(atWoej, sent.task())).containsExactly("submit");
    assertThat(Heard.events(atWoej, underWay)).containsExactly("submit");
    List<String> known =
        woej.search(Task.class, "patient=" + sent.patient()).stream()
            .map(task -> task.getIdElement().getIdPart())
            .toList();
    assertThat(known)
        .containsExactlyInAnyOrder(Fhir.id(sent.task()), Fhir.id(underWay), Fhir.id(last));
    atWoej.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void isRefusedWithACode(
      String name,
      int status,
      String code,
      boolean inTheLog,
      Supplier<Answer> attempt,
      CapturedOutput output) {
    int logged = inTheLog ? refusals() : 0;

    Answer answer = attempt.get();

    assertThat(answer.status()).as(name + ": " + answer.body()).isEqualTo(status);
    assertThat(Fhir.code(answer)).as(name).isEqualTo(code);
    assertThat(answer.body())
        .doesNotContain(WORD, stranger.bsn(), mieke.bsn(), stranger.family(), mieke.family());
    String before = stored;
    stored = stored();
    assertThat(stored).as(name).isEqualTo(before);
    if (inTheLog) {
      assertThat(refusals()).as("refusals in the log: " + name).isGreaterThan(logged);
    }
    assertThat(output.getAll()).doesNotContain(WORD, stranger.bsn(), mieke.bsn(), "Fault");
  }

  List<Arguments> wrong() {
    return Stream.of(doors(), patients(), consents(), orders(), tasks(), moves(), bundles(), urls())
        .flatMap(rows -> rows)
        .toList();
  }

  private Stream<Arguments> doors() {
    return Stream.of(
        no("no token", 401, "not-authenticated", () -> post("Patient", ok(), auth(""))),
        no(
            "a wrong token",
            401,
            "not-authenticated",
            () -> post("Patient", ok(), auth("Bearer x"))),
        no(
            "a token that has expired",
            401,
            "not-authenticated",
            () ->
                post(
                    "Patient",
                    ok(),
                    Minted.token(hub, "lv", "partner-system", Duration.ofHours(3)))),
        no(
            "a token of an unknown organisation",
            403,
            "not-permitted",
            () ->
                post(
                    "Patient",
                    ok(),
                    Minted.token(hub, "kanarie", "partner-system", Duration.ZERO))),
        no(
            "a role without access",
            403,
            "not-permitted",
            () -> post("Patient", ok(), Minted.token(hub, "lv", "operator", Duration.ZERO))),
        no("no body", 400, "unreadable", () -> post("Patient", "")),
        no("broken JSON", 400, "unreadable", () -> post("Patient", ok().substring(0, 99))),
        no("words behind the JSON", 400, "unreadable", () -> post("Patient", ok() + WORD)),
        no("no body in a transaction", 400, "unreadable", () -> atLv.post("/fhir", "")),
        no("no body in an update", 400, "unreadable", () -> atLv.put("/fhir/" + sent.task(), "")),
        no(
            "a form",
            400,
            "unreadable",
            () -> post("Patient", ok(), "Content-Type", "application/x-www-form-urlencoded")),
        no("no JSON at all", 400, "unreadable", () -> post("Patient", WORD)),
        no("a list", 400, "unreadable", () -> post("Patient", "[\"kanarie\"]")),
        no(
            "XML",
            415,
            "unreadable",
            () ->
                post(
                    "Patient",
                    Fhir.R4.newXmlParser().encodeResourceToString(Said.patient(stranger)),
                    "Content-Type",
                    "application/fhir+xml")),
        no(
            "XML that says it is JSON",
            400,
            "unreadable",
            () ->
                post(
                    "Patient",
                    Fhir.R4.newXmlParser().encodeResourceToString(Said.patient(stranger)))),
        no("packed", 415, "unreadable", () -> post("Patient", ok(), "Content-Encoding", "gzip")),
        no("10 MB", 413, "too-many", () -> post("Patient", long10Mb())),
        no("10,000 levels", 400, "unreadable", () -> post("Patient", deep(10_000))),
        no("an unknown resource", 404, "not-supported", () -> post("Kanarie", resource("Kanarie"))),
        no(
            "a resource that we do not take",
            404,
            "not-supported",
            () -> post("Observation", resource("Observation"))),
        no(
            "an unknown type of resource",
            400,
            "unreadable",
            () -> post("Patient", resource("Kanarie"))),
        no(
            "another resource than the address says",
            400,
            "unreadable",
            () -> post("Patient", json(order()))),
        no(
            "an unknown element",
            400,
            "unreadable",
            () -> post("Patient", with("\"kanarie\":\"x\""))));
  }

  private Stream<Arguments> patients() {
    return Stream.of(
        no("a BSN that fails the eleven-check", 422, "invalid-bsn", () -> bsn("999912345")),
        no("a BSN of letters", 422, "invalid-bsn", () -> bsn("kanarie12")),
        no("a BSN of 8 digits", 422, "invalid-bsn", () -> bsn("99991234")),
        no(
            "two BSNs",
            422,
            "invalid",
            () -> {
              Patient two = Said.patient(stranger);
              two.addIdentifier().setSystem(Said.BSN).setValue(Client.mieke().bsn());
              return lv.tryCreate(two);
            }),
        no(
            "the same element twice",
            400,
            "unreadable",
            () -> post("Patient", with("\"gender\":\"male\",\"gender\":\"female\""))),
        no("a birth date of month 13", 400, "unreadable", () -> born("1978-13-14")),
        no("a birth date of 30 February", 400, "unreadable", () -> born("1978-02-30")),
        no("a birth date of words", 400, "unreadable", () -> born(WORD)),
        no(
            "an unknown gender",
            400,
            "unreadable",
            () -> post("Patient", with("\"gender\":\"kanarie\""))),
        no(
            "an unknown category on the record",
            422,
            "unknown-category",
            () -> {
              Patient patient = Said.patient(stranger);
              patient.getMeta().addTag().setSystem(Said.CATEGORY).setCode(WORD);
              return lv.tryCreate(patient);
            }),
        no(
            "another BSN in an update",
            422,
            "immutable",
            () -> {
              Patient patient = Said.patient(stranger);
              patient.setId(sent.patient() + "/_history/1");
              return lv.tryUpdate(patient);
            }));
  }

  private Stream<Arguments> consents() {
    return Stream.of(
        no(
            "a consent within a consent",
            422,
            "consent-not-understood",
            () -> consent(c -> c.getProvision().addProvision().addCode().setText(WORD))),
        no(
            "a consent about codes",
            422,
            "consent-not-understood",
            () -> consent(c -> c.getProvision().addCode().setText(WORD))),
        no(
            "a consent about data of a period",
            422,
            "consent-per-date",
            () ->
                consent(c ->
                    c.getProvision()
                        .setDataPeriod(new Period().setStartElement(new DateTimeType("2020"))))),
        no(
            "a consent about an action",
            422,
            "consent-not-understood",
            () -> consent(c -> c.getProvision().addAction().setText(WORD))),
        no(
            "a consent about security labels",
            422,
            "consent-not-understood",
            () -> consent(c -> c.getProvision().addSecurityLabel().setCode(WORD))),
        no(
            "a consent about one resource",
            422,
            "consent-not-understood",
            () ->
                consent(c ->
                    c.getProvision().addData().getReference().setReference("Patient/kanarie"))),
        no(
            "a consent with a modifier",
            422,
            "consent-not-understood",
            () -> consent(c -> c.addModifierExtension(modifier()))),
        no(
            "a consent with a modifier in its rule",
            422,
            "consent-not-understood",
            () -> consent(c -> c.getProvision().addModifierExtension(modifier()))),
        no(
            "a consent with a modifier at a recipient",
            422,
            "consent-not-understood",
            () ->
                consent(c -> c.getProvision().getActorFirstRep().addModifierExtension(modifier()))),
        no(
            "a recipient that is both an organisation and a kind",
            422,
            "consent-not-understood",
            () ->
                consent(c ->
                    c.getProvision()
                        .getActorFirstRep()
                        .getReference()
                        .setIdentifier(
                            new Identifier()
                                .setSystem(Said.BASE + "/CodeSystem/organisation-kind")
                                .setValue("welfare")))),
        no(
            "a consent that is for sharing and for help",
            422,
            "consent-not-understood",
            () ->
                consent(c ->
                    c.getScope()
                        .addCoding()
                        .setSystem("http://terminology.hl7.org/CodeSystem/consentscope")
                        .setCode("treatment"))),
        no(
            "an exception about nothing that the rule is about",
            422,
            "consent-contradicts",
            () ->
                consent(c ->
                    c.getProvision()
                        .addProvision(
                            Said.towards(Said.rule(ConsentProvisionType.DENY), "jobstap")))),
        no(
            "an exception to an exception to an exception",
            422,
            "consent-not-understood",
            () ->
                consent(c -> {
                  var within = c.getProvision();
                  for (int depth = 0; depth < 3; depth++) {
                    within = within.addProvision();
                    within.setType(
                        depth == 1 ? ConsentProvisionType.PERMIT : ConsentProvisionType.DENY);
                    within.addClass_().setSystem(Said.CATEGORY).setCode("contact");
                  }
                })),
        no(
            "a yes that is a refusal",
            422,
            "consent-contradicts",
            () ->
                consent(c ->
                    c.setPolicyRule(
                        Said.coded("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTOUT")))),
        no(
            "a yes of a parent of an adult",
            422,
            "giver-adult",
            () -> consent(c -> Said.by(c, "parent"))),
        no(
            "a yes of a guide without a signature",
            422,
            "giver-adult",
            () -> consent(c -> Said.by(c, "guide"))),
        no(
            "a yes of nobody in particular",
            422,
            "consent-not-understood",
            () -> consent(c -> c.addPerformer(new Reference().setDisplay(WORD)))),
        no(
            "a form with the words in it",
            422,
            "not-supported",
            () ->
                consent(c ->
                    Said.signed(c)
                        .getSourceAttachment()
                        .setData(WORD.getBytes(java.nio.charset.StandardCharsets.UTF_8)))),
        no(
            "a form without its hash",
            422,
            "missing",
            () -> consent(c -> Said.signed(c).getSourceAttachment().setHash(null).setTitle(WORD))),
        no(
            "a consent of next century",
            422,
            "invalid",
            () -> consent(c -> c.setDateTimeElement(new DateTimeType("2126-01-01")))),
        no(
            "a consent in no language",
            422,
            "invalid",
            () -> consent(c -> c.setLanguage("!" + WORD))),
        no(
            "a consent in the place of nothing",
            422,
            "unknown-reference",
            () -> consent(c -> Said.replacing(c, "Consent/" + UUID.randomUUID()))),
        no(
            "a consent in the place of a client",
            422,
            "unknown-reference",
            () -> consent(c -> Said.replacing(c, sent.patient()))),
        no(
            "a consent of another scope",
            422,
            "consent-not-understood",
            () -> consent(c -> c.setScope(Said.coded("http://example.org", WORD)))),
        no(
            "a proposed consent",
            422,
            "consent-not-understood",
            () -> consent(c -> c.setStatus(Consent.ConsentState.PROPOSED))),
        no(
            "a recipient in another role",
            422,
            "consent-not-understood",
            () ->
                consent(c ->
                    c.getProvision()
                        .getActorFirstRep()
                        .setRole(Said.coded("http://example.org", WORD)))),
        no(
            "a consent to nobody we know",
            422,
            "unknown-recipient",
            () ->
                consent(c ->
                    c.getProvision().getActorFirstRep().setReference(Said.organisation(WORD)))),
        no(
            "a consent for an unknown purpose",
            422,
            "unknown-purpose",
            () -> consent(c -> c.getProvision().getPurposeFirstRep().setCode(WORD))),
        no(
            "a consent for a purpose of another system",
            422,
            "unknown-purpose",
            () ->
                consent(
                    c -> c.getProvision().getPurposeFirstRep().setSystem("http://example.org"))),
        no(
            "a consent about an unknown category",
            422,
            "unknown-category",
            () ->
                consent(c -> c.getProvision().addClass_().setSystem(Said.CATEGORY).setCode(WORD))),
        no("a consent without a rule", 422, "missing", () -> consent(c -> c.setProvision(null))),
        no("a consent without a status", 422, "missing", () -> consent(c -> c.setStatus(null))),
        no("a consent of nobody", 422, "missing", () -> consent(c -> c.setPatient(null))),
        no(
            "a consent of another organisation's client",
            422,
            "unknown-reference",
            () -> consent(c -> c.setPatient(new Reference(elsewhere)))),
        no(
            "a consent that ends before it begins",
            422,
            "invalid",
            () ->
                consent(c ->
                    c.getProvision()
                        .setPeriod(
                            new Period()
                                .setStartElement(new DateTimeType("2026-11-01"))
                                .setEndElement(new DateTimeType("2026-10-01"))))),
        no(
            "another consent under the same number",
            409,
            "same-id-other-content",
            () ->
                lv.tryCreate(
                    numbered(Said.consent(sent.patient(), "participation", List.of("jobstap"))))));
  }

  private Stream<Arguments> orders() {
    return Stream.of(
        no(
            "an order for an unknown purpose",
            422,
            "unknown-purpose",
            () -> lv.tryCreate(Said.order(sent.patient(), WORD, "?"))),
        no(
            "an order without a purpose",
            422,
            "missing",
            () -> lv.tryCreate(order().setCategory(List.of()))),
        no(
            "an order for two purposes",
            422,
            "invalid",
            () -> lv.tryCreate(order().addCategory(Said.coded(Said.PURPOSE, "voluntary-work")))),
        no(
            "an order without a status",
            422,
            "missing",
            () -> lv.tryCreate(order().setStatus(null))),
        no("an order for nobody", 422, "missing", () -> lv.tryCreate(order().setSubject(null))),
        no(
            "an order for another organisation's client",
            422,
            "unknown-reference",
            () -> lv.tryCreate(order().setSubject(new Reference(elsewhere)))),
        no(
            "an order for a client by name",
            422,
            "unknown-reference",
            () -> lv.tryCreate(order().setSubject(new Reference("Patient/" + WORD)))),
        no(
            "an order based on nothing",
            422,
            "unknown-reference",
            () ->
                lv.tryCreate(
                    order().addBasedOn(new Reference("ServiceRequest/" + UUID.randomUUID())))),
        no(
            "an order not to do something",
            422,
            "not-supported",
            () -> lv.tryCreate(order().setDoNotPerform(true))),
        no(
            "an order whose meaning an extension changes",
            422,
            "not-supported",
            () -> {
              ServiceRequest changed = order();
              changed.addModifierExtension().setUrl("http://kanarie.example/not");
              return lv.tryCreate(changed);
            }),
        no(
            "a note of an unknown category",
            422,
            "unknown-category",
            () -> lv.tryCreate(order().addNote(Said.note(WORD, WORD)))),
        no(
            "another order under the same number",
            409,
            "same-id-other-content",
            () -> lv.tryCreate(numbered(Said.order(sent.patient(), "participation", WORD)))),
        no(
            "a number of 10,000 letters",
            422,
            "invalid",
            () ->
                lv.tryCreate(
                    order()
                        .addIdentifier(
                            new Identifier().setSystem("urn:x").setValue(noise(10_000))))),
        no(
            "a number with half a letter",
            400,
            "unreadable",
            () ->
                post(
                    "ServiceRequest",
                    json(order()
                            .addIdentifier(new Identifier().setSystem("urn:x").setValue("HALF")))
                        .replace("HALF", "\\ud800"))),
        no(
            "a number with a letter that is none",
            400,
            "unreadable",
            () ->
                lv.tryCreate(
                    order()
                        .addIdentifier(new Identifier().setSystem("urn:x").setValue("a\u0000b")))));
  }

  private Stream<Arguments> tasks() {
    return Stream.of(
        logged(
            "a referral without consent", 403, "no-consent", () -> lv.tryCreate(task("jobless"))),
        no(
            "a referral to nobody",
            422,
            "missing",
            () -> lv.tryCreate(Said.openTask(sent.patient(), sent.order()))),
        no(
            "a referral to an organisation that does not exist",
            422,
            "unknown-recipient",
            () -> lv.tryCreate(Said.task(sent.patient(), sent.order(), WORD))),
        no(
            "a referral to oneself",
            422,
            "unknown-recipient",
            () -> lv.tryCreate(Said.task(sent.patient(), sent.order(), "lv"))),
        no(
            "a referral to a doctor",
            422,
            "unknown-recipient",
            () -> lv.tryCreate(task("st-woej").setOwner(new Reference("Practitioner/" + WORD)))),
        no(
            "a referral of no order",
            422,
            "missing",
            () -> lv.tryCreate(task("st-woej").setFocus(null))),
        no(
            "a referral of an order that does not exist",
            422,
            "unknown-reference",
            () ->
                lv.tryCreate(
                    task("st-woej")
                        .setFocus(new Reference("ServiceRequest/" + UUID.randomUUID())))),
        no(
            "a referral for another client than the order",
            422,
            "immutable",
            () -> lv.tryCreate(task("st-woej").setFor(new Reference(elsewhere)))),
        no(
            "a referral in the name of another",
            422,
            "immutable",
            () -> lv.tryCreate(task("st-woej").setRequester(Said.organisation("wassenaar")))),
        no(
            "a referral that begins at its end",
            422,
            "invalid",
            () -> lv.tryCreate(task("st-woej").setStatus(Task.TaskStatus.COMPLETED))),
        no(
            "a referral without a status",
            422,
            "missing",
            () -> lv.tryCreate(task("st-woej").setStatus(null))),
        no(
            "another referral under the same number",
            409,
            "same-id-other-content",
            () -> lv.tryCreate(numbered(task("st-woej")).setDescription(WORD))));
  }

  private Stream<Arguments> moves() {
    return Stream.of(
        logged(
            "the requester accepts its own referral",
            409,
            "illegal-transition",
            () ->
                lv.tryUpdate(lv.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED))),
        logged(
            "contact before acceptance",
            409,
            "illegal-transition",
            () ->
                woej.tryUpdate(
                    woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS))),
        logged(
            "an outcome before acceptance",
            409,
            "illegal-transition",
            () -> woej.tryUpdate(Said.outcome(woej.read(Task.class, sent.task()), "participates"))),
        logged(
            "back to the beginning",
            409,
            "illegal-transition",
            () ->
                woej.tryUpdate(
                    woej.read(Task.class, underWay).setStatus(Task.TaskStatus.REQUESTED))),
        logged(
            "withdrawal after the start",
            409,
            "illegal-transition",
            () ->
                lv.tryUpdate(
                    withReason(
                        lv.read(Task.class, underWay).setStatus(Task.TaskStatus.CANCELLED),
                        "no-longer-needed"))),
        no(
            "a state that the loop does not know",
            422,
            "invalid",
            () ->
                woej.tryUpdate(
                    woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.READY))),
        logged(
            "a decline without a reason",
            422,
            "reason-missing",
            () ->
                woej.tryUpdate(
                    woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.REJECTED))),
        no(
            "a reason of another list",
            422,
            "invalid",
            () ->
                woej.tryUpdate(
                    withReason(
                        woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.REJECTED),
                        WORD))),
        logged(
            "a reason only the hub may give",
            422,
            "reason-missing",
            () ->
                woej.tryUpdate(
                    withReason(
                        woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.REJECTED),
                        "consent-withdrawn"))),
        logged(
            "a reason to accept",
            422,
            "reason-out-of-place",
            () ->
                woej.tryUpdate(
                    withReason(
                        woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED),
                        "no-capacity"))),
        logged(
            "an end without an outcome",
            422,
            "outcome-missing",
            () ->
                woej.tryUpdate(
                    woej.read(Task.class, underWay).setStatus(Task.TaskStatus.COMPLETED))),
        logged(
            "an outcome that is none",
            422,
            "outcome-missing",
            () -> woej.tryUpdate(Said.outcome(woej.read(Task.class, underWay), WORD))),
        no(
            "step 7 of a ladder of 6",
            422,
            "invalid",
            () -> woej.tryUpdate(Said.ladderStep(woej.read(Task.class, underWay), 7))),
        no(
            "a step in words",
            422,
            "invalid",
            () -> {
              Task task = woej.read(Task.class, underWay);
              task.addOutput()
                  .setType(Said.coded(Said.OUTPUT, "ladder-step"))
                  .setValue(new StringType(WORD));
              return woej.tryUpdate(task);
            }),
        no(
            "a step without a number",
            422,
            "invalid",
            () -> {
              Task task = woej.read(Task.class, underWay);
              IntegerType none = new IntegerType();
              none.addExtension("http://kanarie.example", new StringType(WORD));
              task.addOutput().setType(Said.coded(Said.OUTPUT, "ladder-step")).setValue(none);
              return woej.tryUpdate(task);
            }),
        logged(
            "another owner",
            422,
            "immutable",
            () -> woej.tryUpdate(accepting().setOwner(Said.organisation("jobstap")))),
        no(
            "another order",
            422,
            "immutable",
            () ->
                woej.tryUpdate(
                    accepting().setFocus(new Reference("ServiceRequest/" + UUID.randomUUID())))),
        no(
            "another client",
            422,
            "immutable",
            () -> woej.tryUpdate(accepting().setFor(new Reference(elsewhere)))),
        no(
            "another requester",
            422,
            "immutable",
            () -> woej.tryUpdate(accepting().setRequester(Said.organisation("wassenaar")))),
        logged("an old version", 412, "stale-version", () -> ifMatch("W/\"0\"")),
        logged(
            "a version that is still to come",
            412,
            "stale-version",
            () -> ifMatch("W/\"99999999999\"")),
        logged("a version that is none", 412, "stale-version", () -> ifMatch("W/\"kanarie\"")),
        no(
            "a task that does not exist",
            404,
            "not-found",
            () -> {
              Task task = accepting();
              task.setId("Task/" + UUID.randomUUID() + "/_history/1");
              return woej.tryUpdate(task);
            }),
        no(
            "another id in the body than in the address",
            400,
            "unreadable",
            () -> atWoej.put("/fhir/Task/" + UUID.randomUUID(), json(accepting()))));
  }

  private Stream<Arguments> bundles() {
    return Stream.of(
        no("5,000 entries", 422, "too-many", () -> lv.trySend(entries(5_000))),
        no(
            "a batch",
            422,
            "not-supported",
            () -> {
              Bundle batch = Fhir.transaction(Said.patient(stranger));
              return lv.trySend(batch.setType(Bundle.BundleType.BATCH));
            }),
        no(
            "an entry without a resource",
            422,
            "not-supported",
            () -> {
              Bundle bundle = Fhir.transaction(Said.patient(stranger));
              bundle.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl("Patient?name=" + WORD);
              return lv.trySend(bundle);
            }),
        no(
            "an entry that deletes",
            422,
            "not-supported",
            () -> {
              Bundle bundle = Fhir.transaction(Said.patient(stranger));
              bundle.getEntryFirstRep().getRequest().setMethod(HTTPVerb.DELETE);
              return lv.trySend(bundle);
            }),
        no(
            "an entry that we do not take",
            422,
            "not-supported",
            () ->
                lv.trySend(
                    Fhir.transaction(
                        Said.patient(stranger), new org.hl7.fhir.r4.model.Observation()))),
        no(
            "a reference to an entry that is not there",
            422,
            "unknown-reference",
            () ->
                lv.trySend(
                    Fhir.transaction(
                        Said.patient(stranger), Said.order(urn(9), "participation", "?")))),
        no(
            "a last entry that is wrong",
            422,
            "unknown-recipient",
            () ->
                lv.trySend(
                    Fhir.transaction(
                        Said.patient(stranger),
                        Said.consent(urn(1), "participation", List.of("st-woej")),
                        Said.order(urn(1), "participation", "?"),
                        Said.task(urn(1), urn(3), WORD)))),
        no(
            "a transaction without consent",
            403,
            "no-consent",
            () ->
                lv.trySend(
                    Fhir.transaction(
                        Said.patient(stranger),
                        Said.order(urn(1), "participation", "?"),
                        Said.task(urn(1), urn(2), "st-woej")))),
        no(
            "a patient instead of a transaction",
            400,
            "unreadable",
            () -> atLv.post("/fhir", json(Said.patient(stranger)))),
        no(
            "a preview of a batch",
            422,
            "not-supported",
            () ->
                lv.preview(
                    Fhir.transaction(Said.patient(stranger)).setType(Bundle.BundleType.BATCH))),
        no(
            "a preview of nothing",
            422,
            "missing",
            () -> lv.preview(Fhir.transaction(Said.patient(stranger)))));
  }

  private Stream<Arguments> urls() {
    String bsn = Said.BSN.replace("/", "%2F") + "%7C" + stranger.bsn();
    return Stream.of(
        no("a BSN in an address", 400, "bsn-in-address", () -> get("Patient?identifier=" + bsn)),
        no("an unknown parameter", 400, "not-supported", () -> get("Task?kanarie=x")),
        no("a chained parameter", 422, "not-supported", () -> get("Task?patient.name=kanarie")),
        no(
            "a search back",
            400,
            "not-supported",
            () -> get("Patient?_has:Task:patient:status=requested&x=kanarie")),
        no(
            "a chain to a BSN",
            422,
            "not-supported",
            () -> get("Task?patient.identifier=" + stranger.bsn() + "&owner=Organization/kanarie")),
        no(
            "a number with a letter that is none in a search",
            422,
            "invalid",
            () -> get("Task?identifier=urn:zaak%7Ca%00kanarie")),
        no(
            "a purpose with a letter that is none in a search",
            422,
            "invalid",
            () -> hub.partner("lv-privacy").get("/fhir/AuditEvent?purpose=a%00kanarie")),
        no("an unknown state", 422, "invalid", () -> get("Task?status=kanarie")),
        no("an unknown operation", 400, "not-supported", () -> get("Patient/$kanarie")),
        no("an unknown place", 404, "not-found", () -> get("Patient/kanarie")),
        no("a page that is no number", 400, "not-supported", () -> get("Task?_offset=kanarie")),
        no(
            "a number that is too large",
            400,
            "not-supported",
            () -> get("Task?_count=99999999999")),
        no(
            "a date of words",
            400,
            "unreadable",
            () -> hub.partner("lv-privacy").get("/fhir/AuditEvent?date=kanarie")),
        no(
            "a deletion",
            400,
            "not-supported",
            () -> atLv.send("DELETE", "/fhir/" + sent.patient(), "")),
        no(
            "a patch",
            400,
            "not-supported",
            () ->
                atLv.send(
                    "PATCH",
                    "/fhir/" + sent.patient(),
                    "[]",
                    "Content-Type",
                    "application/json-patch+json")),
        no(
            "a condition that we do not know",
            422,
            "not-supported",
            () -> post("Patient", ok(), "If-None-Exist", "name=kanarie")));
  }

  @Test
  void theSameMessageTwiceIsAnsweredAsTheFirstTimeAndToldOnce() {
    Bundle message =
        Fhir.transaction(
            Said.patient(Client.mieke()),
            Said.consent(urn(1), "participation", List.of("st-woej"))
                .addIdentifier(new Identifier().setSystem("urn:zaak").setValue("twice")),
            Said.order(urn(1), "participation", "?")
                .addIdentifier(new Identifier().setSystem("urn:zaak").setValue("twice")),
            Said.task(urn(1), urn(3), "st-woej")
                .addIdentifier(new Identifier().setSystem("urn:zaak").setValue("twice")));

    List<String> first = lv.send(message.copy());
    List<String> second = lv.send(message);

    assertThat(second).isEqualTo(first);
    assertThat(lv.search(Task.class, "patient=" + first.getFirst())).hasSize(1);
    await().atMost(Hub.SOON).until(() -> !Heard.events(atWoej, first.getLast()).isEmpty());
    String marker = lv.create(Said.task(first.get(0), first.get(2), "st-woej"));
    await().atMost(Hub.SOON).until(() -> !Heard.events(atWoej, marker).isEmpty());
    assertThat(atWoej.notices())
        .filteredOn(notice -> notice.body().contains(Fhir.id(first.getLast())))
        .hasSize(1);
  }

  /** All that the municipality has of Mieke, and whether the stranger is known. */
  private String stored() {
    return Stream.of(
            get(sent.patient()),
            get("Consent?patient=" + sent.patient()),
            get("ServiceRequest?patient=" + sent.patient()),
            get("Task?patient=" + sent.patient()),
            atLv.post(
                "/fhir/Patient/_search",
                "identifier=" + Said.BSN + "%7C" + stranger.bsn(),
                "Content-Type",
                "application/x-www-form-urlencoded"))
        .map(Answer::body)
        .reduce("", (one, other) -> one + "\n" + other)
        .replaceAll("\"id\":\"[^\"]+\",\"meta\":\\{\"lastUpdated\":\"[^\"]+\"\\}", "");
  }

  private int refusals() {
    return officer.log("patient=" + sent.patient() + "&outcome=8").size();
  }

  private static Arguments no(String name, int status, String code, Supplier<Answer> attempt) {
    return arguments(name, status, code, false, attempt);
  }

  private static Arguments logged(String name, int status, String code, Supplier<Answer> attempt) {
    return arguments(name, status, code, true, attempt);
  }

  private Answer get(String path) {
    return atLv.get("/fhir/" + path);
  }

  private Answer post(String type, String body, String... headers) {
    return atLv.post("/fhir/" + type, body, headers);
  }

  private static String[] auth(String authorization) {
    return new String[] {"Authorization", authorization};
  }

  private String ok() {
    return json(Said.patient(stranger));
  }

  private String with(String element) {
    return ok().replaceFirst("\"gender\":\"female\"", element);
  }

  private Answer born(String date) {
    return post("Patient", ok().replace(stranger.birthDate(), date));
  }

  private Answer bsn(String bsn) {
    return lv.tryCreate(Said.patient(stranger.withBsn(bsn)));
  }

  private Answer consent(java.util.function.Consumer<Consent> wrong) {
    Consent consent = Said.consent(sent.patient(), "participation", List.of("st-woej"));
    wrong.accept(consent);
    return lv.tryCreate(consent);
  }

  private ServiceRequest order() {
    return Said.order(sent.patient(), "participation", WORD);
  }

  private Task task(String owner) {
    return Said.task(
        sent.patient(), sent.order(), owner.equals("jobless") ? "allesvoorelkaar" : owner);
  }

  private Task accepting() {
    return woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED);
  }

  private Answer ifMatch(String version) {
    return atWoej.put("/fhir/" + sent.task(), json(accepting()), "If-Match", version);
  }

  private static Task withReason(Task task, String code) {
    return task.setStatusReason(Said.coded(Said.REASON, code));
  }

  private static Extension modifier() {
    return new Extension("http://kanarie.example/not", new StringType(WORD));
  }

  private static Consent numbered(Consent consent) {
    return consent.addIdentifier(new Identifier().setSystem("urn:zaak").setValue("2026-18"));
  }

  private static ServiceRequest numbered(ServiceRequest order) {
    return order.addIdentifier(new Identifier().setSystem("urn:zaak").setValue("2026-18"));
  }

  private static Task numbered(Task task) {
    return task.addIdentifier(new Identifier().setSystem("urn:zaak").setValue("2026-18"));
  }

  private String long10Mb() {
    return with("\"language\":\"" + WORD.repeat(1_500_000) + "\"");
  }

  private static String deep(int levels) {
    return "{\"resourceType\":\"Patient\",\"kanarie\":"
        + "[".repeat(levels)
        + "]".repeat(levels)
        + "}";
  }

  private static String resource(String type) {
    return "{\"resourceType\":\""
        + type
        + "\",\"status\":\"final\",\"code\":{\"text\":\"kanarie\"}}";
  }

  private Bundle entries(int number) {
    Patient small = new Patient();
    small.addName(new org.hl7.fhir.r4.model.HumanName().setText(WORD));
    Resource[] many = new Resource[number];
    java.util.Arrays.fill(many, small);
    return Fhir.transaction(many);
  }

  /** Letters that do not pack. */
  private static String noise(int length) {
    StringBuilder noise = new StringBuilder(WORD);
    java.util.Random random = new java.util.Random(17);
    while (noise.length() < length) {
      noise.append((char) ('!' + random.nextInt(90)));
    }
    return noise.toString();
  }
}
