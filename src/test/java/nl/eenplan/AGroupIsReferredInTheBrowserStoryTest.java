package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/**
 * The consultant of Wassenaar invites a group in the browser. She sees by name who goes and who
 * stays; a client of Leidschendam-Voorburg is not for a group.
 */
@HubTest
@BrowserTest
class AGroupIsReferredInTheBrowserStoryTest {

  private static final String CENTRALE = "vrijwilligerscentrale-wassenaar";

  private static final List<String> NAMES =
      List.of(
          "Anna", "Bram", "Cor", "Dirkje", "Evert", "Fenna", "Gijs", "Hilde", "Ineke", "Jelle",
          "Krista", "Lowie");

  private final Hub hub;
  private final Fhir wassenaar;

  AGroupIsReferredInTheBrowserStoryTest(Hub hub) {
    this.hub = hub;
    this.wassenaar = new Fhir(hub.partner("wassenaar"));
  }

  @Test
  void tenOfTwelveGo() {
    List<Client> clients = new ArrayList<>();
    NAMES.forEach(name -> clients.add(Client.named(name, "Helmgrasduin", "1970-05-06")));
    List<String> patients = clients.stream().map(one -> said(one, "Wassenaar")).toList();
    patients.subList(0, 10).forEach(this::consents);
    Client neighbour = Client.named("Margriet", "Helmgrasduin", "1971-02-03");
    consents(said(neighbour, "Leidschendam"));

    Visitor visitor = Visitor.at(hub).signIn("wassenaar-medewerker").go("/clients");
    visitor.follow("Groep verwijzen").look("group-meeting");
    visitor.page().getByLabel("Vrijwilligerscentrale Wassenaar: Meedoen").check();
    visitor.fill("De vraag", "Komt kennismaken").fill("Dag van de bijeenkomst", "2030-03-04");
    visitor.fill("Begint om", "10:00").fill("Plaats", "Dorpshuis").press("Verder");
    visitor.fill("Zoek op naam", "zoheetniemand").press("Zoeken");
    assertThat(visitor.main())
        .contains("niemand gevonden")
        .doesNotContain("het laatst is gewijzigd");
    visitor.fill("Zoek op naam", "helmgras").press("Zoeken");
    clients.forEach(one -> choose(visitor, one, true));
    choose(visitor, neighbour, true);
    visitor.press("Verder");
    assertThat(visitor.main()).contains("hoogstens 12 cliënten; u koos er 13");

    choose(visitor, clients.get(11), false);
    visitor.press("Verder").look("group-preview");
    assertThat(visitor.main())
        .contains("10 cliënten gaan mee", "2 cliënten blijven bij u", "Margriet Helmgrasduin")
        .contains("werkt een op een, niet in groepen", "St. WOEJ");
    visitor.follow("Een stap terug").look("group-clients");
    choose(visitor, neighbour, false);
    choose(visitor, clients.get(11), true);
    visitor.press("Verder");
    assertThat(visitor.main())
        .contains("10 cliënten gaan mee", "Krista Helmgrasduin", "Lowie Helmgrasduin")
        .doesNotContain("een op een");
    visitor.press("Versturen: 10 cliënten");
    assertThat(visitor.address()).startsWith("/groups/");

    Visitor centrale =
        Visitor.at(hub).signIn("vrijwilligerscentrale-wassenaar-medewerker").go("/inbox");
    centrale.go(visitor.address());
    Canaries canaries = new Canaries();
    clients.forEach(canaries::neverOf);
    clients
        .subList(10, 12)
        .forEach(one -> canaries.never("name", one.given() + " " + one.family()));
    assertThat(canaries.foundIn(centrale.received())).isEmpty();
    visitor.go("/referrals?state=draft");
    assertThat(visitor.main()).contains("Krista Helmgrasduin", "Lowie Helmgrasduin");
  }

  private static void choose(Visitor visitor, Client client, boolean yes) {
    visitor.page().getByLabel(client.given() + " " + client.family()).setChecked(yes);
  }

  private void consents(String patient) {
    wassenaar.create(Said.consent(patient, "participation", List.of(CENTRALE)));
  }

  private String said(Client client, String city) {
    Patient patient = Said.patient(client);
    patient.getAddressFirstRep().setCity(city);
    return wassenaar.create(patient);
  }
}
