package nl.eenplan.disclosure;

import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Kind;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.organisation.OrganisationCode;

/**
 * What consents say about one recipient, worked out one category after the other: slow, plain, and
 * without a line of {@link Words}.
 *
 * @param named the part of {@code yes} that names the recipient
 * @param some whether there is a yes at all, even if a no is closer
 * @param lost whether a yes was taken back
 */
record Sayings(Set<String> yes, Set<String> named, Set<String> no, boolean some, boolean lost) {

  /** The rule that a category ends up with, and how closely it speaks of the question. */
  private record Line(Effect effect, boolean named, boolean kind, boolean purpose) {
    int closeness() {
      return (named ? 100 : kind ? 10 : 0) + (purpose ? 1 : 0);
    }
  }

  /**
   * @param asked whose yes counts
   * @param signed whether it has to be signed
   * @param lasts how long a yes holds
   */
  static Sayings about(
      Party recipient,
      OrganisationCode asked,
      boolean signed,
      Optional<Period> lasts,
      Question question,
      List<Consent> consents) {
    Sayings sayings = new Sayings(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), false, false);
    for (Category category : Category.values()) {
      List<Line> lines = new ArrayList<>();
      for (Consent consent : consents) {
        boolean heard =
            Stream.of(question.sender(), question.receiver())
                .anyMatch(party -> party.code().equals(consent.recordedBy()));
        if (consent.kind() == Kind.HELP || !heard) {
          continue;
        }
        boolean mine =
            consent.recordedBy().equals(asked)
                && (!signed || consent.given().evidence() == Evidence.SIGNED_FORM);
        boolean active = isActive(consent, question);
        boolean tooOld =
            lasts
                .map(consent.from().atZone(ZoneOffset.UTC)::plus)
                .filter(end -> !question.at().isBefore(end.toInstant()))
                .isPresent();
        Line any = new Line(Effect.DENY, false, false, false);
        for (Rule rule : consent.rules()) {
          for (Line line : deepest(rule, category, recipient, question, any)) {
            boolean no = line.effect() == Effect.DENY;
            boolean yes = !no && mine && consent.status() == Status.ACTIVE;
            if (active && (no || (yes && !tooOld))) {
              lines.add(line);
            }
            boolean lost = !no && mine && consent.status() != Status.ACTIVE;
            sayings = sayings.and(yes && active && !tooOld, lost);
          }
        }
      }
      sayings.conclude(category, lines);
    }
    return sayings;
  }

  private Sayings and(boolean oneMore, boolean oneLost) {
    return new Sayings(yes, named, no, some || oneMore, lost || oneLost);
  }

  /** The closest word counts, and of equally close ones the no. */
  private void conclude(Category category, List<Line> lines) {
    int closest = lines.stream().mapToInt(Line::closeness).max().orElse(0);
    List<Line> words = lines.stream().filter(line -> line.closeness() == closest).toList();
    if (words.stream().anyMatch(line -> line.effect() == Effect.DENY)) {
      no.add(category.code());
    } else if (!words.isEmpty()) {
      yes.add(category.code());
      if (words.getFirst().named()) {
        named.add(category.code());
      }
    }
  }

  private static boolean isActive(Consent consent, Question question) {
    return consent.status() != Status.WITHDRAWN
        && !question.at().isBefore(consent.from())
        && consent.until().filter(end -> !question.at().isBefore(end)).isEmpty();
  }

  /** The rules that are about this, without those that have an exception that is. */
  private static List<Line> deepest(
      Rule rule, Category category, Party recipient, Question question, Line around) {
    boolean named = rule.recipients().contains(recipient.code());
    boolean kind = rule.kinds().contains(recipient.kind());
    boolean anybody = rule.recipients().isEmpty() && rule.kinds().isEmpty();
    boolean anything = rule.purposes().isEmpty();
    if (!(named || kind || anybody)
        || !(anything || rule.purposes().contains(question.purpose()))
        || rule.from().filter(question.at()::isBefore).isPresent()
        || rule.until().filter(end -> !question.at().isBefore(end)).isPresent()
        || !rule.categories().contains(category)) {
      return List.of();
    }
    Line here =
        new Line(
            rule.effect(),
            named || around.named(),
            kind || around.kind(),
            !anything || around.purpose());
    List<Line> deeper =
        rule.exceptions().stream()
            .flatMap(e -> deepest(e, category, recipient, question, here).stream())
            .toList();
    return deeper.isEmpty() ? List.of(here) : deeper;
  }
}
