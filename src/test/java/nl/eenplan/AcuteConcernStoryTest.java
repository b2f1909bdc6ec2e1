package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Samuel fled his country, is alone and lets nobody in. Now his neighbours smell gas. His
 * consultant wants Meldpunt Bezorgd to visit him at once, and he did not consent.
 */
@HubTest
class AcuteConcernStoryTest {

  private static final String REASON = "Geestelijk in de war, eet niet meer";
  private static final String ACUTE = "Buren ruiken gas sinds vanochtend";
  private static final String CONCERN = "Doet de deur niet open, praat tegen niemand";

  private final Hub hub;
  private final Client samuel = Client.named("Samuel", "Verzonnenstad", "1978-02-11");
  private final Partner atLv;
  private final Partner atMeldpunt;
  private final Fhir consultant;
  private final Fhir meldpunt;
  private final Reviewing officer;

  AcuteConcernStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.atMeldpunt = hub.partner("meldpunt-bezorgd").listen();
    this.consultant = new Fhir(atLv);
    this.meldpunt = new Fhir(atMeldpunt);
    this.officer = new Reviewing(hub.partner("lv-privacy"));
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atLv.close();
    atMeldpunt.close();
  }

  @Test
  void aListIsAskedForWithNumbersAndTruths() {
    Partner atOfficer = hub.partner("lv-privacy");
    for (String wrong : List.of("?offset=kanarie", "?offset=-1", "?all=kanarie")) {
      assertThat(officer.list(wrong).status()).as(wrong).isIn(400, 422);
    }
    for (String name : List.of("offset\",\"_valueInteger", "all\",\"_valueBoolean")) {
      Partner.Answer answer =
          atOfficer.post(
              "/fhir/$break-glass-reviews",
              """
              {"resourceType": "Parameters", "parameter": [{"name": "%s":
               {"extension": [{"url": "https://example.org/x", "valueString": "y"}]}}]}
              """
                  .formatted(name));
      assertThat(answer.status()).as(answer.body()).isIn(200, 400, 422);
    }
    for (String operation : List.of("$judge-break-glass", "$record-client-told")) {
      for (String wrong :
          List.of(
              "\"name\":\"verdict\",\"valueString\":\"justified\"",
              "\"name\":\"referral\",\"valueDate\":\"2026-01-01\"",
              "\"name\":\"referral\",\"resource\":{\"resourceType\":\"Patient\"}",
              "\"name\":\"note\",\"valueInteger\":1",
              "\"name\":\"on\",\"valueDateTime\":\"2026-01-01T10:00:00Z\"",
              "\"name\":\"on\",\"valueDate\":\"2026-02-30\"")) {
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":[{" + wrong + "}]}";
        Partner.Answer answer = atOfficer.post("/fhir/" + operation, body);
        assertThat(answer.status()).as(operation + body + answer.body()).isIn(400, 422);
      }
    }
  }

  @Test
  void withoutConsentItIsRefusedAndTheAnswerSaysThatAVitalInterestMayBeStated() {
    Bundle bundle = Fhir.transaction(patient(), order(), task());

    Answer refused = consultant.trySend(bundle);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(Fhir.code(refused)).isEqualTo("no-consent");
    var issue = Fhir.parse(OperationOutcome.class, refused).getIssueFirstRep();
    assertThat(issue.getDetails().getText())
        .contains("gaf geen toestemming", "vitaal belang", "adres", "zorgen om de cliënt")
        .doesNotContain("hulpvraag");
    assertThat(issue.getDiagnostics()).contains("vital interest", "address", "concern");

    Parameters preview = Fhir.parse(Parameters.class, consultant.preview(bundle));
    var wayOut = Reviewing.part(preview.getParameterFirstRep(), "way-out");
    assertThat(Reviewing.values(wayOut, "state")).containsExactly("vital-interest");
    assertThat(Reviewing.values(wayOut, "releases"))
        .contains("identity.name", "identity.address", "contact", "language", "concern")
        .doesNotContain("bsn", "health", "referral-question");
  }

  @Test
  void onAVitalInterestWhoHeIsWhereHeLivesAndTheConcernGoAndNothingElse() {
    Patient patient = patient();
    ServiceRequest order = emergency();
    order.addNote(Said.note("wishes", "Houdt van schaken"));
    order.addNote(Said.note("life-domain.housing", "Huurachterstand bij de stichting"));
    Task task = task();
    Canaries canaries =
        new Canaries()
            .never("BSN", samuel.bsn())
            .never("the question", "Wil weten hoe het gaat")
            .never("a wish", "schaken")
            .never("housing", "Huurachterstand")
            .never("reason", REASON)
            .never("what makes it acute", ACUTE)
            .hideIn(patient)
            .hideIn(order)
            .hideIn(task);
    assertThat(canaries.number()).isGreaterThan(300);

    Sent sent = send(patient, order, task);

    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atMeldpunt, sent.task()), List.of("submit")::equals);
    Patient seen = meldpunt.read(Patient.class, sent.patient());
    assertThat(seen.getNameFirstRep().getFamily()).isEqualTo(samuel.family());
    assertThat(seen.getBirthDateElement().getValueAsString()).isEqualTo(samuel.birthDate());
    assertThat(seen.getAddressFirstRep().getLine().getFirst().getValue())
        .isEqualTo(samuel.street());
    assertThat(seen.getTelecomFirstRep().getValue()).isEqualTo(samuel.phone());
    assertThat(seen.getCommunicationFirstRep().getLanguage().getText()).isEqualTo("Tigrinya");
    ServiceRequest asked = meldpunt.read(ServiceRequest.class, sent.order());
    assertThat(asked.getNote()).extracting(note -> note.getText()).containsExactly(CONCERN);
    assertThat(asked.hasCode()).isFalse();
    meldpunt.update(meldpunt.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    meldpunt.search(Task.class, "owner=Organization/meldpunt-bezorgd");
    meldpunt.search(ServiceRequest.class, "_id=" + Fhir.id(sent.order()));
    canaries.assertNeverReached(atMeldpunt);
    assertThat(consultant.read(Task.class, sent.task()).getStatus())
        .isEqualTo(Task.TaskStatus.ACCEPTED);
  }

  @Test
  void everyDecisionOnItIsFlaggedInTheLogOfBothSides() {
    Sent sent = send(patient(), emergency(), task());
    meldpunt.read(Patient.class, sent.patient());
    String query = "purpose=BTG&entity=" + Fhir.id(sent.task());

    List<AuditEvent> log = new Fhir(hub.partner("lv-privacy")).log(query);

    assertThat(log)
        .extracting(Fhir::event)
        .contains("decision refer", "disclosure read", "break-glass claimed");
    assertThat(log)
        .allSatisfy(entry ->
            assertThat(entry.getPurposeOfEvent())
                .extracting(purpose -> purpose.getCodingFirstRep().getCode())
                .contains("BTG"));
    AuditEvent refer =
        log.stream().filter(entry -> Fhir.event(entry).equals("decision refer")).findFirst().get();
    assertThat(Fhir.details(refer, "basis")).containsExactly("A6-1-d, A9-2-c");
    assertThat(Fhir.details(refer, "withheld")).contains("bsn", "referral-question");
    assertThat(Fhir.json(refer)).doesNotContain(REASON, ACUTE, CONCERN);

    Answer theirs =
        atMeldpunt.get(
            "/fhir/AuditEvent?" + query,
            Minted.token(hub, "meldpunt-bezorgd", "privacy-officer", Duration.ZERO));
    assertThat(Fhir.parse(Bundle.class, theirs).getEntry())
        .extracting(found -> Fhir.event((AuditEvent) found.getResource()))
        .contains("disclosure read")
        .doesNotContain("break-glass claimed");
  }

  @Test
  void thePrivacyOfficerSeesItWithinASecondWithTheWordsOfTheMoment() {
    Sent sent = send(patient(), emergency(), task());

    await().atMost(Duration.ofSeconds(1)).until(() -> officer.find(sent.task()).isPresent());

    var review = officer.review(sent.task());
    assertThat(Reviewing.value(review, "reason")).isEqualTo(REASON);
    assertThat(Reviewing.value(review, "acute")).isEqualTo(ACUTE);
    assertThat(Reviewing.value(review, "recipient")).isEqualTo("Organization/meldpunt-bezorgd");
    assertThat(Reviewing.value(review, "patient")).isEqualTo(sent.patient());
    assertThat(Reviewing.values(review, "released"))
        .contains("identity.address", "concern")
        .doesNotContain("bsn");
    assertThat(Reviewing.value(review, "overdue")).isEqualTo("false");

    ServiceRequest order = consultant.read(ServiceRequest.class, sent.order());
    order.getExtension().clear();
    consultant.update(Said.emergency(order, "Iets anders", "Achteraf bedacht"));
    assertThat(Reviewing.value(officer.review(sent.task()), "reason")).isEqualTo(REASON);
  }

  @Test
  void justifiedItGoesOnAndIsClosedWhenTheClientWasTold() {
    Sent sent = send(patient(), emergency(), task());

    officer.judge(sent.task(), "justified", "Gaslek is vitaal belang");

    assertThat(meldpunt.tryRead(sent.patient()).status()).isEqualTo(200);
    var judged = officer.review(sent.task());
    assertThat(Reviewing.value(judged, "verdict")).isEqualTo("justified");
    assertThat(Reviewing.value(judged, "open")).as("the client has to be told").isEqualTo("true");

    Reviewing asConsultant = new Reviewing(atLv);
    assertThat(asConsultant.notTold(sent.task(), "Is opgenomen, nu niet aanspreekbaar").status())
        .isEqualTo(200);
    assertThat(officer.find(sent.task())).as("a reason stands in the way").isEmpty();
    assertThat(asConsultant.told(sent.task(), hub.today(), "In een gesprek met een tolk").status())
        .isEqualTo(200);
    Answer again = asConsultant.told(sent.task(), hub.today(), "Nog eens");
    assertThat(again.status()).isEqualTo(409);
    assertThat(Fhir.code(again)).isEqualTo("already-told");
    var closed = officer.find("all=true", sent.task()).orElseThrow();
    assertThat(Reviewing.value(closed, "client-told-on")).isEqualTo(hub.today());
    assertThat(Reviewing.value(closed, "open")).isEqualTo("false");
    assertThat(new Fhir(hub.partner("lv-privacy")).log("entity=" + Fhir.id(sent.task())))
        .extracting(Fhir::event)
        .contains(
            "break-glass justified", "break-glass client-not-told", "break-glass client-told");
  }

  @Test
  void notJustifiedItEndsAtOnceAndCannotBeClaimedAgain() {
    Sent sent = send(patient(), emergency(), task());
    Task seen = meldpunt.read(Task.class, sent.task());

    officer.judge(sent.task(), "not-justified", "Geen gevaar voor het leven");

    assertThat(meldpunt.tryRead(sent.patient()).status()).isEqualTo(404);
    assertThat(meldpunt.tryRead(sent.order()).status()).isEqualTo(404);
    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atMeldpunt, sent.task()).contains("ground-ended"));
    Task ended = consultant.read(Task.class, sent.task());
    assertThat(ended.getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
    assertThat(ended.getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("emergency-not-justified");
    assertThat(meldpunt.tryUpdate(seen.setStatus(Task.TaskStatus.ACCEPTED)).status())
        .isGreaterThanOrEqualTo(400);

    Answer again =
        consultant.tryCreate(Said.task(sent.patient(), sent.order(), "meldpunt-bezorgd"));
    assertThat(again.status()).isEqualTo(403);
    assertThat(Fhir.code(again)).isEqualTo("no-consent");
    assertThat(again.body())
        .contains("vond dat het er niet was")
        .doesNotContain("Dan kunt u een vitaal belang noemen");
  }

  @Test
  void notJustifiedUnderWayNothingMorePasses() {
    Sent sent = send(patient(), emergency(), task());
    meldpunt.update(meldpunt.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    Task visiting =
        meldpunt.update(
            meldpunt.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));

    officer.judge(sent.task(), "not-justified", "Geen gevaar voor het leven");

    assertThat(meldpunt.tryRead(sent.patient()).status()).isEqualTo(404);
    Answer report =
        meldpunt.tryUpdate(
            Said.report(meldpunt.read(Task.class, sent.task()), "progress", "Is thuis"));
    assertThat(report.status()).as(report.body()).isEqualTo(403);
    assertThat(meldpunt.read(Task.class, sent.task()).hasFor()).isFalse();
    assertThat(visiting.hasFor()).isTrue();
    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atMeldpunt, sent.task()).contains("ground-ended"));
  }

  @Test
  void withHisConsentItGoesOnThoughThereWasNoVitalInterest() {
    Sent sent = send(patient(), emergency(), task());
    consultant.create(
        Said.consent(
            sent.patient(),
            "acute-concern",
            List.of("meldpunt-bezorgd"),
            "identity",
            "contact",
            "concern"));

    officer.judge(sent.task(), "not-justified", "Hij vond het zelf goed");

    Patient seen = meldpunt.read(Patient.class, sent.patient());
    assertThat(seen.getNameFirstRep().getFamily()).isEqualTo(samuel.family());
    assertThat(seen.hasCommunication()).as("he did not consent to his language").isFalse();
  }

  @Test
  void aVerdictIsGivenOnceAlsoByTwoOfficersAtOnce() throws Exception {
    Sent sent = send(patient(), emergency(), task());
    List<Future<Answer>> verdicts = new ArrayList<>();
    try (ExecutorService officers = Executors.newFixedThreadPool(4)) {
      for (String verdict : List.of("justified", "not-justified", "justified", "not-justified")) {
        verdicts.add(officers.submit(() -> officer.tryJudge(sent.task(), verdict, "Gewogen")));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Answer> verdict : verdicts) {
      statuses.add(verdict.get().status());
      if (verdict.get().status() == 409) {
        assertThat(Fhir.code(verdict.get())).isEqualTo("already-judged");
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
    String verdict = Reviewing.value(officer.review(sent.task()), "verdict");
    assertThat(meldpunt.tryRead(sent.patient()).status())
        .isEqualTo(verdict.equals("justified") ? 200 : 404);
  }

  @Test
  void nobodyElseSeesOrJudges() {
    Sent sent = send(patient(), emergency(), task());
    for (String role : List.of("professional", "partner-system", "operator", "client")) {
      Reviewing other = officer.as(Minted.token(hub, "lv", role, Duration.ZERO));
      assertThat(other.list("").status()).as(role).isEqualTo(403);
      assertThat(other.tryJudge(sent.task(), "justified", "Ik vind van wel").status())
          .as(role)
          .isEqualTo(403);
    }
    for (String organisation : List.of("wassenaar", "meldpunt-bezorgd")) {
      Reviewing other =
          officer.as(Minted.token(hub, organisation, "privacy-officer", Duration.ZERO));
      assertThat(other.list("?all=true").body()).doesNotContain(Fhir.id(sent.task()));
      Answer judged = other.tryJudge(sent.task(), "justified", "Ik vind van wel");
      assertThat(judged.status()).isEqualTo(404);
      assertThat(judged.body())
          .isEqualTo(other.tryJudge("Task/" + new java.util.UUID(0, 9), "justified", "x").body());
      assertThat(other.told(sent.task(), hub.today(), "Niet").status()).isEqualTo(404);
    }
    assertThat(Reviewing.values(officer.review(sent.task()), "verdict")).isEmpty();
  }

  @Test
  void whoDoesNotJudgeInThreeWorkingDaysIsReminded() {
    Sent sent = send(patient(), emergency(), task());
    hub.clock().advance(Duration.ofDays(12));

    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atLv, sent.task()).contains("break-glass-review-overdue"));

    assertThat(Reviewing.value(officer.review(sent.task()), "overdue")).isEqualTo("true");
    assertThat(Heard.events(atMeldpunt, sent.task())).doesNotContain("break-glass-review-overdue");
    assertThat(new Fhir(hub.partner("lv-privacy")).log("entity=" + Fhir.id(sent.task())))
        .extracting(Fhir::event)
        .contains("break-glass review-overdue");
  }

  @Test
  void aVitalInterestIsStatedInFullAndOnlyWhereARowKnowsOne() {
    ServiceRequest noAcute = Said.emergency(order(), REASON, ACUTE);
    noAcute.getExtension().getFirst().getExtension().removeLast();
    assertRefused(noAcute, "missing");
    assertRefused(Said.emergency(order(), " ", ACUTE), "missing");
    assertRefused(Said.emergency(order(), "x".repeat(2001), ACUTE), "too-long");
    ServiceRequest twice = Said.emergency(Said.emergency(order(), REASON, ACUTE), REASON, ACUTE);
    assertRefused(twice, "invalid");

    ServiceRequest elsewhere =
        Said.emergency(
            Said.order(urn(1), "participation", "Wil meedoen", Said.note("concern", CONCERN)),
            REASON,
            ACUTE);
    Answer refused =
        consultant.trySend(
            Fhir.transaction(patient(), elsewhere, Said.task(urn(1), urn(2), "st-woej")));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(Fhir.code(refused)).isEqualTo("no-emergency-ground");
  }

  @Test
  void aWrongVerdictOrADayToComeIsRefused() {
    Sent sent = send(patient(), emergency(), task());
    assertThat(Fhir.code(officer.tryJudge(sent.task(), "misschien", "Twijfel")))
        .isEqualTo("invalid");
    assertThat(Fhir.code(officer.tryJudge(sent.task(), "justified", " "))).isEqualTo("missing");
    assertThat(Fhir.code(officer.told(sent.task(), "2099-01-01", "Brief"))).isEqualTo("invalid");
    assertThat(Fhir.code(officer.told(sent.task(), "2020-01-01", "Brief"))).isEqualTo("invalid");
    assertThat(Fhir.code(officer.notTold(sent.task(), ""))).isEqualTo("missing");
    assertThat(Fhir.code(officer.list("?offset=-1"))).isEqualTo("invalid");
  }

  @Test
  void aPreparedReferralIsInTheListOnlyWhenItIsSubmitted() {
    Task draft = task().setStatus(Task.TaskStatus.DRAFT);
    Sent sent = send(patient(), emergency(), draft);
    assertThat(officer.find("all=true", sent.task())).isEmpty();

    consultant.update(
        consultant.read(Task.class, sent.task()).setStatus(Task.TaskStatus.REQUESTED));

    assertThat(officer.find(sent.task())).isPresent();
    assertThat(meldpunt.tryRead(sent.patient()).status()).isEqualTo(200);
  }

  private void assertRefused(ServiceRequest order, String code) {
    Answer refused = consultant.trySend(Fhir.transaction(patient(), order, task()));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(Fhir.code(refused)).isEqualTo(code);
  }

  private record Sent(String patient, String order, String task) {}

  private Sent send(Patient patient, ServiceRequest order, Task task) {
    List<String> places = consultant.send(Fhir.transaction(patient, order, task));
    return new Sent(places.get(0), places.get(1), places.get(2));
  }

  private Patient patient() {
    Patient patient = Said.patient(samuel);
    patient.addCommunication().setLanguage(Said.coded("urn:ietf:bcp:47", "ti").setText("Tigrinya"));
    return patient;
  }

  private static ServiceRequest order() {
    return Said.order(
        urn(1), "acute-concern", "Wil weten hoe het gaat", Said.note("concern", CONCERN));
  }

  @Test
  void anAnswerInTheWrongFormIsToldWhichFormItNeeds() {
    Parameters parameters = new Parameters().addParameter("referral", new StringType("Task/1"));
    Answer answer = officer.post("$judge-break-glass", parameters);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(Fhir.code(answer)).isEqualTo("invalid");
    assertThat(answer.body()).contains("Parameters.parameter (name, value[x])");
  }

  private static ServiceRequest emergency() {
    return Said.emergency(order(), REASON, ACUTE);
  }

  private static Task task() {
    return Said.task(urn(1), urn(2), "meldpunt-bezorgd");
  }
}
