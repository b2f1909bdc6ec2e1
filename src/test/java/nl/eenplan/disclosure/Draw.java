package nl.eenplan.disclosure;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.PolicyFolder;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Purpose;

/** Questions, and what a client may have said about them, drawn from a fixed seed. */
final class Draw {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final ClientId CLIENT = new ClientId(new UUID(0, 1));

  private final PolicyFolder policies;
  private final RandomGenerator random;

  Draw(PolicyFolder policies, long seed) {
    this.policies = policies;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Mostly one that a row answers; now and then something is the matter with it. */
  Question question() {
    PolicyRow row = any(policies.table().rows());
    return new Question(
        CLIENT,
        party("the-sender", in(40) ? anyKind() : row.from()),
        party("the-receiver", in(40) ? anyKind() : row.to()),
        in(40) ? any(policies.vocabulary().purposes()) : row.purpose(),
        in(40) ? any(List.of(Action.values())) : any(List.copyOf(row.actions())),
        switch (random.nextInt(6)) {
          case 0 -> Categories.ALL;
          case 1 -> categories();
          case 2 -> row.require();
          default -> row.require().or(categories());
        },
        in(20) != row.emergency() ? VitalInterest.CLAIMED : VitalInterest.NONE,
        in(8)
            ? Optional.of(any(List.of("A6-1-a", "A6-1-c", "A6-1-d", "A6-1-e", "A9-2-a", "any")))
            : Optional.empty(),
        NOW);
  }

  Circumstances circumstances(Question question) {
    return new Circumstances(list(6, () -> consent(question)), in(4));
  }

  Consent consent(Question question) {
    return consent(question, list(3, () -> rule(question, 0)));
  }

  Consent consent(Question question, List<Rule> rules) {
    Instant from = in(3) ? moment() : NOW.minusSeconds(60);
    return new Consent(
        new UUID(random.nextLong(), random.nextLong()),
        1,
        CLIENT,
        CLIENT.value(),
        in(8)
            ? new OrganisationCode("somebody-else")
            : (in(3) ? question.receiver() : question.sender()).code(),
        in(20) ? Consent.Kind.HELP : Consent.Kind.DISCLOSURE,
        in(4) ? any(List.of(Status.values())) : Status.ACTIVE,
        new Given(
            Set.of(Given.Giver.CLIENT),
            in(3) ? Evidence.TALK : Evidence.SIGNED_FORM,
            from,
            Optional.empty(),
            Optional.empty()),
        from,
        in(4) ? Optional.of(moment()) : Optional.empty(),
        Optional.empty(),
        rules);
  }

  Rule rule(Question question, int depth) {
    Party about = in(3) ? question.sender() : question.receiver();
    return new Rule(
        in(3) ? Effect.DENY : Effect.PERMIT,
        switch (random.nextInt(6)) {
          case 0 -> Set.of(any(policies.vocabulary().purposes()));
          case 1, 2 -> Set.of();
          case 3 -> Set.of(question.purpose(), new Purpose("something-else"));
          default -> Set.of(question.purpose());
        },
        in(2) ? Set.of() : Set.of(in(8) ? new OrganisationCode("somebody-else") : about.code()),
        in(3) ? Set.of(in(8) ? anyKind() : about.kind()) : Set.of(),
        in(2) ? Categories.ALL : categories(),
        in(10) ? Optional.of(moment()) : Optional.empty(),
        in(10) ? Optional.of(moment()) : Optional.empty(),
        depth < Rule.MAX_DEPTH && in(3) ? list(3, () -> rule(question, depth + 1)) : List.of());
  }

  /** Around those at which something begins or ends. */
  private Instant moment() {
    Instant moment =
        any(
            List.of(
                NOW,
                NOW.minusSeconds(1),
                NOW.plusSeconds(1),
                NOW.minusSeconds(9_000_000),
                NOW.plusSeconds(9_000_000)));
    return in(3) ? moment.atZone(ZoneOffset.UTC).minus(Period.ofYears(1)).toInstant() : moment;
  }

  private Party party(String code, OrganisationKind kind) {
    return new Party(new OrganisationCode(code), kind, !in(50));
  }

  private OrganisationKind anyKind() {
    return any(policies.vocabulary().kinds());
  }

  Categories categories() {
    return new Categories(random.nextLong()).and(Categories.ALL);
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Once in so many times. */
  boolean in(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> List<T> list(int below, Supplier<T> one) {
    return IntStream.range(0, random.nextInt(below)).mapToObj(n -> one.get()).toList();
  }
}
