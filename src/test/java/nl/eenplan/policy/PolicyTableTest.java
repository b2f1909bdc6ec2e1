package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

/** What holds for the table as it is shipped, whoever asks, if the client permits everything. */
class PolicyTableTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClientId CLIENT = new ClientId(new UUID(0, 1));

  private final PolicyFolder policies = PolicyReader.read(Path.of("consent-policies"));
  private final PolicyTable table = policies.table();
  private final Vocabulary words = policies.vocabulary();
  private final Categories special = words.ofSensitivity(Sensitivity.SPECIAL);

  @Test
  void noWelfareOrganisationGetsTheBsnOrSpecialDataWhateverAnybodyPermits() {
    Categories forbidden = special.or(words.ofSensitivity(Sensitivity.BSN));
    forEveryQuestion(question -> {
      if (question.receiver().kind().code().equals("welfare")) {
        assertThat(released(question, permitAll(question)).and(forbidden).isEmpty())
            .as(question.toString())
            .isTrue();
      }
    });
  }

  @Test
  void onlyWhomAStatuteNamesGetsTheBsn() {
    Set<String> flows = new TreeSet<>();
    forEveryQuestion(question -> {
      if (released(question, permitAll(question)).contains(Category.BSN)) {
        flows.add(question.sender().kind() + " to " + question.receiver().kind());
      }
    });
    assertThat(flows)
        .containsExactly(
            "ggz to municipality",
            "municipality to day-activities",
            "municipality to ggz",
            "municipality to uwv",
            "municipality to wmo",
            "wmo to day-activities");
  }

  @Test
  void howAClientFaresInBodyAndMindPassesToNobody() {
    Categories care =
        Categories.of(
            Category.HEALTH,
            Category.ADDICTION,
            Category.LIFE_DOMAIN_PHYSICAL_HEALTH,
            Category.LIFE_DOMAIN_MENTAL_HEALTH);
    forEveryQuestion(question ->
        assertThat(released(question, permitAll(question)).and(care).isEmpty())
            .as(question.toString())
            .isTrue());
    assertThat(table.rows()).allSatisfy(row -> assertThat(row.never().containsAll(care)).isTrue());
  }

  @Test
  void thatSomebodyIsInCareIsSaidByTheCareGiverToAMunicipalityOnly() {
    forEveryQuestion(question -> {
      if (released(question, permitAll(question)).contains(Category.INVOLVEMENT_CARE)) {
        assertThat(question.sender().kind().code()).isEqualTo("ggz");
        assertThat(question.receiver().kind().code()).isEqualTo("municipality");
      }
    });
  }

  @Test
  void inAnEmergencyAcuteHelpHearsWhoWhereAndWhatAndNothingElse() {
    Categories needed =
        words
            .categories("identity")
            .orElseThrow()
            .or(
                Categories.of(
                    Category.CONTACT,
                    Category.LANGUAGE,
                    Category.PROTECTED_ADDRESS,
                    Category.CONCERN));
    forEveryQuestion(question -> {
      Question acute = question.inEmergency();
      if (permits(acute, List.of())) {
        assertThat(acute.purpose().code()).isEqualTo("acute-concern");
        if (acute.receiver().kind().code().equals("acute-help")) {
          assertThat(released(acute, List.of())).isEqualTo(needed);
        } else {
          assertThat(acute.sender().kind().code()).isEqualTo("acute-help");
        }
      }
    });
  }

  @Test
  void whereConsentIsAskedTheRefusalSaysThatThereIsNone() {
    forEveryQuestion(question -> {
      if (row(question).filter(row -> row.condition() != Condition.NONE).isPresent()) {
        Decision decision = Judgement.decide(question, table, Circumstances.NONE);
        assertThat(decision).isInstanceOf(Refuse.class);
        boolean medical = row(question).orElseThrow().secrecy() == Secrecy.MEDICAL;
        assertThat(((Refuse) decision).reason())
            .isEqualTo(
                medical && row(question).orElseThrow().condition() != Condition.CONSENT_OF_REFERRAL
                    ? Reason.SECRECY
                    : Reason.NO_CONSENT);
      }
    });
  }

  @Test
  void wordsThatNobodyKnowsNeverPermit() {
    for (String unknown : List.of("", "*", "any", "Municipality", "participation ")) {
      for (Action action : Action.values()) {
        for (OrganisationKind kind : words.kinds()) {
          OrganisationKind nobody = new OrganisationKind(unknown);
          for (Purpose purpose : words.purposes()) {
            for (boolean emergency : List.of(true, false)) {
              assertThat(table.find(purpose, nobody, kind, action, emergency)).isEmpty();
              assertThat(table.find(purpose, kind, nobody, action, emergency)).isEmpty();
            }
          }
          for (OrganisationKind other : words.kinds()) {
            assertThat(table.find(new Purpose(unknown), kind, other, action, true)).isEmpty();
            assertThat(table.find(new Purpose(unknown), kind, other, action, false)).isEmpty();
          }
        }
      }
    }
  }

  private boolean permits(Question question, List<Consent> consents) {
    return Judgement.decide(question, table, Circumstances.of(consents)) instanceof Permit;
  }

  private Categories released(Question question, List<Consent> consents) {
    return Judgement.decide(question, table, Circumstances.of(consents)) instanceof Permit permit
        ? permit.released()
        : Categories.NONE;
  }

  private Optional<PolicyRow> row(Question question) {
    return table.find(
        question.purpose(),
        question.sender().kind(),
        question.receiver().kind(),
        question.action(),
        question.emergency());
  }

  /** Purposes x kinds x kinds x actions, asking for everything. */
  private void forEveryQuestion(Consumer<Question> check) {
    for (Purpose purpose : words.purposes()) {
      for (OrganisationKind from : words.kinds()) {
        for (OrganisationKind to : words.kinds()) {
          for (Action action : Action.values()) {
            check.accept(question(purpose, from, to, action, Categories.ALL));
          }
        }
      }
    }
  }

  private static Question question(
      Purpose purpose,
      OrganisationKind from,
      OrganisationKind to,
      Action action,
      Categories asked) {
    return new Question(CLIENT, party("a", from), party("b", to), purpose, action, asked, NOW);
  }

  private static Party party(String which, OrganisationKind kind) {
    return new Party(new OrganisationCode(which + "-" + kind), kind, true);
  }

  /** Both write down, signed, that everything may pass to either of them, by name. */
  private static List<Consent> permitAll(Question question) {
    Party one = question.sender();
    Party other = question.receiver();
    Rule rule =
        new Rule(
            Effect.PERMIT, Set.of(), Set.of(one.code(), other.code()), Set.of(), Categories.ALL);
    return Stream.of(one, other).map(party -> consent(party, rule)).toList();
  }

  private static Consent consent(Party by, Rule rule) {
    Instant from = NOW.minusSeconds(60);
    return new Consent(
        UUID.randomUUID(),
        1,
        CLIENT,
        CLIENT.value(),
        by.code(),
        Consent.Kind.DISCLOSURE,
        Status.ACTIVE,
        new Given(
            Set.of(Giver.CLIENT), Evidence.SIGNED_FORM, from, Optional.empty(), Optional.empty()),
        from,
        Optional.empty(),
        Optional.empty(),
        List.of(rule));
  }
}
