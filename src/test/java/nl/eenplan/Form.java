package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who is signed in, and sends forms with whatever is in them. */
final class Form {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final Browser browser = new Browser();
  private final Hub hub;

  private Form(Hub hub) {
    this.hub = hub;
  }

  static Form of(Hub hub, String user) {
    Form form = new Form(hub);
    form.browser.signIn(hub.url().resolve("/"), user, "demo-" + user);
    return form;
  }

  Browser browser() {
    return browser;
  }

  Browser.Page open(String address) {
    return browser.open(URI.create(hub.url() + address));
  }

  Browser.Page post(String address, Map<String, String> typed) {
    Map<String, String> form = new TreeMap<>(typed);
    Matcher token = TOKEN.matcher(open("/").body());
    assertThat(token.find()).isTrue();
    form.put("_csrf", token.group(1));
    return browser.post(hub.url().resolve(address), form);
  }

  /** What the first field of that name holds. */
  static String value(Browser.Page page, String name) {
    Matcher field =
        Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
    assertThat(field.find()).as(name + " in " + page.body()).isTrue();
    return field.group(1);
  }

  /** What a browser would send of the first form of a page, untouched. */
  static Map<String, String> fields(Browser.Page page) {
    Map<String, String> fields = new TreeMap<>();
    String form = page.body().substring(page.body().indexOf("<main"));
    Pattern.compile("<input[^>]*>")
        .matcher(form)
        .results()
        .map(found -> found.group())
        .filter(input -> !input.contains("type=\"checkbox\"") || input.contains("checked"))
        .forEach(input -> fields.put(attribute(input, "name"), attribute(input, "value")));
    Pattern.compile("<select[^>]*>.*?</select>", Pattern.DOTALL)
        .matcher(form)
        .results()
        .map(found -> found.group())
        .forEach(select -> {
          Matcher chosen = Pattern.compile("<option[^>]*selected[^>]*>").matcher(select);
          fields.put(
              attribute(select, "name"), chosen.find() ? attribute(chosen.group(), "value") : "");
        });
    Pattern.compile("(<textarea[^>]*>)(.*?)</textarea>", Pattern.DOTALL)
        .matcher(form)
        .results()
        .forEach(area -> fields.put(attribute(area.group(1), "name"), area.group(2)));
    fields.remove("_csrf");
    return fields;
  }

  private static String attribute(String tag, String name) {
    Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return value.find() ? value.group(1) : "";
  }
}
