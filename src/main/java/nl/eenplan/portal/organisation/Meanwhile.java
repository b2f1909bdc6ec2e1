package nl.eenplan.portal.organisation;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.organisation.Service;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What somebody else changed in a service since a form of it was shown. */
@Component
class Meanwhile {

  /** Of each field of {@link Service#fields} the text of its label. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("active", "organisation.service.active"),
          Map.entry("name", "organisation.service.nameNl"),
          Map.entry("name (en)", "organisation.service.nameEn"),
          Map.entry("municipality", "organisation.service.municipalities"),
          Map.entry("first-contact", "organisation.service.firstContact"),
          Map.entry("working-days", "organisation.service.workingDays"),
          Map.entry("answer", "organisation.service.answer"),
          Map.entry("track", "organisation.service.track"),
          Map.entry("report-every", "organisation.service.reportEvery"),
          Map.entry("waiting-time", "organisation.service.waiting"),
          Map.entry("capacity", "organisation.service.capacity"),
          Map.entry("full-refuses", "organisation.service.fullRefuses"),
          Map.entry("mode", "organisation.mode"),
          Map.entry("eligibility", "organisation.service.needs"),
          Map.entry("not-when-referred-by", "organisation.service.notFrom"));

  private final Vocabulary vocabulary;
  private final MessageSource texts;

  Meanwhile(Vocabulary vocabulary, MessageSource texts) {
    this.vocabulary = vocabulary;
    this.texts = texts;
  }

  /** Each as: label: what it is now. */
  List<String> words(Map<String, String> seen, Service now, Locale locale) {
    return now.fields().entrySet().stream()
        .filter(field -> LABELS.containsKey(field.getKey()))
        .filter(field -> !field.getValue().equals(seen.get(field.getKey())))
        .map(field ->
            say(LABELS.getOrDefault(field.getKey(), ""), locale)
                + ": "
                + value(field.getKey(), field.getValue(), locale))
        .toList();
  }

  private String value(String field, String value, Locale locale) {
    if (value.isEmpty()) {
      return say("organisation.service.nothing", locale);
    }
    return switch (field) {
      case "active", "working-days", "full-refuses" ->
          say(value.equals("true") ? "organisation.yes" : "organisation.no", locale);
      case "first-contact", "answer", "track", "report-every", "waiting-time" -> {
        Duration said = Duration.of(Optional.of(Period.parse(value)));
        yield said.number() + " " + say("organisation.unit." + said.unit(), locale);
      }
      case "mode" -> say("organisation.mode." + value, locale);
      case "eligibility" -> {
        String[] needed = value.split("/", 2);
        yield vocabulary.label(new Purpose(needed[0])).in(locale)
            + ", "
            + say("organisation.outcome." + needed[1], locale);
      }
      default -> value;
    };
  }

  private String say(String code, Locale locale) {
    return texts.getMessage(code, new Object[0], locale);
  }
}
