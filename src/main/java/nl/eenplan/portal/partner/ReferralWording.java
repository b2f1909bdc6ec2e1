package nl.eenplan.portal.partner;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.FactWords;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What is shown of a client, in words; nothing that is not in a {@link Shown}. */
@Component
class ReferralWording {

  private final MessageSource texts;
  private final Vocabulary vocabulary;
  private final FactWords facts;

  ReferralWording(MessageSource texts, Vocabulary vocabulary, FactWords facts) {
    this.texts = texts;
    this.vocabulary = vocabulary;
    this.facts = facts;
  }

  /** A text of the hub; where there is none, the code itself. */
  String text(Locale locale, String code, Object... words) {
    return Optional.ofNullable(texts.getMessage(code, words, code, locale)).orElse(code);
  }

  String purpose(Purpose purpose, Locale locale) {
    return sentence(vocabulary.label(purpose).in(locale));
  }

  String category(Category category, Locale locale) {
    return sentence(vocabulary.label(category).in(locale));
  }

  /** Words as a heading begins. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Under the heading of each category, each thing once. */
  List<Told> told(Stream<? extends Shown> shown, Locale locale) {
    Map<Category, List<String>> lines = new LinkedHashMap<>();
    shown
        .flatMap(Shown::facts)
        .distinct()
        .forEach(fact -> {
          List<String> of = lines.computeIfAbsent(fact.category(), first -> new ArrayList<>());
          line(fact.value(), locale).filter(line -> !of.contains(line)).ifPresent(of::add);
        });
    return lines.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> new Told(category(entry.getKey(), locale), List.copyOf(entry.getValue())))
        .toList();
  }

  private Optional<String> line(Fact.Value value, Locale locale) {
    return switch (value) {
      case Fact.PersonName name -> Optional.of(Told.name(name));
      case Fact.BirthDate birth -> Optional.of(facts.say(birth, locale));
      case Fact.BirthYear birth -> Optional.of(Integer.toString(birth.year()));
      case Fact.Gender gender -> Optional.of(facts.say(gender, locale));
      case Fact.Address address -> Optional.of(facts.say(address, locale));
      case Fact.Place place -> Optional.of(place.city());
      case Fact.Telecom telecom -> Optional.of(telecom.value());
      case Fact.ContactPerson person -> Optional.of(facts.say(person, locale));
      case Fact.Language language ->
          language.text().or(() -> language.code().map(code -> language(code, locale)));
      case Fact.Interpreter needed -> Optional.of(text(locale, "fact.interpreter"));
      case Fact.BsnNumber bsn -> Optional.of(bsn.value());
      case Fact.Coded coded -> coded(coded, locale);
      case Fact.Note note -> Optional.of(note.text());
      case Fact.Score step -> Optional.of(text(locale, "referral.ladder", step.value()));
      case Fact.SecretAddress secret -> Optional.of(text(locale, "referral.secret-address"));
      case Fact.Ends ends ->
          Optional.of(text(locale, "referral." + ends.kind().code(), day(ends.date(), locale)));
      case Fact.ContactWish wish ->
          Optional.of(
              text(
                  locale,
                  "referral.contact-wish",
                  facts.length(Period.parse(wish.period()), locale)));
      case Fact.Group group -> Optional.of(text(locale, "referral.client-group", group.code()));
      case Fact.ReasonText reason -> Optional.of(reason.text());
      case Fact.ContactFunction function -> Optional.of(function.name());
      case Fact.Involved involved -> Optional.empty();
    };
  }

  private static String language(String code, Locale reader) {
    return Locale.forLanguageTag(code).getDisplayLanguage(reader);
  }

  /** A code that a person knows no words for is left out when there is a text. */
  private Optional<String> coded(Fact.Coded coded, Locale locale) {
    Optional<String> codes =
        Optional.of(
                coded.codings().stream()
                    .map(coding ->
                        coding.display().orElseGet(() -> texts(coded.element(), coding, locale)))
                    .collect(Collectors.joining(", ")))
            .filter(words -> !words.isEmpty());
    return coded
        .text()
        .map(text ->
            coded.element().equals("priority") && codes.isPresent()
                ? codes.get() + ": " + text
                : text)
        .or(() -> codes);
  }

  /** What a target tells is called by the code system that it is of. */
  private String texts(String element, Fact.Coding coding, Locale locale) {
    String code = coding.code();
    String list =
        element.equals("output")
            ? coding.system().map(ReferralWording::last).orElse("outcome")
            : element;
    String key = list + "." + code;
    return Optional.ofNullable(texts.getMessage(key, new Object[0], code, locale)).orElse(code);
  }

  /** Without a pattern: a system of any length may be sent. */
  private static String last(String system) {
    return system.substring(system.lastIndexOf('/') + 1);
  }

  private String day(String date, Locale locale) {
    try {
      return LocalDate.parse(date)
          .format(DateTimeFormatter.ofPattern(text(locale, "format.day"), locale));
    } catch (DateTimeParseException lessPrecise) {
      return date;
    }
  }
}
