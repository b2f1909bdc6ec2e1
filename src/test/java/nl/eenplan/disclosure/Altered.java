package nl.eenplan.disclosure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;

/** The same consent, but for one thing. */
final class Altered {

  private Altered() {}

  static boolean isPermitting(Rule rule) {
    return rule.effect() == Effect.PERMIT;
  }

  static boolean isPurelyPermitting(Rule rule) {
    return rule.withExceptions().allMatch(Altered::isPermitting);
  }

  static boolean isPurelyPermitting(Consent consent) {
    return consent.rules().stream().allMatch(Altered::isPurelyPermitting);
  }

  /** Written down by that party, and in force. */
  static Consent now(Consent c, Party by) {
    return new Consent(
        c.id(),
        c.version(),
        c.client(),
        c.person(),
        by.code(),
        Consent.Kind.DISCLOSURE,
        Status.ACTIVE,
        c.given(),
        Instant.EPOCH,
        Optional.empty(),
        c.replaces(),
        c.rules());
  }

  static Consent withdrawn(Consent consent) {
    return copy(consent, consent.kind(), Status.WITHDRAWN, consent.until(), consent.rules());
  }

  static Consent aboutHelp(Consent consent) {
    return copy(consent, Consent.Kind.HELP, consent.status(), consent.until(), consent.rules());
  }

  static Consent until(Instant end, Consent consent) {
    return copy(consent, consent.kind(), consent.status(), Optional.of(end), consent.rules());
  }

  static Consent rules(Consent consent, UnaryOperator<Rule> change) {
    List<Rule> rules = consent.rules().stream().map(change).toList();
    return copy(consent, consent.kind(), consent.status(), consent.until(), rules);
  }

  static Consent reversed(Consent consent) {
    return copy(
        consent,
        consent.kind(),
        consent.status(),
        consent.until(),
        consent.rules().stream().map(Altered::reversed).toList().reversed());
  }

  private static Rule reversed(Rule rule) {
    return exceptions(rule, rule.exceptions().stream().map(Altered::reversed).toList().reversed());
  }

  static Rule effect(Effect effect, Rule rule) {
    return copy(
        rule,
        effect,
        rule.categories(),
        rule.exceptions().stream().map(exception -> effect(effect, exception)).toList());
  }

  static Rule categories(Categories categories, Rule rule) {
    return copy(rule, rule.effect(), categories, rule.exceptions());
  }

  static Rule exception(Rule exception, Rule rule) {
    List<Rule> exceptions = new ArrayList<>(rule.exceptions());
    exceptions.add(exception);
    return exceptions(rule, exceptions);
  }

  private static Rule exceptions(Rule rule, List<Rule> exceptions) {
    return copy(rule, rule.effect(), rule.categories(), exceptions);
  }

  /** For one recipient and one purpose less, as long as that leaves some. */
  static Rule forFewer(Rule rule) {
    return new Rule(
        rule.effect(),
        fewer(rule.purposes()),
        rule.kinds().isEmpty() ? fewer(rule.recipients()) : rule.recipients(),
        fewer(rule.kinds()),
        rule.categories(),
        rule.from(),
        rule.until(),
        rule.exceptions());
  }

  private static <T> Set<T> fewer(Set<T> words) {
    return words.size() < 2 ? words : words.stream().skip(1).collect(Collectors.toSet());
  }

  private static Rule copy(Rule rule, Effect effect, Categories categories, List<Rule> exceptions) {
    return new Rule(
        effect,
        rule.purposes(),
        rule.recipients(),
        rule.kinds(),
        categories,
        rule.from(),
        rule.until(),
        exceptions);
  }

  private static Consent copy(
      Consent c, Consent.Kind kind, Status status, Optional<Instant> until, List<Rule> rules) {
    return new Consent(
        c.id(),
        c.version(),
        c.client(),
        c.person(),
        c.recordedBy(),
        kind,
        status,
        c.given(),
        c.from(),
        until,
        c.replaces(),
        rules);
  }
}
