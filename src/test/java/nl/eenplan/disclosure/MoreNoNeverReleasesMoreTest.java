package nl.eenplan.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.OnObjection;
import nl.eenplan.policy.PolicyFolder;
import nl.eenplan.policy.PolicyReader;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever clients said: saying no, less, or no longer never lets more pass. Over random consents
 * from a fixed seed, about the shipped policies and about every kind of row.
 */
class MoreNoNeverReleasesMoreTest {

  private static final int ROUNDS = Integer.getInteger("questions", 200_000) / 20;
  private static final long SEED = 20261122;

  private static final List<PolicyFolder> POLICIES = new ArrayList<>();

  @BeforeAll
  static void theShippedOnesAndEveryKindOfRow(@TempDir Path everyKind) throws IOException {
    EveryKindOfRow.writeTo(everyKind, SEED);
    POLICIES.addAll(
        List.of(PolicyReader.read(Path.of("consent-policies")), PolicyReader.read(everyKind)));
  }

  /** One draw: a question, what is known, and more to draw from. */
  private record Case(Draw draw, PolicyTable table, Question question, Circumstances known) {

    Decision decide(Circumstances now) {
      return Judgement.decide(question, table, now);
    }

    Optional<PolicyRow> row() {
      return decide(known).ground();
    }

    Circumstances with(Consent... more) {
      List<Consent> consents = new ArrayList<>(known.consents());
      consents.addAll(List.of(more));
      return new Circumstances(consents, known.protectedAddress());
    }

    Circumstances each(UnaryOperator<Consent> change) {
      return new Circumstances(
          known.consents().stream().map(change).toList(), known.protectedAddress());
    }

    void releasesNoMore(Circumstances now) {
      Decision then = decide(known);
      Decision after = decide(now);
      assertThat(released(then).containsAll(released(after)) && (permits(then) || !permits(after)))
          .as("%s%nbefore %s%nafter %s%n%s%n%s", question, known, now, then, after)
          .isTrue();
    }

    void decidesTheSame(Circumstances now) {
      assertThat(words(decide(now)))
          .as("%s%n%s%n%s", question, known, now)
          .isEqualTo(words(decide(known)));
    }
  }

  private interface Property {
    void holdsFor(Case drawn);
  }

  private static void always(Property property) {
    for (PolicyFolder policies : POLICIES) {
      Draw draw = new Draw(policies, SEED);
      for (int n = 0; n < ROUNDS; n++) {
        Question question = draw.question();
        property.holdsFor(new Case(draw, policies.table(), question, draw.circumstances(question)));
      }
    }
  }

  @Test
  void aRefusalMore() {
    always(c -> {
      Rule no = Altered.effect(Effect.DENY, c.draw.rule(c.question, 0));
      c.releasesNoMore(c.with(c.draw.consent(c.question, List.of(no))));
    });
  }

  @Test
  void aRefusalWithinAPermission() {
    always(c -> {
      Rule no = Altered.effect(Effect.DENY, c.draw.rule(c.question, 1));
      c.releasesNoMore(c.each(change(Altered::isPermitting, rule -> Altered.exception(no, rule))));
    });
  }

  @Test
  void aPermissionTakenBack() {
    always(c ->
        c.releasesNoMore(
            c.each(said -> Altered.isPurelyPermitting(said) ? Altered.withdrawn(said) : said)));
  }

  @Test
  void aPermissionForLess() {
    always(c -> {
      Categories fewer = c.draw.categories();
      c.releasesNoMore(
          c.each(
              change(
                  Altered::isPurelyPermitting,
                  rule -> Altered.categories(rule.categories().and(fewer), rule))));
    });
  }

  @Test
  void aPermissionForFewerPurposesAndRecipients() {
    always(c -> c.releasesNoMore(c.each(change(Altered::isPurelyPermitting, Altered::forFewer))));
  }

  @Test
  void aPermissionForAShorterTime() {
    Instant soon = Draw.NOW.plusSeconds(1);
    always(c -> {
      Instant end = c.draw.any(List.of(Draw.NOW, soon));
      c.releasesNoMore(
          c.each(said ->
              Altered.isPurelyPermitting(said) && said.until().filter(end::isAfter).isEmpty()
                  ? Altered.until(end, said)
                  : said));
    });
  }

  @Test
  void anAddressThatIsSecret() {
    always(c -> c.releasesNoMore(new Circumstances(c.known.consents(), true)));
  }

  @Test
  void aRefusalThatNamesRecipientAndPurposeStopsEverythingButAnEmergency() {
    always(c -> {
      Rule no =
          new Rule(
              Effect.DENY,
              Set.of(c.question.purpose()),
              Set.of(c.question.receiver().code()),
              Set.of(),
              Categories.ALL);
      if (c.row().filter(row -> row.onObjection() == OnObjection.OVERRIDE).isEmpty()) {
        Consent refusal = Altered.now(c.draw.consent(c.question, List.of(no)), c.question.sender());
        assertThat(permits(c.decide(c.with(refusal)))).as(c.toString()).isFalse();
      }
    });
  }

  @Test
  void whereConsentIsAskedNothingPassesWhenAllOfItIsTakenBack() {
    always(c -> {
      if (c.row().filter(row -> row.condition() != Condition.NONE).isPresent()) {
        assertThat(permits(c.decide(c.each(Altered::withdrawn)))).as(c.toString()).isFalse();
      }
    });
  }

  @Test
  void theOrderOfConsentsAndOfTheRulesInThemDoesNotMatter() {
    always(c -> {
      List<Consent> reversed =
          c.known.consents().stream().map(Altered::reversed).toList().reversed();
      c.decidesTheSame(new Circumstances(reversed, c.known.protectedAddress()));
    });
  }

  @Test
  void wordsThatNobodyKnowsSayNothing() {
    always(c -> {
      Rule purpose = rule(Set.of(new Purpose("*")), Set.of(), Set.of());
      Rule recipient = rule(Set.of(), Set.of(new OrganisationCode("any")), Set.of());
      Rule kind = rule(Set.of(), Set.of(), Set.of(new OrganisationKind("*")));
      c.decidesTheSame(c.with(c.draw.consent(c.question, List.of(purpose, recipient, kind))));
    });
  }

  @Test
  void thatHelpIsWelcomeSaysNothingOfData() {
    always(c -> c.decidesTheSame(c.with(Altered.aboutHelp(c.draw.consent(c.question)))));
  }

  private static Rule rule(
      Set<Purpose> purposes, Set<OrganisationCode> recipients, Set<OrganisationKind> kinds) {
    return new Rule(Effect.PERMIT, purposes, recipients, kinds, Categories.ALL);
  }

  /** A change of the rules of what was not taken back. */
  private static UnaryOperator<Consent> change(Predicate<Rule> which, UnaryOperator<Rule> change) {
    return said ->
        said.status() != Status.ACTIVE
            ? said
            : Altered.rules(said, rule -> which.test(rule) ? change.apply(rule) : rule);
  }

  private static boolean permits(Decision decision) {
    return decision instanceof Permit;
  }

  private static Categories released(Decision decision) {
    return decision instanceof Permit permit ? permit.released() : Categories.NONE;
  }

  /** All of it, but for the order of the consents in it. */
  private static List<Object> words(Decision decision) {
    return switch (decision) {
      case Permit p ->
          List.of(p.released(), p.withheld(), p.validUntil(), Set.copyOf(p.consents()));
      case Refuse r -> List.of(r.reason(), r.missing(), Set.copyOf(r.because()));
      case Review r -> List.of("review", Set.copyOf(r.because()));
    };
  }
}
