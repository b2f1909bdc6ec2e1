package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;

/** In a talk, in the client's own words: yes or no, in as many steps. */
@HubTest
@BrowserTest
class AConsultantWritesDownWhatAClientSaysTest {

  private static final String WORDS = "Ze mogen weten dat ik graag schilder";
  private static final byte[] FORM = "%PDF-1.7 getekend".getBytes(StandardCharsets.US_ASCII);

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Fhir consultant;
  private final String patient;

  AConsultantWritesDownWhatAClientSaysTest(Hub hub) {
    this.hub = hub;
    this.consultant = new Fhir(hub.partner("lv"));
    this.patient = consultant.create(Said.patient(mieke));
  }

  private Visitor atTheForm(String query) {
    return Visitor.at(hub)
        .signIn("lv-medewerker", "/clients/" + Fhir.id(patient) + "/consents/new" + query);
  }

  @Test
  void yesForOneAndNoForAnother() {
    Visitor lv = atTheForm("");
    lv.look("consent-new");
    choose(lv, "Ja, dit mag worden gedeeld");
    lv.page().getByLabel("Waarvoor?").selectOption("participation");
    lv.settle();
    choose(lv, "St. WOEJ");
    assertThat(lv.page().locator("#category-contact").isChecked()).as("it is needed").isTrue();
    assertThat(lv.page().locator("#category-wishes").isChecked()).as("she chooses").isFalse();
    choose(lv, "wensen");
    choose(lv, "In een gesprek");
    lv.fill("Wat zei de cliënt, in de eigen woorden?", WORDS).settle();
    // On a slow machine the choices come too late to count as an answer to the click.
    lv.page().evaluate("window.shifted = 0");
    lv.lookHere("consent-filled");
    lv.press("Vastleggen");

    assertThat(lv.main())
        .contains("De toestemming is vastgelegd", "St. WOEJ", "wensen", WORDS, mieke.family());
    lv.look("consent");
    Consent read = consents().getFirst();
    assertThat(read.getProvision().getClass_())
        .extracting(code -> code.getCode())
        .contains("identity.name", "contact", "referral-question", "wishes")
        .doesNotContain("health", "bsn");

    lv.go("/clients/" + Fhir.id(patient) + "/consents/new");
    choose(lv, "Nee, dit mag niet worden gedeeld");
    choose(lv, "UWV");
    choose(lv, "In een gesprek");
    lv.fill("Wat zei de cliënt, in de eigen woorden?", "Niet naar UWV").press("Vastleggen");
    assertThat(lv.main()).contains("De weigering is vastgelegd", "UWV", "alle gegevens");

    itDoesNotOverruleANoByItself(lv);
    String page = lv.address();
    lv.follow("Intrekken").look("consent-withdraw").press("Ja, trek dit in");
    assertThat(lv.address()).isEqualTo(page);
    assertThat(lv.main()).contains("blijft ingetrokken").doesNotContain("Intrekken\n");
    lv.look("consent-withdrawn");

    String paper = "/consents/form?purpose=participation&recipient=st-woej";
    lv.go("/clients/" + Fhir.id(patient) + paper).look("consent-form");
    assertThat(lv.main()).contains("Handtekening", "St. WOEJ", "meedoen", mieke.family());
  }

  /** The hint that the statute is enough comes before it is written down, and after. */
  private void itDoesNotOverruleANoByItself(Visitor lv) {
    String yes = "?answer=yes&purpose=target-group-register&recipient=uwv";
    lv.go("/clients/" + Fhir.id(patient) + "/consents/new" + yes);
    assertThat(lv.page().locator("#remarks").innerText()).contains("de wet is genoeg", "SUWI");
    choose(lv, "In een gesprek");
    lv.fill("Wat zei de cliënt, in de eigen woorden?", "Toch maar wel").press("Vastleggen");
    assertThat(lv.page().locator("#replaces-wrong").innerText()).contains("eerder nee");
    lv.page()
        .locator("#replaces")
        .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
    lv.press("Vastleggen");
    assertThat(lv.main())
        .contains("De toestemming is vastgelegd", "de wet is genoeg", "in de plaats van iets");
  }

  @Test
  void whatIsWrongIsToldAtItsFieldAndNothingTypedIsLost() {
    Visitor lv = atTheForm("?purpose=participation&recipient=st-woej&answer=yes");
    lv.fill("Op welke dag?", "2099-01-01");
    lv.fill("Tot en met welke dag? (mag leeg blijven)", "2020-01-01");
    lv.settle();
    lv.fill("Wat zei de cliënt, in de eigen woorden?", WORDS);
    choose(lv, "Aan de telefoon");
    upload(lv, "formulier.pdf", "<html>geen pdf</html>".getBytes(StandardCharsets.US_ASCII));
    lv.press("Vastleggen");
    assertThat(lv.page().locator("#form-wrong").innerText()).contains("geen PDF, JPEG of PNG");
    assertThat(lv.page().locator("#on-wrong").innerText()).contains("moet nog komen");
    assertThat(lv.page().locator("#until-wrong").innerText()).contains("al voorbij");
    assertThat(lv.page().getByLabel("Wat zei de cliënt, in de eigen woorden?").inputValue())
        .isEqualTo(WORDS);
    assertThat(lv.page().locator("#recipient-st-woej").isChecked()).isTrue();
    lv.page().evaluate("window.shifted = 0");
    lv.lookHere("consent-mistakes");

    lv.fill("Op welke dag?", hub.today());
    lv.fill("Tot en met welke dag? (mag leeg blijven)", "");
    lv.settle();
    byte[] large = new byte[6 * 1024 * 1024];
    System.arraycopy(FORM, 0, large, 0, FORM.length);
    upload(lv, "groot.pdf", large);
    lv.press("Vastleggen");
    assertThat(lv.page().locator("#form-wrong").innerText()).contains("te groot", "5 MB");

    upload(lv, "formulier.exe", FORM);
    lv.press("Vastleggen");
    assertThat(lv.page().locator("#how-wrong").innerText()).contains("Kies een van beide");
    choose(lv, "Met een getekend formulier");
    upload(lv, "formulier.exe", FORM);
    lv.press("Vastleggen");
    assertThat(lv.main()).contains("De toestemming is vastgelegd");
    assertThat(consents()).hasSize(1);
    assertThat(fetched(lv, "/evidence")).isEqualTo(new String(FORM, StandardCharsets.US_ASCII));
    assertThat(fetched(lv, "/letter")).startsWith("%PDF-");
    assertThat(fetched(lv, "/receipt")).contains("27560").doesNotContain(mieke.family());
  }

  private static String fetched(Visitor visitor, String file) {
    return (String)
        visitor
            .page()
            .evaluate("file => fetch(location.pathname + file).then(it => it.text())", file);
  }

  private List<Consent> consents() {
    return consultant.search(Consent.class, "patient=" + patient);
  }

  private static void choose(Visitor visitor, String label) {
    visitor.page().getByLabel(label).first().check();
    visitor.settle();
  }

  private static void upload(Visitor visitor, String name, byte[] bytes) {
    visitor.page().locator("#form").setInputFiles(new FilePayload(name, "application/pdf", bytes));
    visitor.settle();
  }
}
