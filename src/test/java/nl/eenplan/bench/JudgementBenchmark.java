package nl.eenplan.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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
import nl.eenplan.disclosure.Given;
import nl.eenplan.disclosure.Judgement;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Question;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.OnObjection;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Secrecy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * One decision of the gate on a table of 100 rows and a client who said 20 things: some about this
 * question, most about others, some withdrawn, some refusals.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JudgementBenchmark {

  private static final int PURPOSES = 10;
  private static final int KINDS = 10;
  private static final int CONSENTS = 20;

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClientId CLIENT = new ClientId(new UUID(0, 1));
  private static final UUID PERSON = new UUID(0, 2);
  private static final OrganisationKind MUNICIPALITY = new OrganisationKind("municipality");
  private static final OrganisationCode MINE = new OrganisationCode("st-woej");

  private static final Categories ASKED =
      Categories.of(
          Category.IDENTITY_NAME,
          Category.IDENTITY_BIRTH_DATE,
          Category.IDENTITY_BIRTH_YEAR,
          Category.BSN,
          Category.CONTACT,
          Category.REFERRAL_QUESTION,
          Category.WISHES,
          Category.HEALTH);
  private static final Categories RELEASED =
      Categories.of(
          Category.IDENTITY_NAME,
          Category.IDENTITY_BIRTH_YEAR,
          Category.CONTACT,
          Category.REFERRAL_QUESTION,
          Category.WISHES);
  private static final Categories NEVER = Categories.of(Category.BSN, Category.HEALTH);

  private PolicyTable policies;
  private Circumstances known;
  private Question question;

  /**
   * @throws IllegalStateException when the answer is not the permission that is meant to be timed
   */
  @Setup
  public void prepare() {
    List<PolicyRow> rows = new ArrayList<>();
    for (int purpose = 0; purpose < PURPOSES; purpose++) {
      for (int kind = 0; kind < KINDS; kind++) {
        rows.add(row(purpose, kind));
      }
    }
    policies = new PolicyTable("0".repeat(64), rows);
    List<Consent> consents = new ArrayList<>();
    for (int i = 0; i < CONSENTS; i++) {
      consents.add(consent(i));
    }
    known = Circumstances.of(consents);
    question =
        new Question(
            CLIENT,
            new Party(new OrganisationCode("lv"), MUNICIPALITY, true),
            new Party(MINE, kind(5), true),
            purpose(5),
            Action.REFER,
            ASKED,
            NOW);
    if (!(decide() instanceof Permit permit) || permit.consents().size() < 2) {
      throw new IllegalStateException(decide().toString());
    }
  }

  @Benchmark
  public Decision decide() {
    return Judgement.decide(question, policies, known);
  }

  private static PolicyRow row(int purpose, int kind) {
    return new PolicyRow(
        "row." + purpose + "." + kind,
        purpose(purpose),
        MUNICIPALITY,
        kind(kind),
        Set.of(Action.REFER, Action.READ, Action.NOTIFY),
        false,
        new PolicyRow.Basis("A6-1-a", "Wmo 2015 art. 5.1.2(2)"),
        Secrecy.LEGAL,
        Optional.of("Participatiewet art. 65(2)(b)"),
        Condition.EXPLICIT_CONSENT,
        Optional.of(Period.ofYears(1)),
        RELEASED,
        Categories.of(Category.IDENTITY_NAME, Category.REFERRAL_QUESTION),
        NEVER,
        OnObjection.REFUSE,
        Period.ofYears(1),
        List.of(),
        "https://example.org/verwerkingen/1",
        "nobody",
        LocalDate.EPOCH,
        LocalDate.MAX,
        Optional.empty());
  }

  /** Of each five: for us, for us but withdrawn, for another, another purpose, a refusal. */
  private static Consent consent(int number) {
    boolean refusal = number % 5 == 4;
    boolean another = number % 5 == 2;
    Rule rule =
        new Rule(
            refusal ? Effect.DENY : Effect.PERMIT,
            Set.of(purpose(number % 5 == 3 ? 1 : 5)),
            Set.of(another ? new OrganisationCode("reakt") : MINE),
            Set.of(),
            refusal ? Categories.of(Category.WISHES) : Categories.ALL);
    return new Consent(
        new UUID(1, number),
        1,
        CLIENT,
        PERSON,
        new OrganisationCode("lv"),
        Consent.Kind.DISCLOSURE,
        number % 5 == 1 ? Status.WITHDRAWN : Status.ACTIVE,
        Given.inATalk(NOW.minus(Duration.ofDays(1))),
        NOW.minus(Duration.ofDays(1)),
        Optional.of(NOW.plus(Duration.ofDays(number + 1))),
        Optional.empty(),
        List.of(rule));
  }

  private static Purpose purpose(int number) {
    return new Purpose("purpose-" + number);
  }

  private static OrganisationKind kind(int number) {
    return new OrganisationKind("kind-" + number);
  }

  /** Runs it in a JVM of its own and prints the rows for the page of figures. */
  public static void main(String[] arguments) throws RunnerException {
    Figures figures = new Figures();
    Map<Mode, RunResult> results = new TreeMap<>();
    new Runner(
            new OptionsBuilder()
                .include(JudgementBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .build())
        .run()
        .forEach(result -> results.put(result.getParams().getMode(), result));
    Statistics times = results.get(Mode.SampleTime).getPrimaryResult().getStatistics();
    figures.add(
        "One decision (100 rows, 20 consents)",
        "p50 %.2f µs, p99 %.2f µs, mean %.2f µs",
        times.getPercentile(50),
        times.getPercentile(99),
        results.get(Mode.AverageTime).getPrimaryResult().getScore());
    Result<?> bytes = results.get(Mode.AverageTime).getSecondaryResults().get("gc.alloc.rate.norm");
    figures.add("Memory for one decision", "%.0f bytes", bytes.getScore());
    figures.print("Gate");
  }
}
