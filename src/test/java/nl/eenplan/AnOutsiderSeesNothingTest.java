package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has no ground gets the same answer for a client who exists and for one who does not. */
@HubTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnOutsiderSeesNothingTest {

  private static final String NUMBER = "[0-9a-f]{8}-[0-9a-f-]{27}";

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Partner outsider;
  private final Fhir lv;
  private Sent real;
  private Sent madeUp;

  AnOutsiderSeesNothingTest(Hub hub) {
    this.hub = hub;
    this.outsider = hub.partner("voorschoten-voor-elkaar");
    this.lv = new Fhir(hub.partner("lv"));
  }

  @BeforeAll
  void aReferralToSomebodyElse() {
    Task task = Said.task(urn(1), urn(3), "st-woej");
    task.addIdentifier(new Identifier().setSystem("urn:zaak").setValue("2026-17"));
    real =
        lv.send(
            Said.patient(mieke),
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Wil onder de mensen komen"),
            task);
    madeUp =
        new Sent(
            "Patient/" + UUID.randomUUID(),
            "Consent/" + UUID.randomUUID(),
            "ServiceRequest/" + UUID.randomUUID(),
            "Task/" + UUID.randomUUID());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{patient}",
        "{order}",
        "{task}",
        "{consent}",
        "{patient}/_history",
        "{patient}/_history/1",
        "{task}/_history/1",
        "{patient}/$everything",
        "{patient}?_summary=true",
        "{patient}?_elements=id",
        "Patient?_id={patient.id}",
        "Patient?_id={patient.id}&_summary=count",
        "Patient?_id={patient.id}&_elements=id",
        "Patient?_id={patient.id}&_total=accurate",
        "Patient?_id={patient.id}&_revinclude=Task:patient",
        "Patient?_has:Task:patient:_id={task.id}",
        "Patient?_has:ServiceRequest:subject:_id={order.id}",
        "ServiceRequest?_id={order.id}",
        "ServiceRequest?_id={order.id}&_summary=count",
        "ServiceRequest?_id={order.id}&_include=ServiceRequest:subject",
        "ServiceRequest?subject={patient}",
        "ServiceRequest?patient={patient}",
        "ServiceRequest?patient={patient}&_summary=count",
        "ServiceRequest?subject:Patient._id={patient.id}",
        "Task?_id={task.id}",
        "Task?_id={task.id}&_summary=count",
        "Task?_id={task.id}&_elements=status",
        "Task?_id={task.id}&_include=*",
        "Task?_id={task.id}&owner=Organization/st-woej",
        "Task?_id={task.id}&requester=Organization/lv",
        "Task?focus={order}",
        "Task?subject={patient}",
        "Task?patient={patient}",
        "Task?patient={patient}&_summary=count",
        "Task?patient={patient}&owner:missing=true",
        "Task?subject:Patient._id={patient.id}",
        "Task?focus.subject={patient}",
        "Consent?patient={patient}",
        "Consent?patient={patient}&_summary=count",
        "Consent?_id={consent.id}",
        "AuditEvent?patient={patient}",
        "AuditEvent?entity={task.id}"
      })
  void whatItAsksForIsLikeWhatNobodyEverMade(String question) {
    Answer one = outsider.get("/fhir/" + fill(question, real));
    Answer other = outsider.get("/fhir/" + fill(question, madeUp));
    assertSame(one, real, other, madeUp);
  }

  @Test
  void whatItWritesToIsLikeWhatNobodyEverMade() {
    Fhir asOutsider = new Fhir(outsider);
    String own = asOutsider.create(Said.patient(Client.mieke()));
    assertSame(
        asOutsider.tryUpdate(withId(Said.patient(mieke), real.patient())),
        real,
        asOutsider.tryUpdate(withId(Said.patient(mieke), madeUp.patient())),
        madeUp);
    assertSame(
        asOutsider.tryUpdate(consent(own, real.consent())),
        real,
        asOutsider.tryUpdate(consent(own, madeUp.consent())),
        madeUp);
    assertSame(
        asOutsider.tryUpdate(consent(real.patient(), real.consent())),
        real,
        asOutsider.tryUpdate(consent(madeUp.patient(), madeUp.consent())),
        madeUp);
    assertSame(
        asOutsider.tryUpdate(order(own, real.order())),
        real,
        asOutsider.tryUpdate(order(own, madeUp.order())),
        madeUp);
    assertSame(asOutsider.tryUpdate(task(real)), real, asOutsider.tryUpdate(task(madeUp)), madeUp);
    assertSame(
        asOutsider.tryCreate(Said.order(real.patient(), "participation", "?")),
        real,
        asOutsider.tryCreate(Said.order(madeUp.patient(), "participation", "?")),
        madeUp);
    assertSame(
        asOutsider.tryCreate(Said.order(own, "participation", "?").addBasedOn(to(real))),
        real,
        asOutsider.tryCreate(Said.order(own, "participation", "?").addBasedOn(to(madeUp))),
        madeUp);
    assertSame(
        asOutsider.tryCreate(Said.consent(real.patient(), "participation", List.of("lv"))),
        real,
        asOutsider.tryCreate(Said.consent(madeUp.patient(), "participation", List.of("lv"))),
        madeUp);
    assertSame(
        asOutsider.tryCreate(Said.task(real.patient(), real.order(), "st-woej")),
        real,
        asOutsider.tryCreate(Said.task(madeUp.patient(), madeUp.order(), "st-woej")),
        madeUp);
    assertThat(lv.read(Task.class, real.task()).getMeta().getVersionId()).isEqualTo("1");
    assertThat(lv.read(Consent.class, real.consent()).getStatus()).isEqualTo(ConsentState.ACTIVE);
  }

  @Test
  void itsListsAndCountsHoldNothingOfIt() {
    try (Partner curious = hub.partner("voorschoten-voor-elkaar")) {
      for (String list : List.of("Patient", "Task", "ServiceRequest", "Consent")) {
        curious.get("/fhir/" + list + "?_count=100");
        curious.get("/fhir/" + list + "?_count=100&_include=*&_revinclude=*");
      }
      new Canaries()
          .never("BSN", mieke.bsn())
          .never("telephone", mieke.phone())
          .never("patient", Fhir.id(real.patient()))
          .never("order", Fhir.id(real.order()))
          .never("task", Fhir.id(real.task()))
          .never("consent", Fhir.id(real.consent()))
          .assertNeverReached(curious);
    } catch (jakarta.jms.JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBsnThatSomebodyElseSentBeforeIsLikeANewOne() {
    Client unknown = Client.mieke();
    for (String organisation : List.of("voorschoten-voor-elkaar", "wassenaar", "uwv")) {
      Partner other = hub.partner(organisation);
      assertAlike(all(other, mieke), mieke, all(other, unknown), unknown);
    }
  }

  /** What an organisation can try with a client of whom it knows the BSN. */
  private static List<Answer> all(Partner other, Client client) {
    Fhir fhir = new Fhir(other);
    String search = "identifier=" + (Said.BSN + "|" + client.bsn()).replace("|", "%7C");
    String[] form = {"Content-Type", "application/x-www-form-urlencoded"};
    Answer before = other.post("/fhir/Patient/_search", search, form);
    Answer conditional =
        other.post(
            "/fhir/Patient",
            Fhir.json(Said.patient(client)),
            "If-None-Exist",
            "identifier=" + Said.BSN + "|" + client.bsn());
    Answer again = fhir.tryCreate(Said.patient(client));
    Answer found = other.post("/fhir/Patient/_search", search, form);
    String patient = Fhir.place(Fhir.parse(Bundle.class, found).getEntryFirstRep().getResource());
    String order = fhir.create(Said.order(patient, "participation", "Meedoen"));
    Answer preview =
        fhir.preview(
            Fhir.transaction(
                Said.patient(client),
                Said.order(urn(1), "participation", "Meedoen"),
                from(organisation(other), Said.task(urn(1), urn(2), "st-woej"))));
    Answer refer = fhir.tryCreate(from(organisation(other), Said.task(patient, order, "st-woej")));
    return List.of(
        before,
        conditional,
        again,
        found,
        other.get("/fhir/Consent?patient=" + patient),
        other.get("/fhir/Task?patient=" + patient),
        other.get("/fhir/ServiceRequest?patient=" + patient),
        preview,
        refer);
  }

  private static String organisation(Partner partner) {
    return partner.account();
  }

  private static Task from(String organisation, Task task) {
    return task.setRequester(Said.organisation(organisation));
  }

  private static void assertAlike(
      List<Answer> one, Client known, List<Answer> other, Client unknown) {
    for (int i = 0; i < one.size(); i++) {
      assertThat(anonymous(one.get(i), known)).isEqualTo(anonymous(other.get(i), unknown));
    }
  }

  private static String anonymous(Answer answer, Client client) {
    return everything(answer)
        .replace(client.bsn(), "BSN")
        .replace(client.phone(), "PHONE")
        .replaceAll(NUMBER, "ID");
  }

  private static void assertSame(Answer one, Sent real, Answer other, Sent madeUp) {
    assertThat(nameless(one, real)).isEqualTo(nameless(other, madeUp));
  }

  private static String nameless(Answer answer, Sent sent) {
    return everything(answer)
        .replace(Fhir.id(sent.patient()), "PATIENT")
        .replace(Fhir.id(sent.order()), "ORDER")
        .replace(Fhir.id(sent.task()), "TASK")
        .replace(Fhir.id(sent.consent()), "CONSENT")
        .replaceAll(NUMBER, "ID");
  }

  /**
   * Status, headers and body, but for the moment, the number of the request, and the connection,
   * which ends after so many requests whatever they were.
   */
  private static String everything(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers().map());
    headers.remove("Date");
    headers.remove("X-Request-Id");
    headers.remove("Connection");
    headers.computeIfPresent("Last-Modified", (name, value) -> List.of("T"));
    return (answer.status() + "\n" + headers + "\n" + answer.body())
        .replaceAll(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)", "T");
  }

  private static String fill(String question, Sent sent) {
    return question
        .replace("{patient}", sent.patient())
        .replace("{order}", sent.order())
        .replace("{task}", sent.task())
        .replace("{consent}", sent.consent())
        .replace("{patient.id}", Fhir.id(sent.patient()))
        .replace("{order.id}", Fhir.id(sent.order()))
        .replace("{task.id}", Fhir.id(sent.task()))
        .replace("{consent.id}", Fhir.id(sent.consent()));
  }

  private static Patient withId(Patient patient, String place) {
    patient.setId(place + "/_history/1");
    return patient;
  }

  private static Consent consent(String patient, String place) {
    Consent consent = Said.consent(patient, "participation", List.of("lv"));
    consent.setStatus(ConsentState.INACTIVE).setId(place + "/_history/1");
    return consent;
  }

  private static ServiceRequest order(String patient, String place) {
    ServiceRequest order = Said.order(patient, "participation", "?");
    order.setId(place + "/_history/1");
    return order;
  }

  private static Task task(Sent sent) {
    Task task = Said.task(sent.patient(), sent.order(), "st-woej");
    task.setStatus(Task.TaskStatus.ACCEPTED).setId(sent.task() + "/_history/1");
    return task;
  }

  private static Reference to(Sent sent) {
    return new Reference(sent.order());
  }
}
