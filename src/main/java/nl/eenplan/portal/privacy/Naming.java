package nl.eenplan.portal.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The codes of the log in the reader's words. */
@Component
class Naming {

  private final Organisations organisations;
  private final Vocabulary words;
  private final MessageSource messages;

  Naming(Organisations organisations, Vocabulary words, MessageSource messages) {
    this.organisations = organisations;
    this.words = words;
    this.messages = messages;
  }

  /** Reads the names of all organisations in these entries at once. */
  void prepare(Collection<Entry> entries) {
    organisations.findAll(
        entries.stream()
            .flatMap(entry ->
                Stream.of(
                        Stream.of(entry.who().organisation()),
                        entry.sender().stream(),
                        entry.recipient().stream())
                    .flatMap(codes -> codes))
            .collect(Collectors.toSet()));
  }

  String organisation(OrganisationCode code, Locale locale) {
    if (code.equals(Who.HUB.organisation())) {
      return "Eenplan";
    }
    return code.equals(OrganisationCode.UNNAMED)
        ? say(locale, "log.unnamed")
        : organisations.find(code).map(Organisation::name).orElse(code.value());
  }

  String organisation(Optional<OrganisationCode> code, Locale locale) {
    return code.map(known -> organisation(known, locale))
        .orElseGet(() -> say(locale, "log.unnamed"));
  }

  String purpose(String code, Locale locale) {
    return words.label(new Purpose(code)).in(locale);
  }

  String kind(OrganisationKind kind, Locale locale) {
    return words.label(kind).in(locale);
  }

  String category(Category category, Locale locale) {
    return words.label(category).in(locale);
  }

  String condition(String code, Locale locale) {
    return Condition.of(code).map(known -> words.label(known).in(locale)).orElse(code);
  }

  /** Of the AVG, in full. */
  String basis(String codes, Locale locale) {
    return Stream.of(codes.split(",\\s*"))
        .map(code -> words.basis(code).map(label -> label.in(locale)).orElse(code))
        .collect(Collectors.joining(", "));
  }

  /** Nothing is said as such. */
  String list(Categories categories, Locale locale) {
    return categories.isEmpty()
        ? say(locale, "log.nothing")
        : categories.stream()
            .map(category -> category(category, locale))
            .collect(Collectors.joining(", "));
  }

  /** Why not, or what was changed; a code itself when there are no words for it. */
  String reason(String codes, Locale locale) {
    return Stream.of(codes.split(",\\s*"))
        .map(code -> sayOr(locale, code, "log.reason." + code.replace(" (en)", "-en")))
        .collect(Collectors.joining(", "));
  }

  List<Option> organisations() {
    return organisations.all().stream()
        .map(one -> new Option(one.code().value(), one.name()))
        .toList();
  }

  List<Option> purposes(Locale locale) {
    return words.purposes().stream()
        .map(purpose -> new Option(purpose.code(), words.label(purpose).in(locale)))
        .toList();
  }

  List<Option> categories(Locale locale) {
    return Categories.ALL.stream()
        .map(category -> new Option(category.code(), category(category, locale)))
        .toList();
  }

  String say(Locale locale, String code, Object... about) {
    return messages.getMessage(code, about, locale);
  }

  /** The first of these texts that there is; or else what happened, as a code. */
  String sayFirst(Locale locale, List<String> codes, Object... about) {
    return codes.stream()
        .flatMap(
            code -> Optional.ofNullable(messages.getMessage(code, about, null, locale)).stream())
        .findFirst()
        .orElse(codes.getLast());
  }

  String sayOr(Locale locale, String otherwise, String code, Object... about) {
    return Optional.ofNullable(messages.getMessage(code, about, null, locale)).orElse(otherwise);
  }
}
