package nl.eenplan.fhir.reading;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Problem;

/**
 * What a rule and the rules around it have in common: outside of it an exception never matches.
 *
 * @param purposes any when empty
 * @param around the rules that name recipients
 * @param kinds of the organisations that those rules name
 */
record Scope(
    Set<Purpose> purposes,
    Categories categories,
    List<Rule> around,
    Map<OrganisationCode, OrganisationKind> kinds,
    Instant from,
    Instant until) {

  static final Scope ANYTHING =
      new Scope(Set.of(), Categories.ALL, List.of(), Map.of(), Instant.MIN, Instant.MAX);

  /**
   * @throws Problem CONSENT_CONTRADICTS when nothing is left
   */
  Scope within(Moments.Span span, String path) {
    Instant begin = span.from().filter(from::isBefore).orElse(from);
    Instant end = span.until().filter(until::isAfter).orElse(until);
    consistent(begin.isBefore(end), path + ".period");
    return new Scope(purposes, categories, around, kinds, begin, end);
  }

  /**
   * @param named the kinds of the organisations that the rule names
   * @throws Problem CONSENT_CONTRADICTS when nothing is left
   */
  Scope within(Rule rule, Map<OrganisationCode, OrganisationKind> named, String path) {
    Set<Purpose> common = new HashSet<>(purposes.isEmpty() ? rule.purposes() : purposes);
    if (!rule.purposes().isEmpty()) {
      common.retainAll(rule.purposes());
      consistent(!common.isEmpty(), path + ".purpose");
    }
    Categories both = categories.and(rule.categories());
    consistent(!both.isEmpty(), path + ".class");
    boolean anybody = rule.recipients().isEmpty() && rule.kinds().isEmpty();
    Map<OrganisationCode, OrganisationKind> all = new HashMap<>(kinds);
    all.putAll(named);
    Scope inner =
        new Scope(
            common,
            both,
            anybody ? around : Stream.concat(around.stream(), Stream.of(rule)).toList(),
            all,
            from,
            until);
    consistent(inner.canMatchSomebody(), path + ".actor");
    return inner;
  }

  /** One of the organisations that are named, or any other of a kind that is named. */
  private boolean canMatchSomebody() {
    return around.isEmpty()
        || kinds.entrySet().stream()
            .anyMatch(one ->
                around.stream()
                    .allMatch(rule ->
                        rule.recipients().contains(one.getKey())
                            || rule.kinds().contains(one.getValue())))
        || around.getFirst().kinds().stream()
            .anyMatch(kind -> around.stream().allMatch(rule -> rule.kinds().contains(kind)));
  }

  private static void consistent(boolean consistent, String path) {
    if (!consistent) {
      throw Problem.of(Problem.Code.CONSENT_CONTRADICTS, path);
    }
  }
}
