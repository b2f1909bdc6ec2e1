package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However often somebody clicks, and however long they were away. */
@HubTest
@BrowserTest
class AFormIsSentOnceTest {

  private static final String USER = "st-woej-medewerker";
  private static final String WORDS = "Brief gestuurd & <gebeld>, \"morgen\" weer";

  private final Hub hub;
  private final Fhir lv;
  private String page = "";

  AFormIsSentOnceTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
  }

  @BeforeEach
  void refer() {
    String patient = lv.create(Said.patient(Client.mieke()));
    lv.create(
        Said.consent(
            patient,
            "participation",
            List.of("st-woej"),
            "identity",
            "contact",
            "referral-question"));
    String order = lv.create(Said.order(patient, "participation", "Wil mensen ontmoeten"));
    page = "/referrals/" + Fhir.id(lv.create(Said.task(patient, order, "st-woej")));
  }

  @Test
  void byADoubleClick() {
    Visitor woej = writing(Visitor.at(hub).signIn(USER));
    send(woej).dblclick();
    assertThat(invitations(woej.settle())).isEqualTo(1);
  }

  @Test
  void byADoubleClickWithoutScripts() {
    Visitor woej = writing(Visitor.withoutScripts(hub).signIn(USER));
    send(woej).dblclick();
    assertThat(invitations(woej.settle())).isEqualTo(1);
  }

  @Test
  void afterTheSessionHasEnded() {
    Visitor woej = writing(Visitor.at(hub).signIn(USER));
    woej.page().context().clearCookies();
    send(woej).click();

    Page tab = woej.settle().page().waitForPopup(() -> woej.follow("Log eerst opnieuw in"));
    tab.locator("#username").fill(USER);
    tab.locator("#password").fill("demo-" + USER);
    tab.locator("#password").press("Enter");
    tab.getByText("St. WOEJ").first().waitFor();
    woej.press("Ik ben ingelogd, ga verder").press("Versturen");

    assertThat(invitations(woej)).isEqualTo(1);
    assertThat(woej.main()).contains(WORDS);
  }

  private Visitor writing(Visitor visitor) {
    visitor.go(page).page().getByText("Uitnodiging of contact").first().click();
    visitor.page().getByLabel("Uitnodiging", new GetByLabelOptions().setExact(true)).check();
    return visitor.fill("Aantekening", WORDS);
  }

  private static Locator send(Visitor visitor) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Opschrijven").setExact(true));
  }

  private int invitations(Visitor visitor) {
    return visitor.go(page).main().split("Uitnodiging [0-9] van", -1).length - 1;
  }
}
