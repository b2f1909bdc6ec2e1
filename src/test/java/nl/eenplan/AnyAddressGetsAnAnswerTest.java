package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever somebody makes of a page's address or form, the hub has words for it. */
@HubTest
class AnyAddressGetsAnAnswerTest {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final Hub hub;

  AnyAddressGetsAnAnswerTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void aValueMayHoldWhatSeparatesValues() {
    for (String page : new String[] {"/privacy", "/privacy/consents", "/policies"}) {
      assertThat(at("lv-privacy", page + "?purpose=a=b&x==&y&&subject=")).isEqualTo(200);
    }
    assertThat(at("lv-operator", "/operations/messages?number=a==")).isEqualTo(200);
    assertThat(at("lv-medewerker", "/inbox?state=a=b")).isEqualTo(200);
  }

  @Test
  void whatNoColumnCanHoldIsRefused() {
    assertThat(at("lv-privacy", "/privacy?purpose=%00")).isEqualTo(400);
    assertThat(at("lv-operator", "/operations/messages?number=%00")).isEqualTo(400);
    assertThat(sent("lv-privacy", "/privacy", "/privacy/find", "what")).isEqualTo(400);
    assertThat(
            sent("lv-beheerder", "/organisation/services/new", "/organisation/services", "purpose"))
        .isEqualTo(400);
  }

  private int at(String user, String path) {
    Browser browser = new Browser();
    browser.signIn(hub.url().resolve(path.replaceAll("[?].*", "")), user, "demo-" + user);
    return browser.step(hub.url().resolve(path)).status();
  }

  private int sent(String user, String page, String address, String field) {
    Browser browser = new Browser();
    String form = browser.signIn(hub.url().resolve(page), user, "demo-" + user).body();
    String csrf =
        CSRF.matcher(form)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toSet())
            .iterator()
            .next();
    return browser.post(hub.url().resolve(address), Map.of("_csrf", csrf, field, "a\0b")).status();
  }
}
