package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sanne is treated at Rivierduinen and wants to join in. The municipality may help her; that she is
 * treated is hers to tell.
 */
@HubTest
class AGgzInstitutionRefersStoryTest {

  private static final String[] WITHOUT_THE_SENDER = {
    "identity.name", "identity.birth-year", "contact", "referral-question", "wishes"
  };

  /** Whatever would tell who Rivierduinen is, or of what kind. */
  private final Canaries secret =
      new Canaries()
          .never("the sender's code", "rivierduinen")
          .never("the sender's name", "Rivierduinen")
          .never("its OIN", "00000099000000011000")
          .never("its kind", "ggz")
          .never("its secrecy", "secrecy")
          .never("its statute", "7:457")
          .never("its kind of statute", "5.2.5")
          .never("the exception for care", "A9-2-a")
          .never("what was kept back", "involvement.care");

  private final Hub hub;
  private final Client sanne = Client.named("Sanne", "Voorbeeld", "1998-01-17");
  private final Partner atLv;
  private final Partner officer;
  private final Fhir rivierduinen;
  private final Fhir lv;

  AGgzInstitutionRefersStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.officer = hub.partner("lv-privacy");
    this.rivierduinen = new Fhir(hub.partner("rivierduinen"));
    this.lv = new Fhir(atLv);
  }

  @AfterEach
  void hangUp() throws Exception {
    atLv.close();
  }

  @Test
  void withoutHerPermissionNothingGoesAndTheAnswerSaysWhatToDo() {
    String patient = rivierduinen.create(Said.patient(sanne));
    String order = rivierduinen.create(Said.order(patient, "participation", "Wil meedoen"));
    Task task = task(patient, order);

    assertRefused(rivierduinen.tryCreate(task));

    Consent toTheKind = consent(patient);
    toTheKind.getProvision().getActor().clear();
    rivierduinen.create(toTheKind);
    assertRefused(rivierduinen.tryCreate(task));

    lv.create(consent(lv.create(Said.patient(sanne)), "identity", "contact", "referral-question"));
    assertRefused(rivierduinen.tryCreate(task));

    rivierduinen.create(consent(patient, WITHOUT_THE_SENDER));
    rivierduinen.create(task);
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(Fhir.code(answer)).isEqualTo("secrecy");
    var issue = Fhir.parse(OperationOutcome.class, answer).getIssueFirstRep();
    assertThat(issue.getDetails().getText())
        .contains("Gemeente Leidschendam-Voorburg", "uw beroepsgeheim", "met naam");
    assertThat(issue.getDiagnostics()).contains("medical secrecy", "names this recipient");
  }

  @Test
  void thePreviewTellsTheSenderThatItsNameStaysBehind() {
    Answer preview =
        rivierduinen.preview(
            Fhir.transaction(
                Said.patient(sanne),
                consent(urn(1), WITHOUT_THE_SENDER),
                Said.order(urn(1), "participation", "Wil meedoen"),
                task(urn(1), urn(3))));

    assertThat(Fhir.parse(Parameters.class, preview).isEmpty()).isFalse();
    assertThat(preview.body())
        .containsSubsequence("withheld", "involvement.care", "no-consent")
        .contains("welke zorg er is", "which care is given");
  }

  @Test
  void theMunicipalityHelpsAPartnerThatItDoesNotKnow() {
    Sent sent = refer(WITHOUT_THE_SENDER);
    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atLv, sent.task()), List.of("submit")::equals);

    Task seen = lv.read(Task.class, sent.task());
    assertThat(seen.getRequester().getReference()).isNull();
    assertThat(seen.getRequester().getDisplay()).isEqualTo("Een partner (a partner)");
    ServiceRequest order = lv.read(ServiceRequest.class, sent.order());
    assertThat(order.getCode().getText()).isEqualTo("Wil meedoen");
    assertThat(order.getRequester().getReference()).isNull();
    assertThat(lv.read(Patient.class, sent.patient()).getNameFirstRep().getFamily())
        .isEqualTo(sanne.family());

    lv.tryUpdate(seen.copy().setStatus(Task.TaskStatus.COMPLETED));
    lv.update(seen.setStatus(Task.TaskStatus.ACCEPTED));
    Task going = lv.update(lv.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));
    lv.update(Said.outcome(Said.report(going, "progress", "Komt graag"), "participates"));

    Task told = rivierduinen.read(Task.class, sent.task());
    assertThat(told.getOwner().getReference()).isEqualTo("Organization/lv");
    assertThat(Said.outputs(told, "outcome")).containsExactly("participates");
    assertThat(Said.outputs(told, "progress")).containsExactly("Komt graag");

    lookEverywhere(sent);
    secret.assertNeverReached(atLv);
    secret.assertNeverReached(officer);
    assertThat(officer.received()).contains("Een partner (a partner)", Fhir.id(sent.task()));
  }

  @Test
  void noRefusalNamesThePartnerEither() {
    Sent sent = refer(WITHOUT_THE_SENDER);
    Task seen = lv.read(Task.class, sent.task());
    rivierduinen.update(
        rivierduinen.read(Consent.class, sent.consent()).setStatus(ConsentState.INACTIVE));
    await().atMost(Hub.SOON).until(() -> Heard.events(atLv, sent.task()).contains("ground-ended"));

    lv.tryUpdate(seen.copy().setStatus(Task.TaskStatus.ACCEPTED));
    seen.getMeta().setVersionId("2");
    seen.setId(seen.getIdElement().withVersion("2"));
    Answer preview = lv.preview(put(seen.copy().setStatus(Task.TaskStatus.ACCEPTED)));
    Answer denied = lv.tryUpdate(seen.setStatus(Task.TaskStatus.ACCEPTED));

    assertThat(denied.status()).isGreaterThanOrEqualTo(400);
    assertThat(preview.status()).isGreaterThanOrEqualTo(200);
    lookEverywhere(sent);
    secret.assertNeverReached(atLv);
    secret.assertNeverReached(officer);
  }

  @Test
  void noGuessIsConfirmed() {
    Sent sent = refer(WITHOUT_THE_SENDER);
    Task seen = lv.read(Task.class, sent.task());

    List<String> right = guesses(sent, seen, "rivierduinen");
    List<String> wrong = guesses(sent, seen, "salude");

    assertThat(right).isEqualTo(wrong);
    List<String> unknown = guesses(sent, seen, "st-woej");
    assertThat(right.subList(0, 6)).isEqualTo(unknown.subList(0, 6));
  }

  /** The answers to everything by which the municipality can ask whether it is this one. */
  private List<String> guesses(Sent sent, Task seen, String who) {
    List<String> answers = new ArrayList<>();
    for (String by : List.of("requester", "requester:Organization")) {
      String place = by.endsWith("n") ? who : "Organization/" + who;
      for (String and : List.of("", "&_count=1&_offset=0", "&_summary=count")) {
        answers.add(
            body(
                atLv.get("/fhir/Task?_id=" + Fhir.id(sent.task()) + "&" + by + "=" + place + and)));
      }
    }
    answers.add(
        body(
            officer.get(
                "/fhir/AuditEvent?agent=Organization/" + who + "&entity=" + Fhir.id(sent.task()))));
    Task named = seen.copy().setRequester(Said.organisation(who));
    answers.add(body(lv.tryUpdate(named.setStatus(Task.TaskStatus.ACCEPTED))));
    Task owned = seen.copy().setOwner(Said.organisation(who));
    answers.add(body(lv.tryUpdate(owned.setStatus(Task.TaskStatus.ACCEPTED))));
    answers.add(body(atLv.get("/fhir/Task?_include=Task:requester&_id=" + Fhir.id(sent.task()))));
    answers.add(body(atLv.get("/fhir/Task?requester.name=" + who)));
    answers.add(body(atLv.get("/fhir/Task?requester:not=Organization/" + who)));
    answers.add(
        body(
            atLv.get(
                "/fhir/Organization?_has:Task:requester:_id="
                    + Fhir.id(sent.task())
                    + "&_summary=count&_id="
                    + who)));
    return answers.stream().map(answer -> answer.replace(who, "WHO")).toList();
  }

  private static String body(Answer answer) {
    return answer.status()
        + answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{4}-\\d\\d-\\d\\dT[^\"]*", "#");
  }

  @Test
  void whenSheTellsThatSheIsTreatedTheMunicipalityKnowsWhoAsks() {
    Sent sent = refer(WITHOUT_THE_SENDER);
    assertThat(lv.read(Task.class, sent.task()).getRequester().getReference()).isNull();

    Consent more = rivierduinen.read(Consent.class, sent.consent());
    more.getProvision().addClass_().setSystem(Said.CATEGORY).setCode("involvement.care");
    rivierduinen.update(more);

    assertThat(lv.read(Task.class, sent.task()).getRequester().getReference())
        .isEqualTo("Organization/rivierduinen");
    assertThat(lv.read(ServiceRequest.class, sent.order()).getRequester().getReference())
        .isEqualTo("Organization/rivierduinen");
    assertThat(lv.search(Task.class, "_id=" + Fhir.id(sent.task())))
        .extracting(task -> task.getRequester().getReference())
        .containsExactly("Organization/rivierduinen");
    List<AuditEvent> since =
        new Fhir(officer).log("agent=Organization/rivierduinen&entity=" + Fhir.id(sent.task()));
    assertThat(since)
        .anyMatch(entry -> Fhir.details(entry, "released").contains("involvement.care"));
    assertThat(since).noneMatch(entry -> Fhir.event(entry).equals("status submit"));

    Consent less = rivierduinen.read(Consent.class, sent.consent());
    less.getProvision().getClass_().removeIf(c -> c.getCode().equals("involvement.care"));
    rivierduinen.update(less);
    assertThat(lv.read(Task.class, sent.task()).getRequester().getReference()).isNull();
  }

  /** The pages on which an organisation and its privacy officer could come across the sender. */
  private void lookEverywhere(Sent sent) {
    for (String place :
        List.of(
            sent.patient(),
            sent.order(),
            sent.task(),
            sent.consent(),
            "Task?owner=Organization/lv&_count=100",
            "Task?_id=" + Fhir.id(sent.task()),
            "Task?patient=" + sent.patient(),
            "Task?focus=" + sent.order(),
            "ServiceRequest?_count=100",
            "ServiceRequest?patient=" + sent.patient(),
            "Patient?_id=" + Fhir.id(sent.patient()))) {
      atLv.get("/fhir/" + place);
    }
    Answer log = officer.get("/fhir/AuditEvent?_count=100&entity=" + Fhir.id(sent.task()));
    assertThat(log.body()).contains("status", "read", "notify");
    for (String about : List.of(sent.patient(), sent.order())) {
      officer.get("/fhir/AuditEvent?_count=100&entity=" + Fhir.id(about));
    }
    for (AuditEvent entry : new Fhir(officer).log("entity=" + Fhir.id(sent.task()))) {
      officer.get("/fhir/" + Fhir.place(entry));
    }
  }

  private Sent refer(String... categories) {
    Patient patient = Said.patient(sanne);
    Consent consent = consent(urn(1), categories);
    ServiceRequest order =
        Said.order(urn(1), "participation", "Wil meedoen", Said.note("wishes", "Houdt van zingen"));
    order.setRequester(Said.organisation("rivierduinen"));
    order.addNote(Said.note("health", "Is in behandeling bij Rivierduinen"));
    Task task = task(urn(1), urn(3));
    task.addIdentifier()
        .setSystem("https://rivierduinen.example/zaak")
        .setValue("ggz-" + UUID.randomUUID());
    task.getGroupIdentifier().setSystem("https://rivierduinen.example/groep").setValue("1");
    patient.setManagingOrganization(Said.organisation("rivierduinen"));
    patient.getMeta().setSource("https://rivierduinen.example/epd");
    secret.hideIn(patient).hideIn(consent).hideIn(order).hideIn(task);
    return rivierduinen.send(patient, consent, order, task);
  }

  private static Consent consent(String patient, String... categories) {
    return Said.consent(patient, "participation", List.of("lv"), categories);
  }

  private static Task task(String patient, String order) {
    return Said.task(patient, order, "lv").setRequester(Said.organisation("rivierduinen"));
  }

  private static org.hl7.fhir.r4.model.Bundle put(Task task) {
    var bundle = Fhir.transaction(task);
    bundle
        .getEntryFirstRep()
        .getRequest()
        .setMethod(org.hl7.fhir.r4.model.Bundle.HTTPVerb.PUT)
        .setUrl(Fhir.place(task));
    return bundle;
  }
}
