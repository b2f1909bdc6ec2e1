package nl.eenplan.portal;

import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Vocabulary;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What may be shown of a client, in words, in the order of the vocabulary. */
@Component
public class FactWords {

  private final Vocabulary vocabulary;
  private final Organisations organisations;
  private final MessageSource messages;

  FactWords(Vocabulary vocabulary, Organisations organisations, MessageSource messages) {
    this.vocabulary = vocabulary;
    this.organisations = organisations;
    this.messages = messages;
  }

  /**
   * All of one category.
   *
   * @param label of the category, in the reader's language
   */
  public record Line(String category, String label, List<String> values) {}

  public List<Line> lines(List<? extends Shown> shown, Locale locale) {
    Map<Category, List<String>> lines = new EnumMap<>(Category.class);
    shown.stream()
        .flatMap(Shown::facts)
        .distinct()
        .forEach(fact ->
            lines.merge(
                fact.category(),
                List.of(say(fact.value(), locale)),
                (one, other) -> Stream.concat(one.stream(), other.stream()).distinct().toList()));
    return new TreeMap<>(lines)
        .entrySet().stream()
            .map(line ->
                new Line(
                    line.getKey().code(),
                    vocabulary.label(line.getKey()).in(locale),
                    line.getValue()))
            .toList();
  }

  /** By which somebody is called on a page; a word for it when no name may be shown. */
  public String name(List<? extends Shown> shown, Locale locale) {
    return shown.stream()
        .flatMap(one -> one.values(Fact.PersonName.class))
        .findFirst()
        .map(FactWords::name)
        .filter(name -> !name.isBlank())
        .orElseGet(() -> text("fact.no-name", locale));
  }

  /** In words of one line. */
  public String say(Fact.Value value, Locale locale) {
    return switch (value) {
      case Fact.PersonName name -> name(name);
      case Fact.BirthDate birth -> day(birth.date(), locale);
      case Fact.BirthYear year -> String.valueOf(year.year());
      case Fact.Gender gender -> text("fact.gender." + gender.code(), locale);
      case Fact.Address address -> address(address);
      case Fact.Place place -> place.city();
      case Fact.Telecom point -> point.value();
      case Fact.ContactPerson person -> person(person, locale);
      case Fact.ContactFunction function -> function.name();
      case Fact.Language language -> language(language, locale);
      case Fact.Interpreter needed -> text("fact.interpreter", locale);
      case Fact.BsnNumber bsn -> bsn.value();
      case Fact.Coded coded -> coded(coded);
      case Fact.Note note -> note.text();
      case Fact.Score score -> String.valueOf(score.value());
      case Fact.Involved involved ->
          organisations
              .find(involved.organisation())
              .map(Organisation::name)
              .orElse(involved.organisation().value());
      case Fact.SecretAddress secret -> text("fact.secret-address", locale);
      case Fact.Ends ends ->
          text("fact." + ends.kind().code(), locale) + " " + day(ends.date(), locale);
      case Fact.ContactWish wish -> text("fact.contact-wish", locale, period(wish, locale));
      case Fact.Group group -> text("fact.group", locale, group.code());
      case Fact.ReasonText reason -> reason.text();
    };
  }

  private static String name(Fact.PersonName name) {
    return Stream.concat(name.given().stream(), name.family().stream())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(" "),
                whole -> whole.isBlank() ? name.text().orElse("") : whole));
  }

  private static String address(Fact.Address address) {
    String town =
        Stream.concat(address.postalCode().stream(), address.city().stream())
            .collect(Collectors.joining(" "));
    return Stream.of(address.lines().stream(), Stream.of(town), address.country().stream())
        .flatMap(part -> part)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(", "));
  }

  private String person(Fact.ContactPerson person, Locale locale) {
    String who = person.name().orElseGet(() -> text("fact.contact-person", locale));
    return Stream.concat(
            Stream.of(person.role().map(role -> who + " (" + role + ")").orElse(who)),
            person.telecom().stream().map(Fact.Telecom::value))
        .collect(Collectors.joining(", "));
  }

  private static String language(Fact.Language language, Locale locale) {
    return language
        .code()
        .map(code -> Locale.forLanguageTag(code).getDisplayLanguage(locale))
        .filter(name -> !name.isBlank())
        .or(language::text)
        .orElse("-");
  }

  private static String coded(Fact.Coded coded) {
    return coded
        .text()
        .orElseGet(() ->
            coded.codings().stream()
                .map(coding -> coding.display().orElse(coding.code()))
                .collect(Collectors.joining(", ")));
  }

  private String period(Fact.ContactWish wish, Locale locale) {
    Period period = Period.parse(wish.period());
    Optional<String> known =
        Optional.ofNullable(messages.getMessage("clients.wish." + period, null, null, locale));
    return known.orElseGet(() -> text("fact.wish", locale, length(period, locale)));
  }

  /** Such as: 6 weken. */
  public String length(Period period, Locale locale) {
    int days = period.getDays();
    boolean weeks = days > 0 && days % 7 == 0 && period.toTotalMonths() == 0;
    return Stream.of(
            part("years", period.getYears(), locale),
            part("months", period.getMonths(), locale),
            weeks ? part("weeks", days / 7, locale) : part("days", days, locale))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private String part(String unit, int number, Locale locale) {
    return number == 0 ? "" : text("period." + unit, locale, number);
  }

  /** As precise as it is known. */
  private String day(String date, Locale locale) {
    return switch (date.length()) {
      case 4 -> Year.parse(date).toString();
      case 7 -> YearMonth.parse(date).format(DateTimeFormatter.ofPattern("MMMM yyyy", locale));
      default ->
          LocalDate.parse(date)
              .format(DateTimeFormatter.ofPattern(text("format.day", locale), locale));
    };
  }

  private String text(String code, Locale locale, Object... words) {
    return messages.getMessage(code, words, locale);
  }
}
