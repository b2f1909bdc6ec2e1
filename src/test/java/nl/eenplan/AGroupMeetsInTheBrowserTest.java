package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** The Vrijwilligerscentrale writes down who of Wassenaar's clients came to the meeting. */
@HubTest
@BrowserTest
class AGroupMeetsInTheBrowserTest {

  private static final String CENTRALE = "vrijwilligerscentrale-wassenaar";

  private final Hub hub;
  private final Partner atWassenaar;
  private final Fhir wassenaar;

  AGroupMeetsInTheBrowserTest(Hub hub) {
    this.hub = hub;
    this.atWassenaar = hub.partner("wassenaar");
    this.wassenaar = new Fhir(atWassenaar);
  }

  @Test
  void whoCameIsToldPerClientAndWhoWasHeldIsNobodysBusiness() {
    Client came = Client.named("Komt", "Aanwezig", "1961-02-03");
    Client missed = Client.named("Kwam", "Afwezig", "1962-02-03");
    Client later = Client.named("Weet", "Nogniet", "1963-02-03");
    Client held = Client.named("Zonder", "Toestemming", "1964-02-03");
    Canaries canaries =
        new Canaries().never("name", held.family()).never("phone", held.phone()).neverOf(held);
    List<String> patients = new ArrayList<>();
    for (Client one : List.of(came, missed, later, held)) {
      canaries.neverOf(one).never("street", one.street());
      Patient patient = Said.patient(one);
      patient.getAddressFirstRep().setCity("Wassenaar");
      patients.add(wassenaar.create(patient));
    }
    canaries.never("record", Fhir.id(patients.getLast()));
    for (String one : patients.subList(0, 3)) {
      wassenaar.create(Said.consent(one, "participation", List.of(CENTRALE)));
    }
    String group = refer(patients);

    Visitor centrale = Visitor.at(hub).signIn(CENTRALE + "-medewerker", "/inbox?sort=-updated");
    centrale.follow(came.family()).follow("Naar de bijeenkomst").look("group");
    assertThat(centrale.address()).isEqualTo("/groups/" + group);
    assertThat(centrale.main())
        .contains("Dorpshuis", came.family(), missed.family(), later.family());
    centrale.press("Bewaren en melden");
    assertThat(centrale.main()).contains("Vul van minstens een persoon in");
    choose(centrale, came, "Was er");
    choose(centrale, missed, "Was er niet");
    centrale.press("Bewaren en melden");
    assertThat(centrale.main()).contains("Gelukt", "niet gekomen");
    centrale.look("group-done");
    assertThat(canaries.foundIn(centrale.received())).isEmpty();

    List<Task> tasks = wassenaar.search(Task.class, "group-identifier=" + group + "&_count=50");
    assertThat(tasks)
        .filteredOn(one -> one.getStatus() == Task.TaskStatus.INPROGRESS)
        .extracting(one -> Said.outputs(one, "attendance").getFirst())
        .containsExactlyInAnyOrder("present", "absent");
    Visitor consultant = Visitor.at(hub).signIn("wassenaar-medewerker", "/groups/" + group);
    consultant.look("group-sent");
    assertThat(consultant.main()).contains(held.family(), "Concept", "niet gekomen");
    Visitor outsider = Visitor.at(hub).signIn("st-woej-medewerker", "/groups/" + group);
    assertThat(outsider.main()).contains("bestaat niet").doesNotContain("Dorpshuis");
  }

  private static void choose(Visitor visitor, Client client, String what) {
    visitor
        .page()
        .getByRole(com.microsoft.playwright.options.AriaRole.ROW)
        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(client.family()))
        .getByLabel(what, new com.microsoft.playwright.Locator.GetByLabelOptions().setExact(true))
        .check();
  }

  private String refer(List<String> patients) {
    Parameters group = new Parameters();
    group.addParameter().setName("target").setValue(Said.organisation(CENTRALE));
    group.addParameter().setName("purpose").setValue(new CodeType("participation"));
    group.addParameter().setName("question").setValue(new StringType("Komt kennismaken"));
    group.addParameter().setName("start").setValue(new DateTimeType("2027-03-04T10:00:00+01:00"));
    group.addParameter().setName("place").setValue(new StringType("Dorpshuis, Langstraat 1"));
    patients.forEach(one -> group.addParameter().setName("client").setValue(new Reference(one)));
    Parameters answer =
        Fhir.parse(Parameters.class, atWassenaar.post("/fhir/Task/$refer-group", Fhir.json(group)));
    return ((org.hl7.fhir.r4.model.Identifier) answer.getParameter("group").getValue()).getValue();
  }
}
