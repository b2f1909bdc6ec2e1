package nl.eenplan.policy;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;

/**
 * A row as a privacy officer reads it, in Dutch (level B1) or in English. The words are the labels
 * of the vocabulary; nothing that decides is left out.
 */
public final class PolicySentences {

  /** What the example rows say of their own approval; a sentence must not call that approved. */
  private static final String NOT_APPROVED = "example, not yet by a lawyer";

  private final Vocabulary words;

  public PolicySentences(Vocabulary words) {
    this.words = words;
  }

  /** In English for an English locale, in Dutch for every other. */
  public String of(PolicyRow row, Locale locale) {
    return String.join(" ", each(row, locale));
  }

  /** The same, in parts of a sentence or two. */
  public List<String> each(PolicyRow row, Locale locale) {
    return new Speech(row, locale)
        .sentences()
        .filter(sentence -> !sentence.isEmpty())
        .map(sentence -> Articles.written(sentence, locale))
        .toList();
  }

  /** One row in one language. */
  private final class Speech {

    private final PolicyRow row;
    private final Locale locale;

    Speech(PolicyRow row, Locale locale) {
      this.row = row;
      this.locale = locale;
    }

    Stream<String> sentences() {
      return Stream.of(
          row.off()
              .map(why -> say("Dit geldt nu niet.", "This does not hold.") + " " + why.in(locale))
              .orElse(""),
          say(
              "%s mag %s dit laten weten: %s. Het doel is %s.",
              "%s may let %s know: %s. The purpose is %s.",
              capital(words.label(row.from()).in(locale)),
              recipient(),
              list(row.release()),
              words.label(row.purpose()).in(locale)),
          say(
              "Het gaat om: %s.",
              "Actions: %s.", join(row.actions().stream().sorted().toList(), words::label)),
          row.emergency()
              ? say(
                  "Alleen in nood: iemand zegt dat er een leven op het spel staat, "
                      + "waarom, en wat het acuut maakt.",
                  "Only in an emergency: somebody states that a life is at stake, why, "
                      + "and what makes it acute.")
              : "",
          condition(),
          row.condition() == Condition.NONE
              ? ""
              : row.consentLasts()
                  .map(longest ->
                      say(
                          "Een toestemming voor dit doel geldt hoogstens %s.",
                          "A consent to this purpose holds for at most %s.", spoken(longest)))
                  .orElse(""),
          secrecy(),
          address(),
          row.require().isEmpty()
              ? ""
              : say(
                  "Zonder deze gegevens gaat er niets: %s.",
                  "If one of these may not pass, nothing does: %s.", list(row.require())),
          row.never().isEmpty()
              ? ""
              : say(
                  "Nooit voor dit doel, wat iemand ook toestaat: %s.",
                  "Never for this purpose, whatever anybody permits: %s.", list(row.never())),
          say(
              "De grond is %s; wet: %s.",
              "The ground is %s; statute: %s.",
              join(List.of(row.basis().avg().split(", ")), code -> words.basis(code).orElseThrow()),
              law(row.basis().statute())),
          say(
              "De ontvanger bewaart het hoogstens %s.",
              "The recipient keeps it for at most %s.", spoken(row.retention())),
          row.obligations().isEmpty()
              ? ""
              : say(
                  "Afspraken: %s.",
                  "Obligations: %s.",
                  row.obligations().stream()
                      .map(code -> words.obligation(code).orElseThrow().in(locale))
                      .collect(Collectors.joining("; "))),
          approval(),
          say("Opnieuw bekijken vóór %s.", "To be reviewed before %s.", row.review()));
    }

    private String recipient() {
      String to = words.label(row.to()).in(locale);
      return row.to().equals(row.from())
          ? to.replaceFirst("^(een|an?) ", say("een andere ", "another "))
          : to;
    }

    /** The rows name the regulation in Dutch. */
    private String law(String article) {
      return article.replace("AVG ", say("AVG ", "GDPR "));
    }

    private String approval() {
      return row.approvedBy().equals(NOT_APPROVED)
          ? say(
              "Nog niet goedgekeurd door een jurist (voorbeeld van %s).",
              "Not yet approved by a lawyer (example of %s).", row.approvedOn())
          : say(
              "Goedgekeurd door: %s, op %s.",
              "Approved by: %s, on %s.", row.approvedBy(), row.approvedOn());
    }

    private String condition() {
      return switch (row.condition()) {
        case NONE ->
            switch (row.onObjection()) {
              case REFUSE ->
                  say(
                      "Toestemming is niet nodig. Zegt de cliënt nee, dan gaat er niets.",
                      "Consent is not needed. If the client says no, nothing passes.");
              case REVIEW ->
                  say(
                      "Toestemming is niet nodig. Zegt de cliënt nee, dan beslist eerst een mens.",
                      "Consent is not needed. If the client says no, a person decides first.");
              case OVERRIDE ->
                  say(
                      "Toestemming is niet nodig, ook niet als de cliënt nee zei. De"
                          + " privacymedewerker van de organisatie die de nood meldt, beoordeelt"
                          + " het binnen drie werkdagen. Was het niet terecht, dan stopt het,"
                          + " tenzij de cliënt toestemming gaf.",
                      "Consent is not needed, even if the client said no. The privacy officer "
                          + "of the organisation that reports the emergency judges it within "
                          + "three working days. If it was not justified, it stops, unless the "
                          + "client gave consent.");
            };
        case EXPLICIT_CONSENT ->
            say(
                "Dat mag alleen als de cliënt daarvoor uitdrukkelijk toestemming geeft.",
                "This is allowed only with the client's explicit consent.");
        case WRITTEN_CONSENT ->
            say(
                "Dat mag alleen als de cliënt daarvoor tekent; toestemming in een "
                    + "gesprek is niet genoeg.",
                "This is allowed only if the client signs for it; consent in a talk is not "
                    + "enough.");
        case CONSENT_OF_REFERRAL ->
            say(
                "Dat mag zolang de toestemming voor de verwijzing geldt.",
                "This is allowed as long as the consent to the referral holds.");
      };
    }

    private String secrecy() {
      String article = law(row.lifted().orElse(""));
      return switch (row.secrecy()) {
        case NONE -> "";
        case LEGAL ->
            say(
                "De afzender heeft een wettelijke geheimhoudingsplicht. Dit artikel "
                    + "laat het toch toe: %s.",
                "The sender has a statutory duty of secrecy. This article allows it all "
                    + "the same: %s.",
                article);
        case MEDICAL ->
            row.emergency()
                ? say(
                    "De afzender heeft een medisch beroepsgeheim. Dat wijkt voor levensgevaar: %s.",
                    "The sender has a duty of medical secrecy. It gives way to danger to life: %s.",
                    article)
                : say(
                    "De afzender heeft een medisch beroepsgeheim (%s). Daarom moet de "
                        + "afzender zelf hebben vastgelegd dat de cliënt dit toestaat, en "
                        + "moet de ontvanger daarin met naam zijn genoemd; toestemming voor "
                        + "een soort organisatie is niet genoeg.",
                    "The sender has a duty of medical secrecy (%s). So the sender "
                        + "itself must have written down that the client permits this, and "
                        + "that permission must name the recipient; consent for a kind of "
                        + "organisation is not enough.",
                    article);
      };
    }

    private String address() {
      if (!row.release().contains(Category.IDENTITY_ADDRESS)
          && !row.release().contains(Category.IDENTITY_MUNICIPALITY)) {
        return "";
      }
      if (!row.release().contains(Category.PROTECTED_ADDRESS)) {
        return say(
            "Is het adres geheim, dan gaan het adres en de woonplaats niet mee.",
            "If the address is secret, the address and the place of residence do not go along.");
      }
      return row.emergency()
          ? say(
              "Ook een geheim adres gaat mee, en dat het geheim is.",
              "A secret address goes along as well, and that it is secret.")
          : say(
              "Is het adres geheim, dan gaan het adres en de woonplaats alleen mee als de "
                  + "cliënt deze ontvanger daarvoor met naam noemde.",
              "If the address is secret, the address and the place of residence go along only "
                  + "if the client named this recipient for it.");
    }

    private String say(String nl, String en, Object... about) {
      return new Label(nl, en).in(locale).formatted(about);
    }

    private String list(Categories categories) {
      return join(categories.stream().toList(), words::label);
    }

    private <T> String join(List<T> items, Function<T, Label> label) {
      return items.stream()
          .map(item -> label.apply(item).in(locale))
          .collect(Collectors.joining(", "));
    }

    private String spoken(Period period) {
      return Stream.of(
              count(period.getYears(), say("jaar", "year"), say("jaar", "years")),
              count(period.getMonths(), say("maand", "month"), say("maanden", "months")),
              count(period.getDays(), say("dag", "day"), say("dagen", "days")))
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(say(" en ", " and ")));
    }

    private static String count(int number, String one, String more) {
      return number == 0 ? "" : number + " " + (number == 1 ? one : more);
    }
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
