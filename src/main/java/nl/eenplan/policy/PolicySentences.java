package nl.eenplan.policy;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;

/**
 * A row as a privacy officer reads it, in Dutch (level B1) or in English. The words are the labels
 * of the vocabulary; nothing that decides is left out.
 */
public final class PolicySentences {

  private static final Locale NL = Locale.of("nl");

  private final Vocabulary words;

  public PolicySentences(Vocabulary words) {
    this.words = words;
  }

  /** In English for an English locale, in Dutch for every other. */
  public String of(PolicyRow row, Locale locale) {
    boolean english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
    return (english ? english(row) : dutch(row)).collect(Collectors.joining(" "));
  }

  private Stream<String> dutch(PolicyRow row) {
    return Stream.of(
            "%s mag %s dit laten weten: %s. Het doel is: %s."
                .formatted(
                    capital(words.label(row.from()).nl()),
                    words.label(row.to()).nl(),
                    list(row.release(), NL),
                    words.label(row.purpose()).nl()),
            "Het gaat om: %s.".formatted(actions(row, NL)),
            switch (row.condition()) {
              case NONE ->
                  switch (row.onObjection()) {
                    case REFUSE ->
                        "Toestemming is niet nodig. Zegt de cliënt nee, dan gaat er niets.";
                    case REVIEW ->
                        "Toestemming is niet nodig. Zegt de cliënt nee, dan beslist eerst een"
                            + " mens.";
                    case OVERRIDE ->
                        "Alleen in nood. Toestemming is niet nodig, ook niet als de cliënt nee"
                            + " zei. Een privacymedewerker beoordeelt het achteraf.";
                  };
              case EXPLICIT_CONSENT ->
                  "Dat mag alleen als de cliënt daarvoor uitdrukkelijk toestemming geeft.";
              case WRITTEN_CONSENT ->
                  "Dat mag alleen als de cliënt daarvoor schriftelijk toestemming geeft.";
              case CONSENT_OF_REFERRAL -> "Dat mag zolang de toestemming voor de verwijzing geldt.";
            },
            row.require().isEmpty()
                ? ""
                : "Zonder deze gegevens gaat er niets: %s.".formatted(list(row.require(), NL)),
            row.never().isEmpty()
                ? ""
                : "Nooit, wat iemand ook toestaat: %s.".formatted(list(row.never(), NL)),
            "De grond is %s; wet: %s.".formatted(basis(row, NL), row.basis().statute()),
            "De ontvanger bewaart het hoogstens %s.".formatted(dutch(row.retention())),
            obligations(row, "Afspraken: %s.", NL),
            "Goedgekeurd door: %s, op %s. Opnieuw bekijken vóór %s."
                .formatted(row.approvedBy(), row.approvedOn(), row.review()))
        .filter(sentence -> !sentence.isEmpty());
  }

  private Stream<String> english(PolicyRow row) {
    return Stream.of(
            "%s may let %s know: %s. The purpose is: %s."
                .formatted(
                    capital(words.label(row.from()).en()),
                    words.label(row.to()).en(),
                    list(row.release(), Locale.ENGLISH),
                    words.label(row.purpose()).en()),
            "It is about: %s.".formatted(actions(row, Locale.ENGLISH)),
            switch (row.condition()) {
              case NONE ->
                  switch (row.onObjection()) {
                    case REFUSE -> "Consent is not needed. If the client says no, nothing passes.";
                    case REVIEW ->
                        "Consent is not needed. If the client says no, a person decides first.";
                    case OVERRIDE ->
                        "Only in an emergency. Consent is not needed, also if the client said no."
                            + " A privacy officer judges it afterwards.";
                  };
              case EXPLICIT_CONSENT -> "It may only with the client's explicit consent to this.";
              case WRITTEN_CONSENT -> "It may only with the client's written consent to this.";
              case CONSENT_OF_REFERRAL -> "It may as long as the consent to the referral holds.";
            },
            row.require().isEmpty()
                ? ""
                : "If one of these may not pass, nothing does: %s."
                    .formatted(list(row.require(), Locale.ENGLISH)),
            row.never().isEmpty()
                ? ""
                : "Never, whatever anybody permits: %s."
                    .formatted(list(row.never(), Locale.ENGLISH)),
            "The ground is %s; statute: %s."
                .formatted(basis(row, Locale.ENGLISH), row.basis().statute()),
            "The recipient keeps it for at most %s.".formatted(english(row.retention())),
            obligations(row, "Obligations: %s.", Locale.ENGLISH),
            "Approved by: %s, on %s. To be reviewed before %s."
                .formatted(row.approvedBy(), row.approvedOn(), row.review()))
        .filter(sentence -> !sentence.isEmpty());
  }

  private String list(Categories categories, Locale locale) {
    return join(categories.stream().toList(), words::label, locale);
  }

  private String actions(PolicyRow row, Locale locale) {
    return join(row.actions().stream().sorted().toList(), words::label, locale);
  }

  private String basis(PolicyRow row, Locale locale) {
    return join(
        List.of(row.basis().avg().split(", ")), code -> words.basis(code).orElseThrow(), locale);
  }

  private String obligations(PolicyRow row, String sentence, Locale locale) {
    return row.obligations().isEmpty()
        ? ""
        : sentence.formatted(
            row.obligations().stream()
                .map(code -> words.obligation(code).orElseThrow().in(locale))
                .collect(Collectors.joining("; ")));
  }

  private static <T> String join(List<T> items, Function<T, Label> label, Locale locale) {
    return items.stream()
        .map(item -> label.apply(item).in(locale))
        .collect(Collectors.joining(", "));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String dutch(Period period) {
    return spoken(period, "jaar", "jaar", "maand", "maanden", "dag", "dagen", " en ");
  }

  private static String english(Period period) {
    return spoken(period, "year", "years", "month", "months", "day", "days", " and ");
  }

  private static String spoken(
      Period period,
      String year,
      String years,
      String month,
      String months,
      String day,
      String days,
      String and) {
    return Stream.of(
            count(period.getYears(), year, years),
            count(period.getMonths(), month, months),
            count(period.getDays(), day, days))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(and));
  }

  private static String count(int number, String one, String more) {
    return number == 0 ? "" : number + " " + (number == 1 ? one : more);
  }
}
