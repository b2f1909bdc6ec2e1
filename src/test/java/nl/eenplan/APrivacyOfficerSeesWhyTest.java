package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every decision, disclosure and step of a referral is in the log, for the privacy officer and for
 * nobody else.
 */
@HubTest
class APrivacyOfficerSeesWhyTest {

  private static final String ROW = "participation.municipality-to-welfare";

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Canaries canaries = new Canaries();
  private final Partner officer;
  private final Partner atWoej;
  private final Fhir lv;
  private final Fhir woej;
  private Sent sent;
  private List<AuditEvent> log;

  APrivacyOfficerSeesWhyTest(Hub hub) {
    this.hub = hub;
    this.officer = hub.partner("lv-privacy");
    this.atWoej = hub.partner("st-woej").listen();
    this.lv = new Fhir(hub.partner("lv"));
    this.woej = new Fhir(atWoej);
  }

  @BeforeEach
  void aReferralFromConsentToWithdrawal() {
    Patient patient = Said.patient(mieke);
    ServiceRequest order =
        Said.order(
            urn(1),
            "participation",
            "Wil onder de mensen komen",
            Said.note("wishes", "Houdt van handwerken"),
            Said.note("health", "Is snel moe"));
    canaries.neverOf(mieke).never("name", mieke.family()).never("a wish", "handwerken");
    canaries.hideIn(patient).hideIn(order);
    sent =
        lv.send(
            patient,
            Said.consent(
                urn(1),
                "participation",
                List.of("st-woej"),
                "identity",
                "contact",
                "referral-question",
                "wishes"),
            order,
            Said.task(urn(1), urn(3), "st-woej"));
    await().atMost(Hub.SOON).until(() -> Heard.events(atWoej, sent.task()).contains("submit"));
    woej.read(Patient.class, sent.patient());
    woej.read(ServiceRequest.class, sent.order());
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    Task task =
        woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));
    woej.tryUpdate(task.copy().setStatus(Task.TaskStatus.REQUESTED));
    woej.update(Said.outcome(task, "participates"));
    lv.read(Task.class, sent.task());
    lv.update(lv.read(Consent.class, sent.consent()).setStatus(ConsentState.INACTIVE));
    woej.tryRead(sent.patient());
    log = new Fhir(officer).log("patient=" + sent.patient());
  }

  @AfterEach
  void hangUp() throws Exception {
    atWoej.close();
  }

  @Test
  void theDecisionToRefer() {
    AuditEvent decision = one(event("decision refer"));
    assertThat(decision.getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._0);
    assertThat(decision.getRecorded())
        .isCloseTo(java.util.Date.from(hub.clock().instant()), 60_000);
    assertThat(policies(decision))
        .contains(ROW, "Wmo 2015 art. 5.1.2(2), 5.3.3")
        .anyMatch(policy -> policy.startsWith("sha-256:"));
    assertThat(decision.getPurposeOfEventFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("participation");
    assertThat(parties(decision))
        .containsExactly("Organization/lv", "Organization/lv", "Organization/st-woej");
    assertThat(Fhir.details(decision, "basis")).containsExactly("A6-1-a");
    assertThat(Fhir.details(decision, "condition")).containsExactly("explicit-consent");
    assertThat(Fhir.details(decision, "consent")).containsExactly(Fhir.id(sent.consent()) + "/1");
    assertThat(Fhir.details(decision, "released"))
        .containsExactly(
            "identity.name", "identity.birth-year", "contact", "referral-question", "wishes");
    assertThat(Fhir.details(decision, "withheld"))
        .contains("bsn", "identity.birth-date", "identity.address", "health", "addiction", "debts");
  }

  @Test
  void everyDisclosure() {
    AuditEvent patient =
        one(event("disclosure read").and(about(sent.task())).and(releases("identity.name")));
    assertThat(parties(patient))
        .containsExactly("Organization/st-woej", "Organization/lv", "Organization/st-woej");
    assertThat(Fhir.details(patient, "released"))
        .containsExactly("identity.name", "identity.birth-year", "contact");
    assertThat(Fhir.details(patient, "withheld")).contains("bsn", "identity.birth-date");
    assertThat(policies(patient)).contains(ROW);

    AuditEvent order = one(event("disclosure read").and(releases("referral-question")));
    assertThat(Fhir.details(order, "released")).containsExactly("referral-question", "wishes");
    assertThat(Fhir.details(order, "withheld")).contains("health");

    AuditEvent report = one(event("disclosure report").and(releases("outcome")));
    assertThat(policies(report)).contains("participation.welfare-to-municipality");
    assertThat(log).anyMatch(event("disclosure notify"));
  }

  @Test
  void everyStepAndEveryAttempt() {
    assertThat(log.reversed())
        .filteredOn(entry -> entry.getSubtypeFirstRep().getCode().equals("status"))
        .as("the hub's own notice may come a moment later")
        .filteredOn(event("status notify").negate())
        .extracting(entry -> Fhir.event(entry) + " " + entry.getOutcomeDesc())
        .containsExactly(
            "status submit permitted",
            "status accept permitted",
            "status first-contact permitted",
            "status requested refused illegal-transition",
            "status outcome permitted",
            "status deletion-requested permitted consent-withdrawn");
  }

  @Test
  void whatTheClientSaidAndWhatCameOfIt() {
    one(event("consent consent-given"));
    one(event("consent consent-withdrawn"));
    one(event("decision read").and(by("eenplan")));
    AuditEvent closed = one(event("decision read").and(by("st-woej")));
    assertThat(closed.getOutcomeDesc()).isEqualTo("refused consent-withdrawn");
    assertThat(Fhir.details(closed, "released")).isEmpty();
    assertThat(Fhir.details(closed, "consent")).containsExactly(Fhir.id(sent.consent()) + "/2");
  }

  @Test
  void neverWhatWasDisclosed() {
    canaries.assertNeverReached(officer);
  }

  @Test
  void thatAnOfficerLookedIsInTheLogItself() {
    assertThat(new Fhir(officer).log("patient=" + sent.patient())).anyMatch(event("search search"));
  }

  /** Each page that is asked for adds a line at the top; no line comes twice by that. */
  @Test
  void aPageGoesOnWhereTheOneBeforeItEnded() {
    List<String> seen = new ArrayList<>();
    String next = "/fhir/AuditEvent?_count=3&patient=" + sent.patient();
    for (int page = 0; page < 3; page++) {
      Bundle bundle = Fhir.parse(Bundle.class, officer.get(next));
      assertThat(bundle.getEntry()).hasSize(3);
      bundle.getEntry().forEach(entry -> seen.add(Fhir.place(entry.getResource())));
      next = bundle.getLink("next").getUrl().replaceFirst("^.*/fhir/", "/fhir/");
    }
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(officer.get("/fhir/AuditEvent?_after=x").status()).isEqualTo(422);
    String elsewhere = "/fhir/Task?owner=Organization/st-woej&_after=" + Fhir.id(seen.getLast());
    assertThat(atWoej.get(elsewhere).status())
        .as("what begins anew each time would never end")
        .isEqualTo(422);
  }

  @Test
  void nobodyElseSeesIt() {
    String entry = "/fhir/" + Fhir.place(log.getFirst());
    String search = "/fhir/AuditEvent?patient=" + sent.patient();
    for (String account : List.of("lv", "st-woej", "voorschoten-voor-elkaar", "uwv")) {
      for (String path : List.of(entry, search, "/fhir/AuditEvent")) {
        Answer answer = hub.partner(account).get(path);
        assertThat(answer.status()).as(account).isEqualTo(403);
        assertThat(Fhir.code(answer)).isEqualTo("not-permitted");
      }
    }
    for (String role : List.of("professional", "operator", "organisation-admin", "client")) {
      String[] token = Minted.token(hub, "lv", role, Duration.ZERO);
      assertThat(officer.get(search, token).status()).as(role).isEqualTo(403);
    }
  }

  @Test
  void anOfficerOfAnotherOrganisationSeesNothingOfIt() {
    try (Partner other = hub.partner("wassenaar")) {
      String[] token = Minted.token(hub, "wassenaar", "privacy-officer", Duration.ZERO);
      for (AuditEvent entry : log) {
        assertThat(other.get("/fhir/" + Fhir.place(entry), token).status()).isEqualTo(404);
      }
      for (String query :
          List.of(
              "patient=" + sent.patient(),
              "entity=" + Fhir.id(sent.task()),
              "entity=" + Fhir.id(sent.consent()),
              "agent=Organization/lv",
              "_count=100")) {
        Answer answer = other.get("/fhir/AuditEvent?" + query, token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Fhir.parse(Bundle.class, answer).getEntry())
            .extracting(found -> found.getResource().getIdElement().getIdPart())
            .doesNotContainAnyElementsOf(
                log.stream().map(entry -> entry.getIdElement().getIdPart()).toList());
      }
    } catch (jakarta.jms.JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private AuditEvent one(Predicate<AuditEvent> which) {
    List<AuditEvent> found = log.stream().filter(which).toList();
    assertThat(found)
        .as(
            log.stream()
                .map(entry -> Fhir.event(entry) + Fhir.details(entry, "released"))
                .toList()
                .toString())
        .hasSize(1);
    return found.getFirst();
  }

  private static Predicate<AuditEvent> event(String event) {
    return entry -> Fhir.event(entry).equals(event);
  }

  private static Predicate<AuditEvent> by(String organisation) {
    return entry -> parties(entry).getFirst().equals("Organization/" + organisation);
  }

  private static Predicate<AuditEvent> releases(String category) {
    return entry -> Fhir.details(entry, "released").contains(category);
  }

  private static Predicate<AuditEvent> about(String place) {
    return entry ->
        entry.getEntity().stream()
            .anyMatch(entity -> Fhir.id(place).equals(entity.getWhat().getIdentifier().getValue()));
  }

  private static List<String> policies(AuditEvent entry) {
    return entry.getAgentFirstRep().getPolicy().stream().map(uri -> uri.getValue()).toList();
  }

  private static List<String> parties(AuditEvent entry) {
    return entry.getAgent().stream().map(agent -> agent.getWho().getReference()).toList();
  }
}
