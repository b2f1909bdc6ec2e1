package nl.eenplan.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.Partner;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Loop.Actor;
import nl.eenplan.referral.Loop.Way;
import nl.eenplan.referral.Orders.Asks;
import nl.eenplan.referral.Referrals.Submission;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * From each state to each other one, by each actor, in every way that it can be asked: only what
 * the table has is done, and what is not leaves all as it was, but for a line in the log.
 */
@HubTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnlyTheTablesStepsArePossibleTest {

  /** Written by hand, as a second opinion. */
  private static final String EXPECTED =
      """
      none: requester draft
      none: requester requested
      draft: requester draft
      draft: requester requested
      draft: requester entered-in-error
      requested: target requested
      requested: hub requested
      requested: target accepted
      requested: target rejected
      requested: requester cancelled
      requested: hub cancelled
      requested: requester entered-in-error
      accepted: hub accepted
      accepted: target in-progress
      accepted: target on-hold
      accepted: target completed
      accepted: target failed
      accepted: target cancelled
      accepted: requester cancelled
      accepted: hub cancelled
      accepted: requester entered-in-error
      in-progress: target in-progress
      in-progress: hub in-progress
      in-progress: target on-hold
      in-progress: target completed
      in-progress: target cancelled
      in-progress: target failed
      in-progress: requester entered-in-error
      on-hold: target in-progress
      on-hold: hub on-hold
      on-hold: target completed
      on-hold: target cancelled
      on-hold: target failed
      on-hold: requester entered-in-error
      rejected: requester entered-in-error
      cancelled: requester entered-in-error
      failed: requester entered-in-error
      completed: requester entered-in-error
      """;

  private static final Who REQUESTER = who("lv");
  private static final Who TARGET = who("lv-wmo");
  private static final Purpose PURPOSE = new Purpose("wmo-indication");

  private final Referrals referrals;
  private final ReferralRows rows;
  private final Stopping stopping;
  private final Orders orders;
  private final Persons persons;
  private final Transactions transactions;
  private final JdbcClient database;
  private final Partner lv;
  private final Partner wmo;
  private final Map<ReferralState, UUID> standing = new EnumMap<>(ReferralState.class);
  private Order order;

  OnlyTheTablesStepsArePossibleTest(
      Hub hub,
      Referrals referrals,
      ReferralRows rows,
      Stopping stopping,
      Orders orders,
      Persons persons,
      Transactions transactions,
      JdbcClient database) {
    this.referrals = referrals;
    this.rows = rows;
    this.stopping = stopping;
    this.orders = orders;
    this.persons = persons;
    this.transactions = transactions;
    this.database = database;
    this.lv = hub.partner("lv");
    this.wmo = hub.partner("lv-wmo");
  }

  @BeforeAll
  void oneInEachState() {
    order = transactions.run(this::ordered);
    stand(ReferralState.DRAFT);
    stand(ReferralState.REQUESTED);
    stand(ReferralState.ACCEPTED, ReferralState.ACCEPTED);
    stand(ReferralState.IN_PROGRESS, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS);
    stand(ReferralState.ON_HOLD, ReferralState.ACCEPTED, ReferralState.ON_HOLD);
    stand(ReferralState.REJECTED, ReferralState.REJECTED);
    stand(ReferralState.CANCELLED, ReferralState.ACCEPTED, ReferralState.CANCELLED);
    stand(ReferralState.FAILED, ReferralState.ACCEPTED, ReferralState.FAILED);
    stand(ReferralState.COMPLETED, ReferralState.ACCEPTED, ReferralState.COMPLETED);
    stand(ReferralState.ENTERED_IN_ERROR);
    transactions.run(() -> move(REQUESTER, ReferralState.ENTERED_IN_ERROR));
  }

  @Test
  void fromEachStateToEachOtherByEachActor() {
    assertThat(standing).hasSize(ReferralState.values().length);
    TreeSet<String> done = new TreeSet<>();
    for (ReferralState from : ReferralState.values()) {
      for (ReferralState to : ReferralState.values()) {
        for (Actor actor : Actor.values()) {
          if (isPossible(from, to, actor)) {
            done.add(line(Optional.of(from), to, actor));
          }
        }
      }
    }
    for (ReferralState to : ReferralState.values()) {
      begin(to).forEach(actor -> done.add(line(Optional.empty(), to, actor)));
    }
    assertThat(done).containsExactlyElementsOf(new TreeSet<>(EXPECTED.lines().toList()));
  }

  @Test
  void theTableHasTheSame() {
    assertThat(
            Loop.TABLE.stream()
                .filter(line -> line.way() == Way.MOVE)
                .flatMap(
                    line -> line.by().stream().map(actor -> line(line.from(), line.to(), actor))))
        .containsOnly(EXPECTED.lines().toArray(String[]::new));
  }

  @Test
  void toStopIsAskedOfWhatIsUnderWayByItsRequester() {
    TreeSet<String> done = new TreeSet<>();
    for (ReferralState from : ReferralState.values()) {
      for (Actor actor : List.of(Actor.REQUESTER, Actor.TARGET)) {
        Who who = actor == Actor.REQUESTER ? REQUESTER : TARGET;
        stateAfter(() -> ask(who, from), from)
            .ifPresent(to -> done.add(line(Optional.of(from), to, actor)));
        for (StopRequest.State answer : StopRequest.State.values()) {
          stateAfter(() -> answer(who, from, answer), from)
              .ifPresent(to -> done.add(line(Optional.of(from), to, actor)));
        }
      }
    }
    assertThat(done)
        .containsExactly(
            "in-progress: requester in-progress",
            "in-progress: target cancelled",
            "in-progress: target in-progress",
            "on-hold: requester on-hold",
            "on-hold: target cancelled",
            "on-hold: target on-hold");
    assertThat(
            Loop.TABLE.stream()
                .filter(line -> line.way() == Way.STOP_REQUEST)
                .flatMap(
                    line -> line.by().stream().map(actor -> line(line.from(), line.to(), actor))))
        .containsOnly(done.toArray(String[]::new));
  }

  private UUID ask(Who who, ReferralState from) {
    return stopping
        .ask(who, standing.get(from), Optional.of(StatusReason.OTHER), Optional.empty())
        .id();
  }

  private UUID answer(Who who, ReferralState from, StopRequest.State as) {
    UUID stop = ask(REQUESTER, from);
    Optional<StopRequest.Answer> why =
        Optional.of(StopRequest.Answer.OTHER).filter(w -> as == StopRequest.State.REJECTED);
    stopping.answer(who, stop, Optional.empty(), as, why);
    return stop;
  }

  /** Empty when it is impossible. */
  private Optional<ReferralState> stateAfter(Supplier<UUID> step, ReferralState from) {
    try {
      return Optional.of(
          transactions.rehearse(
              () -> {
                step.get();
                return rows.find(standing.get(from)).orElseThrow().referral().state();
              },
              state -> List.of()));
    } catch (Problem problem) {
      return Optional.empty();
    }
  }

  @Test
  void whoAsksTheImpossibleHearsWhereItStandsAndWhatCanBeDone() {
    Problem over = refusal(REQUESTER, ReferralState.CANCELLED, ReferralState.CANCELLED);
    assertThat(over.dutch())
        .contains(
            "staat op: gestopt (cancelled)", "u vroeg om: gestopt", "verwijs zo nodig opnieuw")
        .endsWith("als vergissing weghalen (entered-in-error). Er is niets veranderd.");
    assertThat(over.english()).contains("stands at: cancelled", "refer anew");
    Problem early = refusal(TARGET, ReferralState.REQUESTED, ReferralState.COMPLETED);
    assertThat(early.dutch()).contains("aannemen (accepted), afwijzen (rejected)");
    assertThat(early.dutch()).doesNotContain("oppakken", "afgelopen", "[", "null");
    assertThat(refusal(TARGET, ReferralState.FAILED, ReferralState.ACCEPTED).dutch())
        .contains("niets, het is aan de ander");
  }

  private Problem refusal(Who who, ReferralState from, ReferralState to) {
    try {
      transactions.run(() -> move(who, from, to));
    } catch (Problem problem) {
      return problem;
    }
    throw new AssertionError("it was possible");
  }

  private boolean isPossible(ReferralState from, ReferralState to, Actor actor) {
    List<Move> ways = waysTo(to, actor);
    return !ways.stream().filter(move -> succeeds(from, move, actor)).toList().isEmpty();
  }

  private boolean succeeds(ReferralState from, Move move, Actor actor) {
    UUID id = standing.get(from);
    int version = version(id);
    int refusals = refusals(id);
    try {
      return transactions.rehearse(() -> taken(id, move, actor), taken -> List.of());
    } catch (Problem problem) {
      assertThat(version(id)).as("%s, %s", from, move).isEqualTo(version);
      if (problem.code() != Problem.Code.NOT_FOUND) {
        transactionally(id, move, actor);
        assertThat(refusals(id)).as("%s, %s", from, move).isEqualTo(refusals + 1);
        assertThat(version(id)).isEqualTo(version);
      }
      return false;
    }
  }

  private void transactionally(UUID id, Move move, Actor actor) {
    try {
      transactions.run(() -> taken(id, move, actor));
      throw new AssertionError("refused in rehearsal only");
    } catch (Problem expected) {
      assertThat(expected.dutch()).doesNotContain("%s", "null");
    }
  }

  private boolean taken(UUID id, Move move, Actor actor) {
    return switch (actor) {
      case REQUESTER -> referrals.move(REQUESTER, id, Optional.empty(), move).version() > 1;
      case TARGET -> referrals.move(TARGET, id, Optional.empty(), move).version() > 1;
      case HUB -> referrals.moveByHub(rows.hold(id).orElseThrow(), move).isPresent();
    };
  }

  /** All that may be said with it, right or wrong. */
  private static List<Move> waysTo(ReferralState to, Actor actor) {
    List<Optional<BusinessStatus>> said = new ArrayList<>(List.of(Optional.empty()));
    Stream.of(BusinessStatus.values()).map(Optional::of).forEach(said::add);
    List<Optional<StatusReason>> reasons =
        Stream.concat(
                Stream.of(Optional.<StatusReason>empty())
                    .filter(none -> actor != Actor.HUB || !ReferralState.WITH_REASON.contains(to)),
                Stream.of(StatusReason.values())
                    .filter(reason ->
                        actor == Actor.HUB
                            ? ReferralState.WITH_REASON.contains(to)
                            : reason.fits(to))
                    .map(Optional::of))
            .toList();
    return said.stream()
        .flatMap(status -> reasons.stream().map(reason -> move(to, status, reason)))
        .toList();
  }

  private static Move move(
      ReferralState to, Optional<BusinessStatus> status, Optional<StatusReason> reason) {
    Fact.Coding outcome = new Fact.Coding(Optional.empty(), "participates", Optional.empty());
    return new Move(
        to,
        status,
        Optional.of(TARGET.organisation()),
        reason,
        new Facts(
            List.of(
                Fact.of(
                    Category.OUTCOME,
                    new Fact.Coded("output", List.of(outcome), Optional.empty())))),
        false,
        "a message " + UUID.randomUUID());
  }

  private Referral move(Who who, ReferralState to) {
    return move(who, to, to);
  }

  private Referral move(Who who, ReferralState standsAt, ReferralState to) {
    Optional<StatusReason> reason =
        Stream.of(StatusReason.values()).filter(one -> one.fits(to)).findFirst();
    return referrals.move(
        who, standing.get(standsAt), Optional.empty(), move(to, Optional.empty(), reason));
  }

  private void stand(ReferralState at, ReferralState... path) {
    transactions.run(() -> {
      boolean draft = at == ReferralState.DRAFT;
      standing.put(
          at,
          referrals
              .submit(
                  REQUESTER,
                  new Submission(
                      order,
                      Optional.of(TARGET.organisation()),
                      List.of(),
                      draft,
                      "{}",
                      Optional.empty()))
              .referral()
              .id());
      for (ReferralState next : path) {
        move(TARGET, at, next);
      }
      return at;
    });
  }

  private Order ordered() {
    Fact name =
        Fact.of(
            Category.IDENTITY_NAME,
            new Fact.PersonName(Optional.of("Verzonnen"), List.of("Ans"), Optional.empty()));
    Fact phone = Fact.of(Category.CONTACT, new Fact.Telecom("phone", "06-99990000"));
    Person person =
        persons.record(
            REQUESTER.organisation(), Optional.empty(), new Facts(List.of(name, phone)), "{}");
    Fact question =
        Fact.of(
            Category.REFERRAL_QUESTION,
            new Fact.Coded("code", List.of(), Optional.of("Wil overdag iets doen")));
    return orders.record(
        REQUESTER.organisation(),
        new Asks(
            person,
            PURPOSE,
            "active",
            Optional.empty(),
            Stated.NOTHING,
            new Facts(List.of(question)),
            "{\"resourceType\": \"ServiceRequest\"}"),
        Optional.empty());
  }

  /** Who can begin a referral there. */
  private Stream<Actor> begin(ReferralState to) {
    String task =
        """
        {"resourceType": "Task", "status": "%s", "intent": "order",
         "focus": {"reference": "ServiceRequest/%s"}, "for": {"reference": "Patient/%s"},
         "owner": {"reference": "Organization/lv-wmo"}}
        """
            .formatted(to.code(), order.id(), order.person());
    return Stream.of(Map.entry(Actor.REQUESTER, lv), Map.entry(Actor.TARGET, wmo))
        .filter(one -> one.getValue().post("/fhir/Task", task).status() == 201)
        .map(Map.Entry::getKey);
  }

  private int version(UUID id) {
    return transactions.run(() -> rows.find(id).orElseThrow().referral().version());
  }

  private int refusals(UUID id) {
    return database
        .sql("select count(*) from ledger_entry where subject = ? and outcome = 'refused'")
        .param(id)
        .query(Integer.class)
        .single();
  }

  private static String line(Optional<ReferralState> from, ReferralState to, Actor actor) {
    return "%s: %s %s"
        .formatted(
            from.map(ReferralState::code).orElse("none"),
            actor.name().toLowerCase(java.util.Locale.ROOT),
            to.code());
  }

  private static Who who(String organisation) {
    return new Who(new OrganisationCode(organisation), organisation, "partner-system");
  }
}
