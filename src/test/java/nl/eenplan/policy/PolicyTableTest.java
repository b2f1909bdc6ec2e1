package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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

/**
 * What holds for the table as it is shipped, whoever asks. The questions are finite, so they are
 * all asked; the consents are not, so they are drawn at random from a fixed seed.
 */
class PolicyTableTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClientId CLIENT = new ClientId(new UUID(0, 1));
  private static final long SEED = 20261122;
  private static final int ROUNDS = 20_000;

  private final PolicyFolder policies = PolicyReader.read(Path.of("consent-policies"));
  private final PolicyTable table = policies.table();
  private final Vocabulary words = policies.vocabulary();
  private final Categories special = words.ofSensitivity(Sensitivity.SPECIAL);
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

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
  void aCareGiverSaysNothingUnderAPermissionThatDoesNotNameTheRecipient() {
    forEveryQuestion(question -> {
      if (words.secrecy(question.sender().kind()) == Secrecy.MEDICAL) {
        Rule anybody = new Rule(Effect.PERMIT, Set.of(), Set.of(), Set.of(), Categories.ALL);
        Rule kind =
            new Rule(
                Effect.PERMIT,
                Set.of(question.purpose()),
                Set.of(),
                Set.of(question.receiver().kind()),
                Categories.ALL);
        List<Consent> unnamed =
            Stream.of(question.sender(), question.receiver())
                .flatMap(by ->
                    Stream.of(anybody, kind)
                        .map(rule -> consent(by, rule, Status.ACTIVE, Optional.empty())))
                .toList();
        assertThat(permits(question, unnamed)).as(question.toString()).isFalse();
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
  void withoutARowThereIsNoGroundWhateverTheClientPermits() {
    forEveryQuestion(question -> {
      Optional<PolicyRow> row = row(question);
      Decision decision = Judgement.decide(question, table, Circumstances.of(permitAll(question)));
      if (row.isEmpty()) {
        assertThat(decision).isInstanceOf(Refuse.class);
        assertThat(((Refuse) decision).reason()).isEqualTo(Reason.NO_GROUND);
      } else {
        assertThat(row.get().release().containsAll(released(question, permitAll(question))))
            .isTrue();
      }
    });
  }

  @Test
  void whereConsentIsAskedNothingPassesWithoutIt() {
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
            assertThat(table.find(purpose, nobody, kind, action, false)).isEmpty();
            assertThat(table.find(purpose, kind, nobody, action, false)).isEmpty();
          }
          for (OrganisationKind other : words.kinds()) {
            assertThat(table.find(new Purpose(unknown), kind, other, action, false)).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void aRefusalMoreNeverReleasesMore() {
    forRandomQuestions((question, consents) -> {
      List<Consent> more = new ArrayList<>(consents);
      more.add(consent(question, Effect.DENY));
      assertReleasesNoMore(question, consents, more);
    });
  }

  @Test
  void aWithdrawalNeverReleasesMore() {
    forRandomQuestions((question, consents) -> {
      for (int i = 0; i < consents.size(); i++) {
        Consent consent = consents.get(i);
        if (consent.rules().getFirst().effect() == Effect.PERMIT) {
          List<Consent> fewer = new ArrayList<>(consents);
          fewer.set(i, withdrawn(consent));
          assertReleasesNoMore(question, consents, fewer);
        }
      }
    });
  }

  @Test
  void aRefusalThatNamesRecipientAndPurposeStopsEverything() {
    forRandomQuestions((question, consents) -> {
      Rule no =
          new Rule(
              Effect.DENY,
              Set.of(question.purpose()),
              Set.of(question.receiver().code()),
              Set.of(),
              Categories.ALL);
      List<Consent> more = new ArrayList<>(consents);
      more.add(consent(question.sender(), no, Status.ACTIVE, Optional.empty()));
      assertThat(permits(question, more)).as(question.toString()).isFalse();
    });
  }

  @Test
  void whereConsentIsAskedNothingPassesWhenAllOfItIsWithdrawn() {
    forRandomQuestions((question, consents) -> {
      if (row(question).orElseThrow().condition() != Condition.NONE) {
        List<Consent> all = consents.stream().map(PolicyTableTest::withdrawn).toList();
        assertThat(permits(question, all)).as(question.toString()).isFalse();
      }
    });
  }

  @Test
  void theOrderOfConsentsDoesNotMatter() {
    forRandomQuestions((question, consents) -> {
      List<Consent> shuffled = new ArrayList<>(consents);
      Collections.shuffle(shuffled, Random.from(random));
      assertThat(verdict(question, shuffled)).isEqualTo(verdict(question, consents));
    });
  }

  @Test
  void askingMoreNeverGivesWhatTheRowDoesNotRelease() {
    forRandomQuestions((question, consents) -> {
      Categories released = released(question, consents);
      assertThat(question.asked().containsAll(released)).isTrue();
      row(question)
          .ifPresent(row -> {
            assertThat(row.release().containsAll(released)).isTrue();
            assertThat(row.never().and(released).isEmpty()).isTrue();
          });
    });
  }

  private void assertReleasesNoMore(Question question, List<Consent> before, List<Consent> after) {
    Categories then = released(question, before);
    Categories now = released(question, after);
    assertThat(then.containsAll(now)).as("%s: %s before, %s after", question, then, now).isTrue();
    if (!permits(question, before)) {
      assertThat(permits(question, after)).as("%s was refused before", question).isFalse();
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

  /** What a decision says, without the references, whose order is that of the consents. */
  private List<Object> verdict(Question question, List<Consent> consents) {
    return switch (Judgement.decide(question, table, Circumstances.of(consents))) {
      case Permit p ->
          List.of(p.released(), p.withheld(), p.validUntil(), Set.copyOf(p.consents()));
      case Refuse r -> List.of(r.reason(), r.missing(), Set.copyOf(r.because()));
      case Decision.Review r -> List.of("review", Set.copyOf(r.because()));
    };
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

  private interface Check {
    void of(Question question, List<Consent> consents);
  }

  /** Questions that a row answers, each with up to five consents about the same few words. */
  private void forRandomQuestions(Check check) {
    List<PolicyRow> ordinary =
        table.rows().stream().filter(r -> r.off().isEmpty() && !r.emergency()).toList();
    for (int i = 0; i < ROUNDS; i++) {
      PolicyRow row = any(ordinary);
      Question question =
          question(
              row.purpose(),
              row.from(),
              row.to(),
              any(List.copyOf(row.actions())),
              random.nextBoolean() ? Categories.ALL : anyCategories());
      List<Consent> consents = new ArrayList<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        consents.add(consent(question, random.nextInt(3) > 0 ? Effect.PERMIT : Effect.DENY));
      }
      check.of(question, List.copyOf(consents));
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
    return Stream.of(one, other)
        .map(party -> consent(party, rule, Status.ACTIVE, Optional.empty()))
        .toList();
  }

  private Consent consent(Question question, Effect effect) {
    Party about = random.nextBoolean() ? question.receiver() : question.sender();
    Rule rule =
        new Rule(
            effect,
            switch (random.nextInt(4)) {
              case 0 -> Set.of(any(words.purposes()));
              case 1 -> Set.of();
              default -> Set.of(question.purpose());
            },
            random.nextBoolean() ? Set.of(about.code()) : Set.of(),
            random.nextInt(3) == 0 ? Set.of(about.kind()) : Set.of(),
            random.nextBoolean() ? Categories.ALL : anyCategories());
    return consent(
        random.nextBoolean() ? question.sender() : question.receiver(),
        rule,
        random.nextInt(6) == 0 ? Status.WITHDRAWN : Status.ACTIVE,
        random.nextInt(4) == 0
            ? Optional.of(NOW.plusSeconds(random.nextInt(-9, 9)))
            : Optional.empty());
  }

  private static Consent consent(Party by, Rule rule, Status status, Optional<Instant> until) {
    Instant from = NOW.minusSeconds(60);
    return new Consent(
        UUID.randomUUID(),
        1,
        CLIENT,
        CLIENT.value(),
        by.code(),
        Consent.Kind.DISCLOSURE,
        status,
        new Given(
            Set.of(Giver.CLIENT), Evidence.SIGNED_FORM, from, Optional.empty(), Optional.empty()),
        from,
        until,
        Optional.empty(),
        List.of(rule));
  }

  private static Consent withdrawn(Consent c) {
    return new Consent(
        c.id(),
        c.version() + 1,
        c.client(),
        c.person(),
        c.recordedBy(),
        c.kind(),
        Status.WITHDRAWN,
        c.given(),
        c.from(),
        c.until(),
        c.replaces(),
        c.rules());
  }

  private Categories anyCategories() {
    return new Categories(random.nextLong()).and(Categories.ALL);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
