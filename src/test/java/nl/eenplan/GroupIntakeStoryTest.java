package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The consultant of Wassenaar invites twelve clients to a meeting at the Vrijwilligerscentrale. Two
 * of them said nothing yet: ten go, and those two stay with her.
 */
@HubTest
class GroupIntakeStoryTest {

  private static final String CENTRALE = "vrijwilligerscentrale-wassenaar";

  private final Partner atCentrale;
  private final Partner atWassenaar;
  private final Fhir wassenaar;
  private final Fhir centrale;
  private final Hub hub;

  GroupIntakeStoryTest(Hub hub) {
    this.hub = hub;
    this.atCentrale = hub.partner(CENTRALE).listen();
    this.atWassenaar = hub.partner("wassenaar");
    this.wassenaar = new Fhir(atWassenaar);
    this.centrale = new Fhir(atCentrale);
  }

  @AfterEach
  void goodbye() throws Exception {
    atCentrale.close();
    atWassenaar.close();
  }

  @Test
  void tenOfTwelveGoAndTheirAttendanceComesBack() {
    List<Client> clients = inWassenaar(12);
    List<String> patients = clients.stream().map(one -> wassenaar.create(said(one))).toList();
    patients.subList(0, 10).forEach(this::consents);
    Parameters asked = group(CENTRALE, patients);
    asked.addParameter(
        named("identifier")
            .setValue(new Identifier().setSystem("urn:zaak").setValue(patients.get(0))));

    Parameters answer = Fhir.parse(Parameters.class, refer(asked));
    String group = ((Identifier) value(answer.getParameter("group"))).getValue();
    assertThat(parts(answer, "sent")).hasSize(10);
    List<ParametersParameterComponent> held = parts(answer, "held");
    assertThat(held)
        .extracting(one -> ((Reference) part(one, "client")).getReference())
        .containsExactlyElementsOf(patients.subList(10, 12));
    assertThat(part(held.getFirst(), "reason").primitiveValue()).isEqualTo("no-consent");
    assertThat(Fhir.json(answer)).contains("toestemming");
    assertThat(parts(Fhir.parse(Parameters.class, refer(asked)), "sent"))
        .as("the same call again")
        .hasSize(10);

    // The Vrijwilligerscentrale sees one group of ten, when and where, and each by their own
    // ground.
    List<Task> ten = centrale.search(Task.class, "group-identifier=" + group + "&_count=50");
    assertThat(ten).hasSize(10);
    assertThat(ten)
        .allSatisfy(one -> assertThat(one.getGroupIdentifier().getValue()).isEqualTo(group));
    assertThat(atCentrale.get("/fhir/Task/$group?identifier=" + group).body())
        .contains("Dorpshuis", "2027-03-04");
    for (Task one : ten) {
      assertThat(centrale.read(Patient.class, one.getFor().getReference()).getName()).hasSize(1);
    }
    await()
        .atMost(Hub.SOON)
        .until(
            () -> ten.stream().allMatch(t -> !Heard.events(atCentrale, Fhir.place(t)).isEmpty()));

    // It records who came, and plans a talk with the first.
    Task came = centrale.update(ten.getFirst().setStatus(TaskStatus.ACCEPTED));
    came.setBusinessStatus(Said.coded(Said.BUSINESS_STATUS, "scheduled"));
    centrale.update(Said.report(came.setStatus(TaskStatus.INPROGRESS), "attendance", "aanwezig"));
    Task seen = wassenaar.read(Task.class, Fhir.place(came));
    assertThat(Said.outputs(seen, "attendance")).containsExactly("aanwezig");
    assertThat(Said.businessStatus(seen)).isEqualTo("scheduled");
    Task missed = centrale.update(ten.get(1).setStatus(TaskStatus.ACCEPTED));
    missed.setBusinessStatus(Said.coded(Said.BUSINESS_STATUS, "no-show"));
    centrale.update(Said.report(missed.setStatus(TaskStatus.INPROGRESS), "attendance", "afwezig"));
    assertThat(Said.outputs(wassenaar.read(Task.class, Fhir.place(missed)), "attendance"))
        .containsExactly("afwezig");

    // Who was held is nobody else's business, until that client says yes.
    Canaries canaries = new Canaries();
    clients
        .subList(10, 12)
        .forEach(
            one -> canaries.neverOf(one).never("name", one.family()).never("phone", one.phone()));
    patients.subList(10, 12).forEach(one -> canaries.never("record", Fhir.id(one)));
    clients.forEach(canaries::neverOf);
    canaries.assertNeverReached(atCentrale);

    String draft = ((Reference) part(held.getFirst(), "task")).getReference();
    Task later = wassenaar.read(Task.class, draft).setStatus(TaskStatus.REQUESTED);
    assertThat(Fhir.code(wassenaar.tryUpdate(later))).isEqualTo("no-consent");
    consents(patients.get(10));
    wassenaar.update(later);
    assertThat(centrale.search(Task.class, "group-identifier=" + group + "&_count=50")).hasSize(11);
  }

  @Test
  void nobodyElseSeesTheGroup() throws Exception {
    List<String> patients =
        inWassenaar(2).stream().map(one -> wassenaar.create(said(one))).toList();
    consents(patients.getFirst());
    Parameters answer = Fhir.parse(Parameters.class, refer(group(CENTRALE, patients)));
    String group = ((Identifier) value(answer.getParameter("group"))).getValue();
    try (Partner outsider = hub.partner("voorschoten-voor-elkaar")) {
      assertThat(outsider.get("/fhir/Task/$group?identifier=" + group).status()).isEqualTo(404);
      assertThat(new Fhir(outsider).search(Task.class, "group-identifier=" + group)).isEmpty();
    }
  }

  @Test
  void thirteenAreTooMany() {
    List<String> patients =
        inWassenaar(13).stream().map(one -> wassenaar.create(said(one))).toList();
    Answer answer = refer(group(CENTRALE, patients));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(Fhir.code(answer)).isEqualTo("group-too-large");
    assertThat(Fhir.code(refer(group(CENTRALE, List.of(patients.get(0), patients.get(0))))))
        .isEqualTo("invalid");
    assertThat(Fhir.code(refer(group(CENTRALE, List.of())))).isEqualTo("missing");
    assertThat(Fhir.code(refer(group("nobody", patients.subList(0, 1)))))
        .isEqualTo("unknown-recipient");
  }

  @Test
  void leidschendamVoorburgWorksOneToOne() throws Exception {
    Client neighbour = Client.named("Buur", "Vliet", "1971-02-03");
    List<String> patients = new ArrayList<>();
    patients.add(wassenaar.create(said(inWassenaar(1).getFirst())));
    patients.add(wassenaar.create(Said.patient(neighbour)));
    patients.forEach(this::consents);
    Parameters answer = Fhir.parse(Parameters.class, refer(group(CENTRALE, patients)));
    assertThat(parts(answer, "sent")).hasSize(1);
    ParametersParameterComponent held = parts(answer, "held").getFirst();
    assertThat(part(held, "reason").primitiveValue()).isEqualTo("one-to-one");
    assertThat(held.getPart())
        .filteredOn(one -> one.getName().equals("way-out"))
        .extracting(one -> ((Reference) one.getValue()).getReference())
        .contains("Organization/st-woej");
    assertThat(Fhir.json(answer)).contains("een op een, niet in groepen");
    try (Partner atLv = hub.partner("lv")) {
      String own = new Fhir(atLv).create(Said.patient(neighbour));
      Answer no = atLv.post("/fhir/Task/$refer-group", Fhir.json(group("st-woej", List.of(own))));
      assertThat(no.status()).isEqualTo(409);
      assertThat(Fhir.code(no)).isEqualTo("one-to-one");
    }
  }

  private Answer refer(Parameters group) {
    Answer answer = atWassenaar.post("/fhir/Task/$refer-group", Fhir.json(group));
    return answer;
  }

  private static Parameters group(String target, List<String> patients) {
    Parameters group = new Parameters();
    group.addParameter(named("target").setValue(Said.organisation(target)));
    group.addParameter(named("purpose").setValue(new CodeType("participation")));
    group.addParameter(named("question").setValue(new StringType("Komt kennismaken")));
    group.addParameter(named("start").setValue(new DateTimeType("2027-03-04T10:00:00+01:00")));
    group.addParameter(named("place").setValue(new StringType("Dorpshuis, Langstraat 1")));
    patients.forEach(one -> group.addParameter(named("client").setValue(new Reference(one))));
    return group;
  }

  private static ParametersParameterComponent named(String name) {
    return new ParametersParameterComponent().setName(name);
  }

  private static org.hl7.fhir.r4.model.Type value(ParametersParameterComponent parameter) {
    return parameter.getValue();
  }

  private static List<ParametersParameterComponent> parts(Parameters answer, String name) {
    return answer.getParameter().stream().filter(one -> one.getName().equals(name)).toList();
  }

  private static org.hl7.fhir.r4.model.Type part(ParametersParameterComponent one, String name) {
    return one.getPart().stream()
        .filter(part -> part.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private void consents(String patient) {
    wassenaar.create(Said.consent(patient, "participation", List.of(CENTRALE)));
  }

  private static Patient said(Client client) {
    Patient patient = Said.patient(client);
    patient.getAddressFirstRep().setCity(client.city());
    return patient;
  }

  private static List<Client> inWassenaar(int number) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Client one = Client.named("Deelnemer" + i, "Duinzand" + i, "19" + (60 + i) + "-05-06");
      clients.add(
          new Client(
              one.bsn(),
              one.given(),
              one.family() + one.bsn().substring(4),
              one.birthDate(),
              one.street(),
              "2242 ZZ",
              "Wassenaar",
              one.phone()));
    }
    return clients;
  }
}
