package nl.eenplan.portal.privacy;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.KeptBack;
import nl.eenplan.disclosure.PastDecisions;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Entry.Grounds;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.policy.Articles;
import nl.eenplan.policy.PolicySentences;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.privacy.LogView.Full;
import nl.eenplan.portal.privacy.LogView.Kept;
import nl.eenplan.portal.privacy.LogView.Rule;
import nl.eenplan.portal.privacy.LogView.Said;
import org.springframework.stereotype.Component;

/**
 * One entry explained: the question, the rule, what the client had said, what went and what not,
 * and what would have changed it. The reasons are those of the gate itself, asked again with what
 * it knew then.
 */
@Component
class EntryReading {

  private final LogReading log;
  private final PastDecisions past;
  private final PolicyTable policies;
  private final PolicySentences rows;
  private final Explanations explanations;
  private final Consents consents;
  private final Clients clients;
  private final Naming naming;

  EntryReading(
      LogReading log,
      PastDecisions past,
      PolicyTable policies,
      Vocabulary words,
      Explanations explanations,
      Consents consents,
      Clients clients,
      Naming naming) {
    this.log = log;
    this.past = past;
    this.policies = policies;
    this.rows = new PolicySentences(words);
    this.explanations = explanations;
    this.consents = consents;
    this.clients = clients;
    this.naming = naming;
  }

  Full explain(Who officer, Entry entry, Locale locale) {
    naming.prepare(List.of(entry));
    boolean asThen =
        entry.grounds().filter(grounds -> grounds.digest().equals(policies.digest())).isPresent();
    Optional<Decision> decision = asThen ? past.again(officer, entry) : Optional.empty();
    boolean isDecision = entry.grounds().isPresent();
    return new Full(
        log.line(entry, locale),
        naming.sayOr(locale, entry.who().role(), "role." + entry.who().role()),
        entry.sender().map(code -> naming.organisation(code, locale)),
        entry.recipient().map(code -> naming.organisation(code, locale)),
        entry.purpose().map(code -> naming.purpose(code, locale)),
        entry.clients().size() == 1
            ? Optional.of(clients.pseudonym(entry.clients().getFirst(), officer.organisation()))
            : Optional.empty(),
        entry.subject(),
        isDecision ? Optional.of(naming.list(entry.asked(), locale)) : Optional.empty(),
        entry.reason().map(code -> naming.reason(code, locale)),
        entry.grounds().map(grounds -> rule(grounds, asThen, locale)),
        entry.grounds().stream()
            .flatMap(grounds -> grounds.consents().stream())
            .flatMap(named -> said(officer, named, locale))
            .toList(),
        isDecision ? Optional.of(naming.list(entry.released(), locale)) : Optional.empty(),
        kept(entry, decision, locale),
        decision.map(made -> explanations.points(made, locale)).orElse(List.of()),
        isDecision && decision.isEmpty()
            ? Optional.of(unexplained(officer, entry, asThen))
            : Optional.empty(),
        changes(decision, locale));
  }

  private Rule rule(Grounds grounds, boolean asThen, Locale locale) {
    return new Rule(
        grounds.row(),
        grounds
            .row()
            .filter(id -> asThen)
            .flatMap(policies::row)
            .map(row -> rows.each(row, locale))
            .orElse(List.of()),
        grounds.statute().map(statute -> Articles.written(statute, locale)),
        grounds.basis().map(code -> Articles.written(naming.basis(code, locale), locale)),
        grounds.condition().map(code -> naming.condition(code, locale)),
        grounds.digest());
  }

  /** Who reads, and was not the holder, learns only what reached it. */
  private static String unexplained(Who officer, Entry entry, boolean asThen) {
    boolean asHolder = entry.sender().filter(officer.organisation()::equals).isPresent();
    return asHolder ? asThen ? "otherwise" : "policies" : "holder";
  }

  /** As the log names it: {@code id/version}. */
  private Stream<Said> said(Who officer, String named, Locale locale) {
    int slash = named.indexOf('/');
    return Words.uuid(named.substring(0, Math.max(0, slash))).stream()
        .map(id -> said(officer, id, named.substring(slash + 1), locale));
  }

  private Said said(Who officer, UUID id, String version, Locale locale) {
    return new Said(
        id,
        version,
        consents
            .find(id, officer.organisation(), Integer.parseInt(version))
            .map(consent -> words(consent, locale)));
  }

  private String words(Consent consent, Locale locale) {
    DateTimeFormatter day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
    String by =
        consent.given().by().stream()
            .sorted()
            .map(giver -> naming.say(locale, "privacy.giver." + code(giver)))
            .collect(Collectors.joining(", "));
    return naming.say(
        locale,
        "privacy.said." + code(consent.status()) + "." + code(consent.given().evidence()),
        by,
        day.format(consent.given().at().atZone(DutchTime.ZONE)),
        consent
            .until()
            .map(end -> naming.say(locale, "privacy.said.until", day.format(lastDay(end))))
            .orElseGet(() -> naming.say(locale, "privacy.said.open")));
  }

  /** The last day before it ends. */
  private static ZonedDateTime lastDay(Instant end) {
    return end.minusMillis(1).atZone(DutchTime.ZONE);
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private List<Kept> kept(Entry entry, Optional<Decision> decision, Locale locale) {
    List<KeptBack> kept =
        decision.map(KeptBack::by).orElseGet(() -> List.of(new KeptBack(entry.withheld(), "log")));
    return kept.stream()
        .filter(one -> !one.categories().equals(Categories.NONE))
        .map(one ->
            new Kept(
                naming.list(one.categories(), locale),
                naming.sayOr(locale, naming.reason(one.why(), locale), "privacy.kept." + one.why()),
                naming.sayOr(locale, "", "privacy.change." + one.why())))
        .toList();
  }

  /** What would have made it another answer. */
  private List<String> changes(Optional<Decision> decision, Locale locale) {
    return switch (decision.orElse(null)) {
      case null -> List.of();
      case Decision.Permit permit ->
          Stream.of(
                  permit.consents().isEmpty() ? "" : naming.say(locale, "privacy.change.withdraw"),
                  permit
                      .validUntil()
                      .map(until ->
                          naming.say(
                              locale,
                              "privacy.change.until",
                              DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                  .withLocale(locale)
                                  .format(lastDay(until))))
                      .orElse(""))
              .filter(text -> !text.isEmpty())
              .toList();
      case Decision.Refuse refuse ->
          Stream.concat(
                  Stream.of(naming.sayOr(locale, "", "privacy.change." + refuse.reason().code())),
                  refuse.inEmergency().stream()
                      .map(row ->
                          naming.say(
                              locale,
                              "privacy.change.emergency",
                              naming.list(row.release(), locale))))
              .filter(text -> !text.isEmpty())
              .toList();
      case Decision.Review review -> List.of(naming.say(locale, "privacy.change.review"));
    };
  }
}
