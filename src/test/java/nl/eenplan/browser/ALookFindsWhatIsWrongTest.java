package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the other tests rely on: a good page is spoiled here, in each way. */
@HubTest
@BrowserTest
class ALookFindsWhatIsWrongTest {

  private final Hub hub;
  private Visitor visitor;

  ALookFindsWhatIsWrongTest(Hub hub) {
    this.hub = hub;
  }

  @BeforeEach
  void atAGoodPage() {
    visitor = Visitor.at(hub).go("/signed-out");
  }

  @Test
  void whatSomeCannotReadOrUse() {
    spoil("main.append(new Image())");
    spoil("main.style.color = '#999'; main.style.background = '#aaa'");
    finds("image-alt", "color-contrast", "failed-on-purpose-320-nl");
  }

  @Test
  void whatIsTooWideForATelephone() {
    spoil("main.style.width = '600px'");
    finds("failed-on-purpose-320-nl: scrolls sideways, by [main");
  }

  @Test
  void whatMovesWhileSomebodyReads() {
    spoil("main.style.marginTop = '200px'");
    visitor.page().waitForTimeout(200);
    finds("moves while it loads");
  }

  @Test
  void aTextThatIsMissing() {
    spoil("main.append('??key_nl??')");
    finds("a text is missing");
  }

  @Test
  void whatIsAgainstThePolicyOfTheHub() {
    spoil("main.innerHTML += '<b style=\"color: red\">rood</b>'");
    assertThatThrownBy(() -> visitor.assertNoComplaints())
        .hasMessageContaining("Content Security Policy");
  }

  @Test
  void aFocusThatIsNotSeen() {
    spoil("main.querySelectorAll('a').forEach(a => a.style.outline = 'none')");
    assertThatThrownBy(() -> visitor.tabToAndFollow("Inloggen")).hasMessageContaining("focus");
  }

  private void spoil(String script) {
    visitor.page().evaluate("const main = document.querySelector('main'); " + script);
  }

  private void finds(String... faults) {
    assertThatThrownBy(() -> visitor.lookHere("failed-on-purpose")).hasMessageContainingAll(faults);
  }
}
