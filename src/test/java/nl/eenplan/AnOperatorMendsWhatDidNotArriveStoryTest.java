package nl.eenplan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import nl.eenplan.organisation.OrganisationCode;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who keeps the hub running sees who is not reached, and sends again; never what it is about. */
@HubTest
@BrowserTest
class AnOperatorMendsWhatDidNotArriveStoryTest {

  private final Hub hub;
  private final NewPartner partners;
  private final Fhir lv;
  private final Receiver receiver = new Receiver();

  AnOperatorMendsWhatDidNotArriveStoryTest(Hub hub, NewPartner partners) {
    this.hub = hub;
    this.partners = partners;
    this.lv = new Fhir(hub.partner("lv"));
  }

  @AfterEach
  void back() {
    hub.clock().reset();
    receiver.close();
  }

  @Test
  void fromDownToDelivered() {
    OrganisationCode code = partners.withWebhook(receiver);
    Visitor operator = Visitor.at(hub).signIn("lv-operator", "/operations?live=1");
    Locator lane = operator.page().locator("tr", rowOf(operator, code));
    assertThat(lane).containsText("Bereikbaar");

    receiver.answer(503);
    List<Client> clients = List.of(Client.mieke(), Client.mieke(), Client.mieke());
    Sent first = partners.referWithCanaries(code, clients.get(0));
    assertThat(lane).containsText("Bij de partner gaat iets mis. http-503");
    operator.settle().go("/operations?show=trouble");
    assertThat(operator.main()).contains("Buurthuis " + code, "sinds");
    operator.look("operations").follow("Buurthuis " + code).look("operations-partner");
    Sent second = partners.referWithCanaries(code, clients.get(1));
    Sent third = partners.referWithCanaries(code, clients.get(2));
    theyAreGivenUp(first, second, third);

    operator.go("/operations/dead-letters?partner=" + code).look("operations-dead-letters");
    assertThat(operator.main()).contains("Verwijzing verstuurd", "3 berichten");
    operator.press("Stuur wat gekozen is opnieuw");
    assertThat(operator.main()).contains("Er is niets om opnieuw te sturen");

    receiver.answer(204);
    operator.go("/operations/messages?referral=" + Fhir.id(first.task()));
    operator.page().locator("tbody a").first().click();
    operator.settle().look("operations-message").follow("Stuur opnieuw").look("operations-replay");
    operator.press("Stuur 1 bericht opnieuw");
    String result = operator.address();
    operator.go("/operations/partners/" + code).press("Probeer het nu").go(result);
    assertThat(operator.page().locator("#arrived")).hasText("1");
    assertThat(receiver.posts().getLast().body()).contains(Fhir.id(first.task()));

    lv.update(lv.read(Consent.class, third.consent()).setStatus(Consent.ConsentState.INACTIVE));
    operator
        .go("/operations/dead-letters?partner=" + code)
        .follow("Stuur alles opnieuw aan Buurthuis " + code);
    operator.press("Stuur 2 berichten opnieuw");
    assertThat(operator.page().locator("#arrived")).hasText("1");
    assertThat(operator.page().locator("#withheld")).hasText("1");
    operator.settle().look("operations-replayed");
    assertThat(posts()).contains(Fhir.id(second.task()));
    operator.go("/operations/partners/" + code);
    assertThat(operator.main()).contains("Bereikbaar").doesNotContain("Probeer het nu");

    operator.fill("Vanaf", "2026-01-01").press("Bekijk hoeveel het is");
    assertThat(operator.main()).contains("die al aankwamen", "Buurthuis " + code);
    Canaries canaries = new Canaries();
    clients.forEach(canaries::neverOf);
    for (String never :
        List.of("kanarie-", "gezelligheid", "orgelspelen", "Mieke", "laan 17", "participation")) {
      canaries.never(never, never);
    }
    assertThat(canaries.foundIn(operator.received())).isEmpty();
  }

  @Test
  void messagesAreFollowedByNumberPartnerStateAndPeriod() {
    OrganisationCode code = partners.withWebhook(receiver);
    Sent sent = partners.refer(code, Client.mieke());
    await().atMost(Hub.SOON).until(() -> !receiver.posts().isEmpty());
    Visitor operator = Visitor.at(hub).signIn("lv-operator", "/operations/messages");
    operator.fill("Nummer", Fhir.id(sent.task())).press("Zoek");
    assertThat(operator.address()).contains("referral=" + Fhir.id(sent.task()));
    assertThat(operator.main()).contains("Buurthuis " + code);
    operator.fill("Nummer", "urn:lv|geen-zaak").press("Zoek");
    assertThat(operator.address()).contains("number=").doesNotContain("geen-zaak");
    assertThat(operator.main()).contains("Geen berichten gevonden");
    operator.page().getByLabel("Partner").selectOption(code.value());
    operator.go("/operations/messages?partner=" + code + "&from=" + hub.today());
    assertThat(operator.look("operations-messages").main()).contains("Verwijzing verstuurd");
    operator.go("/operations/messages?partner=" + code + "&until=2026-01-01");
    assertThat(operator.main()).contains("Geen berichten gevonden");
    operator.go("/operations/messages?partner=" + code + "&state=dead-lettered");
    assertThat(operator.main()).contains("Geen berichten gevonden");
    operator.go("/operations/messages?from=2026-99-01");
    assertThat(operator.main()).contains("Dit is geen datum");
  }

  @Test
  void aLaneThatWasStoppedIsOpenedAgainAndTried() {
    OrganisationCode code = partners.withWebhook(receiver);
    receiver.answer(410);
    partners.refer(code, Client.mieke());
    Visitor operator = Visitor.at(hub).signIn("lv-operator", "/operations?live=1");
    assertThat(operator.page().locator("tr", rowOf(operator, code))).containsText("Gestopt");
    operator.settle().go("/operations/partners/" + code);
    receiver.answer(204);
    operator.press("Open de weg weer");
    await().atMost(Hub.SOON).until(() -> receiver.posts().size() > 1);
    operator.press("Stuur een testbericht");
    assertThat(operator.page().locator("#message")).containsText("Aangekomen");
  }

  @Test
  void nobodyElseGetsIn() {
    for (String who : List.of("lv-medewerker", "lv-beheerder", "lv-privacy")) {
      Browser browser = new Browser();
      browser.signIn(hub.url().resolve("/"), who, "demo-" + who);
      for (String page :
          List.of(
              "",
              "/messages",
              "/dead-letters",
              "/partners/lv",
              "/replays/new?partner=lv",
              "/replays/8f0c1c5e-0000-4000-8000-000000000000",
              "/messages/8f0c1c5e-0000-4000-8000-000000000000")) {
        assertThat(browser.open(hub.url().resolve("/operations" + page)).status())
            .as(who + page)
            .isEqualTo(403);
      }
    }
  }

  private static Page.LocatorOptions rowOf(Visitor visitor, OrganisationCode code) {
    return new Page.LocatorOptions().setHas(visitor.page().locator("#lane-" + code));
  }

  private String posts() {
    return String.join("", receiver.posts().stream().map(Receiver.Post::body).toList());
  }

  private void theyAreGivenUp(Sent... all) {
    Partner operator = hub.partner("lv-operator");
    operator.token();
    hub.clock().advance(Duration.ofDays(4));
    for (Sent sent : all) {
      await()
          .atMost(Hub.SOON)
          .until(() ->
              operator
                  .get(
                      "/admin/messages?referral=" + Fhir.id(sent.task()),
                      "Accept",
                      "application/json")
                  .body()
                  .contains("dead-lettered"));
    }
    hub.clock().reset();
  }
}
