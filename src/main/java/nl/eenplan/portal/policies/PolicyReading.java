package nl.eenplan.portal.policies;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.client.Categories;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Articles;
import nl.eenplan.policy.Dealings;
import nl.eenplan.policy.Need;
import nl.eenplan.policy.PolicyFile;
import nl.eenplan.policy.PolicyFolder;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicySentences;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Sensitivity;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.policies.PolicyView.ForPurpose;
import nl.eenplan.portal.policies.PolicyView.Glance;
import nl.eenplan.portal.policies.PolicyView.Line;
import nl.eenplan.portal.policies.PolicyView.Matrix;
import nl.eenplan.portal.policies.PolicyView.Way;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The policies in force, in the reader's words. */
@Component
class PolicyReading {

  private final PolicyFolder policies;
  private final Vocabulary words;
  private final MessageSource messages;
  private final Clock clock;

  PolicyReading(PolicyFolder policies, MessageSource messages, Clock clock) {
    this.policies = policies;
    this.words = policies.vocabulary();
    this.messages = messages;
    this.clock = clock;
  }

  Glance glance(Optional<Organisation> organisation, OrganisationKind kind, Locale locale) {
    Dealings dealings = Dealings.of(kind, policies);
    Categories special = words.ofSensitivity(Sensitivity.SPECIAL);
    List<PolicyRow> specials = dealings.gets(special);
    return new Glance(
        organisation.map(Organisation::name).orElseGet(() -> title(kind, locale)),
        words.label(kind).in(locale),
        byPurpose(dealings.gets(Dealings.BSN), PolicyRow::from, locale),
        byPurpose(specials, PolicyRow::from, locale),
        list(Dealings.all(specials).and(special), locale),
        list(dealings.most(), locale),
        list(dealings.never(), locale),
        needed(dealings, locale),
        byPurpose(dealings.gets(), PolicyRow::from, locale),
        byPurpose(dealings.sends(), PolicyRow::to, locale));
  }

  private String needed(Dealings dealings, Locale locale) {
    String duty = say("policies.needed." + dealings.secrecy().code(), locale);
    String helpers =
        dealings.helpers().stream()
            .map(kind -> words.label(kind).in(locale))
            .collect(Collectors.joining(", "));
    return helpers.isEmpty()
        ? duty
        : duty + " " + say("policies.needed.emergency", locale, helpers);
  }

  private List<ForPurpose> byPurpose(
      List<PolicyRow> rows, Function<PolicyRow, OrganisationKind> other, Locale locale) {
    Map<String, List<Way>> purposes = new LinkedHashMap<>();
    for (Purpose purpose : words.purposes()) {
      rows.stream()
          .filter(row -> row.purpose().equals(purpose))
          .forEach(row ->
              purposes
                  .computeIfAbsent(
                      capital(words.label(purpose).in(locale)), none -> new ArrayList<>())
                  .add(way(row, shortly(other.apply(row), locale))));
    }
    return purposes.entrySet().stream()
        .map(entry -> new ForPurpose(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Way way(PolicyRow row, String text) {
    return new Way(row.id(), text, need(row));
  }

  private static String need(PolicyRow row) {
    return Need.of(row).name().toLowerCase(Locale.ROOT);
  }

  Matrix matrix(Purpose purpose, Locale locale) {
    List<PolicyRow> rows =
        policies.table().rows().stream().filter(row -> row.purpose().equals(purpose)).toList();
    List<OrganisationKind> senders = kinds(rows, PolicyRow::from);
    List<OrganisationKind> recipients = kinds(rows, PolicyRow::to);
    Optional<PolicyFile> file =
        policies.files().stream().filter(one -> one.purpose().equals(purpose)).findFirst();
    return new Matrix(
        capital(words.label(purpose).in(locale)),
        file.flatMap(PolicyFile::off).map(why -> why.in(locale)),
        file.flatMap(PolicyFile::noRows).map(why -> why.in(locale)),
        recipients.stream().map(kind -> shortly(kind, locale)).toList(),
        senders.stream().map(sender -> line(sender, recipients, rows, locale)).toList());
  }

  private Line line(
      OrganisationKind sender,
      List<OrganisationKind> recipients,
      List<PolicyRow> rows,
      Locale locale) {
    return new Line(
        capital(shortly(sender, locale)),
        recipients.stream()
            .map(recipient ->
                rows.stream()
                    .filter(row -> row.from().equals(sender) && row.to().equals(recipient))
                    .map(row -> way(row, say("policies.need." + need(row), locale)))
                    .toList())
            .toList());
  }

  private List<OrganisationKind> kinds(
      List<PolicyRow> rows, Function<PolicyRow, OrganisationKind> which) {
    Set<OrganisationKind> there = rows.stream().map(which).collect(Collectors.toSet());
    return words.kinds().stream().filter(there::contains).toList();
  }

  Optional<PolicyView.Row> row(String id, Locale locale) {
    return policies.table().row(id).map(row -> row(row, locale));
  }

  private PolicyView.Row row(PolicyRow row, Locale locale) {
    return new PolicyView.Row(
        row.id(),
        say(
            "policies.row.title",
            locale,
            capital(words.label(row.from()).in(locale)),
            words.label(row.to()).in(locale)),
        need(row),
        new PolicySentences(words).each(row, locale),
        list(row.release(), locale),
        list(row.never(), locale),
        Articles.written(row.basis().statute(), locale),
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(row.review()),
        row.review().isBefore(LocalDate.ofInstant(clock.instant(), DutchTime.ZONE)),
        row.off().map(why -> why.in(locale)));
  }

  /** The purpose of a code; empty for a word that is none. */
  Optional<Purpose> purpose(String code) {
    return words.purpose(code);
  }

  /** The purpose of a row. */
  Optional<Purpose> purposeOf(String row) {
    return policies.table().row(row).map(PolicyRow::purpose);
  }

  List<nl.eenplan.portal.Option> purposes(Locale locale) {
    return words.purposes().stream()
        .map(purpose ->
            new nl.eenplan.portal.Option(purpose.code(), capital(words.label(purpose).in(locale))))
        .toList();
  }

  private String title(OrganisationKind kind, Locale locale) {
    return capital(shortly(kind, locale));
  }

  private static String shortly(OrganisationKind kind, Locale locale, Vocabulary words) {
    return words.label(kind).in(locale).replaceFirst("^(een|an?) ", "");
  }

  private String shortly(OrganisationKind kind, Locale locale) {
    return shortly(kind, locale, words);
  }

  private String list(Categories categories, Locale locale) {
    return categories.isEmpty()
        ? say("policies.nothing", locale)
        : categories.stream()
            .map(category -> words.label(category).in(locale))
            .collect(Collectors.joining(", "));
  }

  private String say(String code, Locale locale, Object... about) {
    return messages.getMessage(code, about, locale);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
