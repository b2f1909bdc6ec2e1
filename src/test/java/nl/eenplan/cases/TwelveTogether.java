package nl.eenplan.cases;

import static nl.eenplan.cases.Desk.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Locator.GetByLabelOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.eenplan.Canaries;
import nl.eenplan.Client;
import nl.eenplan.browser.Visitor;

/**
 * The consultant of Wassenaar invites twelve clients to a meeting at the Vrijwilligerscentrale. Two
 * of them said nothing yet; and one of Leidschendam-Voorburg is not for a group.
 */
final class TwelveTogether {

  private static final String WASSENAAR = "wassenaar-medewerker";
  private static final String CENTRALE = "vrijwilligerscentrale-wassenaar-medewerker";

  private final Stage stage;
  private final List<Client> twelve =
      Stream.of(
              "Anna", "Bram", "Cor", "Dirkje", "Evert", "Fenna", "Gijs", "Hilde", "Ineke", "Jelle",
              "Krista", "Lowie")
          .map(name -> named(name, "Wassenaar"))
          .toList();
  private final Client neighbour = named("Margriet", "Leidschendam");
  private final Canaries canaries = new Canaries().never("what they said", "mag dat weten");

  TwelveTogether(Stage stage) {
    this.stage = stage;
    Stream.concat(twelve.stream(), Stream.of(neighbour))
        .forEach(one -> canaries.neverOf(one).never("street", one.street()));
    Stream.concat(twelve.subList(10, 12).stream(), Stream.of(neighbour))
        .forEach(one -> canaries.never("name", name(one)).never("phone", one.phone()));
  }

  private static Client named(String given, String city) {
    Client one = Client.named(given, "Helmgrasduin", "1970-05-06");
    return new Client(
        one.bsn(),
        given,
        one.family() + one.bsn().substring(4, 8),
        one.birthDate(),
        one.street(),
        one.postalCode(),
        city,
        one.phone());
  }

  void play() {
    Visitor wassenaar = stage.enter(WASSENAAR, "/clients");
    List<String> ids = new ArrayList<>();
    for (Client one : twelve) {
      ids.add(Desk.writesDown(wassenaar, one, "A1"));
    }
    ids.add(Desk.writesDown(wassenaar, neighbour, "A1"));
    Stream.concat(ids.subList(0, 10).stream(), Stream.of(ids.getLast()))
        .forEach(id -> saysYes(wassenaar, id));

    String group = isSent(wassenaar);
    Visitor centrale = stage.enter(CENTRALE, group);
    stage.look(centrale, "group");
    assertThat(centrale.page().locator("main tbody tr").count()).isEqualTo(10);
    choose(centrale, twelve.get(0), "Was er");
    choose(centrale, twelve.get(1), "Was er niet");
    centrale.press("Bewaren en melden");
    stage.look(centrale, "group-done");
    centrale.follow(name(twelve.get(0)));
    open(centrale, "Een afspraak melden")
        .page()
        .locator("#schedule-words")
        .fill("Maandag om tien uur");
    centrale.press("Een afspraak melden");
    assertThat(centrale.main()).contains("Gelukt");

    wassenaar.go(group).follow(name(twelve.get(0)));
    assertThat(wassenaar.main()).contains("Aanwezigheid\nWas er", "Maandag om tien uur");
    wassenaar.go(group).follow(name(twelve.get(1)));
    assertThat(wassenaar.main()).contains("Was er niet");
    assertThat(wassenaar.go(group).main()).contains(name(twelve.get(10)), "Concept");
    stage.look(wassenaar, "group-sent");
    stage.neverReached(canaries, CENTRALE);
  }

  private void saysYes(Visitor wassenaar, String id) {
    wassenaar.go(
        "/clients/"
            + id
            + "/consents/new?answer=yes&purpose=participation"
            + "&recipient=vrijwilligerscentrale-wassenaar");
    Desk.inATalk(wassenaar, "De Vrijwilligerscentrale mag dat weten");
  }

  private String isSent(Visitor wassenaar) {
    wassenaar.go("/clients").follow("Groep verwijzen");
    stage.look(wassenaar, "group-meeting");
    wassenaar.page().getByLabel("Vrijwilligerscentrale Wassenaar: Meedoen").check();
    wassenaar.fill("De vraag", "Komt kennismaken");
    wassenaar.fill("Dag van de bijeenkomst", "2030-03-04");
    wassenaar.fill("Begint om", "10:00").fill("Plaats", "Dorpshuis").press("Verder");
    wassenaar.fill("Zoek op naam", "zoheetniemand").press("Zoeken");
    assertThat(wassenaar.main())
        .contains("niemand gevonden")
        .doesNotContain("het laatst is gewijzigd");
    wassenaar.fill("Zoek op naam", "helmgras").press("Zoeken");
    twelve.forEach(one -> invite(wassenaar, one, true));
    invite(wassenaar, neighbour, true);
    wassenaar.press("Verder");
    assertThat(wassenaar.main()).contains("hoogstens 12 cliënten; u koos er 13");
    invite(wassenaar, twelve.get(11), false);
    wassenaar.press("Verder");
    stage.look(wassenaar, "group-preview");
    assertThat(wassenaar.main())
        .contains("10 cliënten gaan mee", "2 cliënten blijven bij u", name(neighbour))
        .contains("werkt een op een, niet in groepen", "St. WOEJ");
    wassenaar.follow("Een stap terug");
    stage.look(wassenaar, "group-clients");
    invite(wassenaar, neighbour, false);
    invite(wassenaar, twelve.get(11), true);
    wassenaar.press("Verder");
    assertThat(wassenaar.main())
        .contains("10 cliënten gaan mee", name(twelve.get(10)), name(twelve.get(11)))
        .doesNotContain("een op een");
    wassenaar.press("Versturen: 10 cliënten");
    return wassenaar.address();
  }

  private static void invite(Visitor visitor, Client client, boolean yes) {
    visitor.page().getByLabel(name(client)).setChecked(yes);
  }

  private static void choose(Visitor visitor, Client client, String came) {
    visitor
        .page()
        .getByRole(AriaRole.ROW)
        .filter(new FilterOptions().setHasText(name(client)))
        .getByLabel(came, new GetByLabelOptions().setExact(true))
        .check();
  }

  private static String name(Client client) {
    return client.given() + " " + client.family();
  }
}
