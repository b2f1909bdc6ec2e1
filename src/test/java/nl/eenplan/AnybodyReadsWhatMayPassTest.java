package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.junit.jupiter.api.Test;

/** Two minutes of reading are enough to know who may get what, and what that asks. */
@HubTest
@BrowserTest
class AnybodyReadsWhatMayPassTest {

  private final Hub hub;

  AnybodyReadsWhatMayPassTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void ofAnOrganisationAndForAPurpose() {
    Visitor worker = Visitor.at(hub).signIn("st-woej-medewerker").go("/policies");
    worker.look("policies");
    choose(worker, "Organisatie", "St. WOEJ");
    worker.look("policies-organisation");
    assertThat(worker.main()).containsPattern("Krijgt het BSN\\?\\s+Nee, nooit\\.");

    choose(worker, "Organisatie", "Jobstap");
    assertThat(worker.main())
        .containsPattern("Krijgt iets voor\\s+Begeleiding thuis|Op weg naar werk, van gemeente");

    choose(worker, "Organisatie", "Rivierduinen");
    assertThat(worker.main())
        .contains("de ontvanger staat er met naam in", "Bij levensgevaar mag het zonder");

    worker.go("/policies?purpose=participation").look("policies-purpose");
    assertThat(worker.main()).contains("Meedoen", "met naam", "terug");
    worker.follow("met naam");
    assertThat(worker.main())
        .contains("Een ggz-instelling aan een gemeente", "Wmo 2015 artikel 5.2.5");

    worker.go("/policies?purpose=multi-problem").look("policies-off");
    assertThat(worker.main()).contains("Dit geldt nu niet.", "geldt nog niet");
    assertThat(worker.go("/policies/rows/verzonnen").main()).contains("Dit bestaat niet");
  }

  private static void choose(Visitor visitor, String field, String option) {
    visitor.page().getByLabel(field).selectOption(new SelectOption().setLabel(option));
    visitor.press("Toon");
  }
}
