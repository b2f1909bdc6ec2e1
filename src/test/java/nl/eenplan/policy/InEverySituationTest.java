package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Circumstances;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Given;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.disclosure.Judgement;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Question;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import org.junit.jupiter.api.Test;

/**
 * The questions are finite, so they are all asked of the shipped table: purposes x kinds x kinds x
 * actions x emergency x secret address x how closely the client permitted it.
 */
class InEverySituationTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClientId CLIENT = new ClientId(new UUID(0, 1));
  private static final Categories WHEREABOUTS =
      Categories.of(
          Category.IDENTITY_ADDRESS, Category.IDENTITY_MUNICIPALITY, Category.PROTECTED_ADDRESS);

  private final PolicyFolder policies = PolicyReader.read(Path.of("consent-policies"));
  private final PolicyTable table = policies.table();
  private final Vocabulary words = policies.vocabulary();

  /** What the client said to both parties, signed: each says more than the one before. */
  private enum Said {
    NOTHING,
    TO_ANYBODY,
    TO_THEIR_KIND,
    BY_NAME
  }

  private record Situation(Question question, boolean secretAddress, Said said) {

    Situation with(boolean secret, Said other) {
      return new Situation(question, secret, other);
    }

    Situation asking(Categories asked) {
      Question q = question;
      return new Situation(
          new Question(
              q.client(),
              q.sender(),
              q.receiver(),
              q.purpose(),
              q.action(),
              asked,
              q.vitalInterest(),
              q.claimed(),
              q.at()),
          secretAddress,
          said);
    }
  }

  @Test
  void whatPassesIsAskedForAndReleasedByTheRowAndNeverForbidden() {
    int asked =
        always(situation -> {
          Decision decision = decide(situation);
          Optional<PolicyRow> row = row(situation);
          if (row.isEmpty()) {
            assertThat(((Refuse) decision).reason())
                .isEqualTo(
                    situation.question().emergency()
                        ? Reason.NO_EMERGENCY_GROUND
                        : Reason.NO_GROUND);
          } else {
            Categories passes = released(situation);
            assertThat(row.get().release().minus(row.get().never()).containsAll(passes)).isTrue();
          }
        });
    int kinds = words.kinds().size();
    assertThat(asked)
        .isEqualTo(
            words.purposes().size()
                * kinds
                * kinds
                * Action.values().length
                * 2
                * 2
                * Said.values().length);
  }

  @Test
  void whereConsentIsAskedNothingPassesWithoutIt() {
    always(situation -> {
      if (situation.said() == Said.NOTHING
          && row(situation).filter(row -> row.condition() != Condition.NONE).isPresent()) {
        assertThat(permits(situation)).as(situation.toString()).isFalse();
      }
    });
  }

  @Test
  void aPermissionThatSaysLessNeverReleasesMore() {
    always(situation -> {
      for (Said less : Said.values()) {
        if (less.compareTo(situation.said()) < 0) {
          assertNoMore(situation, situation.with(situation.secretAddress(), less));
        }
      }
    });
  }

  @Test
  void aCareGiverSaysNothingUnderAPermissionThatDoesNotNameTheRecipient() {
    always(situation -> {
      Question question = situation.question();
      if (words.secrecy(question.sender().kind()) == Secrecy.MEDICAL
          && !question.emergency()
          && situation.said() != Said.BY_NAME) {
        assertThat(permits(situation)).as(situation.toString()).isFalse();
      }
    });
  }

  @Test
  void aSecretAddressIsForThoseWhomTheClientNamedAndForEmergencies() {
    always(situation -> {
      if (situation.secretAddress() && !released(situation).and(WHEREABOUTS).isEmpty()) {
        assertThat(row(situation).orElseThrow().release().contains(Category.PROTECTED_ADDRESS))
            .isTrue();
        assertThat(situation.question().emergency() || situation.said() == Said.BY_NAME)
            .as(situation.toString())
            .isTrue();
      }
    });
  }

  @Test
  void thatAnAddressIsSecretNeverReleasesMore() {
    always(situation -> assertNoMore(situation, situation.with(true, situation.said())));
  }

  @Test
  void eachCategoryIsDecidedOnItsOwn() {
    always(situation -> {
      if (row(situation).isPresent()) {
        Categories require = row(situation).get().require();
        Categories together = released(situation);
        for (Category category : Category.values()) {
          Categories one = Categories.of(category);
          assertThat(released(situation.asking(require.or(one))))
              .as("%s of %s", category, situation)
              .isEqualTo(together.and(require.or(one)));
        }
      }
    });
  }

  private void assertNoMore(Situation then, Situation now) {
    assertThat(released(then).containsAll(released(now)) && (permits(then) || !permits(now)))
        .as("%s, and now %s", then, now)
        .isTrue();
  }

  private Decision decide(Situation situation) {
    Circumstances known = new Circumstances(consents(situation), situation.secretAddress());
    return Judgement.decide(situation.question(), table, known);
  }

  private boolean permits(Situation situation) {
    return decide(situation) instanceof Permit;
  }

  private Categories released(Situation situation) {
    return decide(situation) instanceof Permit permit ? permit.released() : Categories.NONE;
  }

  private Optional<PolicyRow> row(Situation situation) {
    Question q = situation.question();
    return table.find(
        q.purpose(), q.sender().kind(), q.receiver().kind(), q.action(), q.emergency());
  }

  /** How many situations there are. */
  private int always(Consumer<Situation> property) {
    List<Situation> situations = new ArrayList<>();
    for (Purpose purpose : words.purposes()) {
      for (OrganisationKind from : words.kinds()) {
        for (OrganisationKind to : words.kinds()) {
          for (Action action : Action.values()) {
            Question question =
                new Question(
                    CLIENT,
                    party("from-", from),
                    party("to-", to),
                    purpose,
                    action,
                    Categories.ALL,
                    NOW);
            for (Said said : Said.values()) {
              for (boolean secret : List.of(true, false)) {
                situations.add(new Situation(question, secret, said));
                situations.add(new Situation(question.inEmergency(), secret, said));
              }
            }
          }
        }
      }
    }
    situations.forEach(property);
    return situations.size();
  }

  private static Party party(String which, OrganisationKind kind) {
    return new Party(new OrganisationCode(which + kind), kind, true);
  }

  private static List<Consent> consents(Situation situation) {
    List<Party> parties = List.of(situation.question().sender(), situation.question().receiver());
    Set<OrganisationCode> codes = Set.of(parties.get(0).code(), parties.get(1).code());
    Set<OrganisationKind> kinds = Set.copyOf(parties.stream().map(Party::kind).toList());
    return switch (situation.said()) {
      case NOTHING -> List.of();
      case TO_ANYBODY -> consents(parties, Set.of(), Set.of());
      case TO_THEIR_KIND -> consents(parties, Set.of(), kinds);
      case BY_NAME -> consents(parties, codes, Set.of());
    };
  }

  private static List<Consent> consents(
      List<Party> by, Set<OrganisationCode> recipients, Set<OrganisationKind> kinds) {
    Rule rule = new Rule(Effect.PERMIT, Set.of(), recipients, kinds, Categories.ALL);
    Instant from = NOW.minusSeconds(60);
    Given signed =
        new Given(
            Set.of(Giver.CLIENT), Evidence.SIGNED_FORM, from, Optional.empty(), Optional.empty());
    return by.stream()
        .map(party ->
            new Consent(
                new UUID(0, 2),
                1,
                CLIENT,
                CLIENT.value(),
                party.code(),
                Consent.Kind.DISCLOSURE,
                Status.ACTIVE,
                signed,
                from,
                Optional.empty(),
                Optional.empty(),
                List.of(rule)))
        .toList();
  }
}
