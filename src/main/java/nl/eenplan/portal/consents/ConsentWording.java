package nl.eenplan.portal.consents;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Vocabulary;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in plain words what a client said. */
@Component
class ConsentWording {

  private final Vocabulary vocabulary;
  private final Organisations organisations;
  private final MessageSource messages;

  ConsentWording(Vocabulary vocabulary, Organisations organisations, MessageSource messages) {
    this.vocabulary = vocabulary;
    this.organisations = organisations;
    this.messages = messages;
  }

  /** In one language, with the organisations as they are called now. */
  Words in(Locale locale) {
    return new Words(
        locale,
        organisations.all().stream()
            .collect(Collectors.toMap(Organisation::code, Function.identity())));
  }

  final class Words {

    private final Locale locale;
    private final Map<OrganisationCode, Organisation> known;

    private Words(Locale locale, Map<OrganisationCode, Organisation> known) {
      this.locale = locale;
      this.known = known;
    }

    String say(String code, Object... words) {
      return messages.getMessage(code, words, locale);
    }

    String name(OrganisationCode code) {
      return Optional.ofNullable(known.get(code)).map(Organisation::name).orElse(code.value());
    }

    String what(Rule rule) {
      return rule.categories().equals(Categories.ALL)
          ? say("consents.all-data")
          : listed(rule.categories().stream().map(one -> vocabulary.label(one).in(locale)))
              .orElseGet(() -> say("consents.no-data"));
    }

    String whom(Rule rule) {
      return listed(
              Stream.concat(
                  rule.recipients().stream().map(this::name).sorted(),
                  rule.kinds().stream().map(kind -> vocabulary.label(kind).in(locale)).sorted()))
          .orElseGet(() -> say("consents.all-organisations"));
    }

    String why(Rule rule) {
      return listed(rule.purposes().stream().map(why -> vocabulary.label(why).in(locale)).sorted())
          .orElseGet(() -> say("consents.all-purposes"));
    }

    /** With what is different within it, each as deep as it stands. */
    Stream<String> sentences(Rule rule, OrganisationCode sharer) {
      String code = rule.effect() == Effect.PERMIT ? "consents.may" : "consents.may-not";
      String period =
          Stream.of(
                  rule.from().map(from -> say("consents.from", day(from))),
                  rule.until().map(until -> say("consents.until", day(until.minusMillis(1)))))
              .flatMap(Optional::stream)
              .collect(Collectors.joining(" "));
      String own =
          say(code, name(sharer), what(rule), whom(rule), why(rule), period).replace(" .", ".");
      return Stream.concat(
          Stream.of(own),
          rule.exceptions().stream()
              .flatMap(within -> sentences(within, sharer))
              .map(within -> say("consents.but", within)));
    }

    String day(LocalDate day) {
      return DateTimeFormatter.ofPattern(say("format.day"), locale).format(day);
    }

    private String day(Instant moment) {
      return day(LocalDate.ofInstant(moment, DutchTime.ZONE));
    }

    private static Optional<String> listed(Stream<String> words) {
      return Optional.of(words.collect(Collectors.joining(", "))).filter(list -> !list.isEmpty());
    }
  }
}
