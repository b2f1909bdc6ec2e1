package nl.eenplan.cases;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page.GetByLabelOptions;
import java.util.List;
import java.util.Map;
import nl.eenplan.Client;
import nl.eenplan.browser.Visitor;

/** What people do at the pages, in their own terms. */
final class Desk {

  private Desk() {}

  /** Writes down a client, and is on that client's page. */
  static String writesDown(Visitor visitor, Client client, String group) {
    visitor.go("/clients/new");
    fill(visitor, client, group).press("Bewaren");
    return clientAt(visitor);
  }

  static Visitor fill(Visitor visitor, Client client, String group) {
    visitor.fill("Voornaam", client.given()).fill("Achternaam", client.family());
    visitor.fill("Geboortedatum", client.birthDate()).fill("BSN", client.bsn());
    visitor.fill("Telefoon", client.phone()).fill("Straat en huisnummer", client.street());
    visitor.fill("Postcode", client.postalCode()).fill("Woonplaats", client.city());
    visitor.page().locator("#group").selectOption(group);
    return visitor;
  }

  /** The number of the client whose page one is at. */
  static String clientAt(Visitor visitor) {
    return visitor.address().replaceAll("/clients/([0-9a-f-]{36}).*", "$1");
  }

  /** From the page of the client: yes, in a talk; what is needed is checked, and these besides. */
  static void saysYes(
      Visitor visitor, String purpose, String recipient, String words, List<String> also) {
    visitor.follow("Toestemming vastleggen");
    choose(visitor, "Ja, dit mag worden gedeeld");
    visitor.page().getByLabel("Waarvoor?").selectOption(purpose);
    visitor.settle();
    choose(visitor, recipient);
    also.forEach(category -> choose(visitor, category));
    inATalk(visitor, words);
  }

  /** From the page of the client: no, in a talk, whatever it is for. */
  static void saysNo(Visitor visitor, String recipient, String words) {
    visitor.follow("Toestemming vastleggen");
    choose(visitor, "Nee, dit mag niet worden gedeeld");
    choose(visitor, recipient);
    inATalk(visitor, words);
  }

  static void inATalk(Visitor visitor, String words) {
    choose(visitor, "In een gesprek");
    visitor.fill("Wat zei de cliënt, in de eigen woorden?", words).press("Vastleggen");
  }

  /** From the page of the client to step three: whether it is permitted. */
  static void wantsTo(Visitor visitor, String purpose, String target) {
    visitor.follow("Verwijzen");
    choose(visitor, purpose);
    visitor.press("Verder");
    choose(visitor, target);
    visitor.press("Verder");
  }

  /** From step three to the preview. */
  static void asks(Visitor visitor, String question, Map<String, String> notes) {
    visitor.fill("De vraag", question);
    notes.forEach((about, text) -> visitor.fill("Over " + about + " (mag leeg blijven)", text));
    visitor.press("Bekijken wat er gaat");
  }

  /** Checks it, and waits for what depends on it. */
  static void choose(Visitor visitor, String label) {
    visitor.page().getByLabel(label).first().check();
    visitor.settle();
  }

  /** Takes a step at the page of a referral, without more. */
  static void step(Visitor visitor, String name) {
    open(visitor, name).press(name);
  }

  /** Takes a step that asks for words. */
  static void step(Visitor visitor, String name, String event, String words) {
    open(visitor, name).page().locator("#" + event + "-words").fill(words);
    visitor.press(name);
  }

  /** Takes a step that asks for a reason. */
  static void stepBecause(Visitor visitor, String name, String event, String reason) {
    open(visitor, name).page().locator("#" + event + "-reason").selectOption(reason);
    visitor.press(name);
  }

  static Visitor open(Visitor visitor, String name) {
    visitor.page().locator("summary").filter(new FilterOptions().setHasText(name)).first().click();
    return visitor;
  }

  /** Writes down an invitation at the page of a referral. */
  static void invites(Visitor visitor, String words) {
    open(visitor, "Uitnodiging of contact opschrijven").fill("Aantekening", words);
    visitor.page().getByLabel("Uitnodiging", new GetByLabelOptions().setExact(true)).check();
    visitor.press("Opschrijven");
  }
}
