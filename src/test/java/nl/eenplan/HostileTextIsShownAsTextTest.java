package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.junit.jupiter.api.Test;

/** Whatever somebody writes in a name, a question or a wish. */
@HubTest
@BrowserTest
class HostileTextIsShownAsTextTest {

  /** HTML, what templates work with, an address that runs, and letters that turn the others. */
  private static final String HOSTILE =
      "<script>window.broken=1</script>\"'><img src=/x onerror=window.broken=1>"
          + "${7*7} [[${7*7}]] *{7*7} javascript:window.broken=1 \u202Etxt.exe\u202C &lt;b&gt;";

  private static final String WITHOUT_END = "a".repeat(10_000);

  private final Hub hub;
  private final Fhir lv;

  HostileTextIsShownAsTextTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
  }

  @Test
  void onTheSidesOfBothWhoAskAndWhoAreAsked() {
    String task = refer();
    for (String who : List.of("st-woej-medewerker", "lv-medewerker")) {
      Visitor visitor = Visitor.at(hub).signIn(who).go("/referrals/" + task);
      assertThat(visitor.main())
          .as(who)
          .contains("window.broken=1</script>", "<img src=/x", "[[${7*7}]]", "&lt;b&gt;")
          .contains(WITHOUT_END);
      assertThat(visitor.page().evaluate("window.broken")).as(who).isNull();
      visitor.look("hostile-" + who.substring(0, who.lastIndexOf('-')));
      visitor.go("/inbox").go("/clients").go("/referrals").go("/");
      assertThat(visitor.page().evaluate("window.broken")).as(who).isNull();
    }
  }

  private String refer() {
    Client client = Client.named("Mieke" + HOSTILE, "Verzonnen" + HOSTILE, "1978-03-14");
    String patient = lv.create(Said.patient(client));
    lv.create(
        Said.consent(
            patient,
            "participation",
            List.of("st-woej"),
            "identity",
            "contact",
            "referral-question",
            "wishes"));
    String order =
        lv.create(
            Said.order(
                patient,
                "participation",
                "Vraag " + HOSTILE,
                Said.note("wishes", HOSTILE + WITHOUT_END)));
    String id = lv.create(Said.task(patient, order, "st-woej"));
    return id.substring(id.indexOf('/') + 1);
  }
}
