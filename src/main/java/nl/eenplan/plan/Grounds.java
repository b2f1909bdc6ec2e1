package nl.eenplan.plan;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Gate.Asked;
import nl.eenplan.disclosure.Parties;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Question;
import nl.eenplan.disclosure.Release;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Secrecy;
import nl.eenplan.policy.Vocabulary;
import org.springframework.stereotype.Component;

/**
 * What the gate is asked about who directs. That an organisation directs a plan is that it helps
 * the client, which is its own to tell; of a care giver it is health data.
 */
@Component
class Grounds {

  static final Purpose PLAN = new Purpose("plan-coordination");
  private static final Purpose CHECK = new Purpose("involvement-check");

  private final Gate gate;
  private final Parties parties;
  private final Vocabulary vocabulary;
  private final PolicyTable policies;
  private final Clock clock;

  Grounds(Gate gate, Parties parties, Vocabulary vocabulary, PolicyTable policies, Clock clock) {
    this.gate = gate;
    this.parties = parties;
    this.vocabulary = vocabulary;
    this.policies = policies;
    this.clock = clock;
  }

  /** Whether any row lets an organisation of this kind work on a plan with another one. */
  boolean mayDirect(OrganisationCode organisation) {
    Party party = party(organisation);
    return party.agreementInForce()
        && policies.rows().stream()
            .anyMatch(row ->
                row.off().isEmpty()
                    && row.purpose().equals(PLAN)
                    && row.from().equals(party.kind()));
  }

  /** Whether {@code to} may know something of the plan from {@code by}, be it not its name. */
  boolean hold(ClientId client, OrganisationCode by, OrganisationCode to) {
    return ground(client, by, to, Action.READ).isPresent();
  }

  /** Whether {@code to} may know that {@code by} helps this client. */
  boolean mayKnow(ClientId client, OrganisationCode by, OrganisationCode to) {
    return ground(client, by, to, Action.READ).filter(this::tellsAll).isPresent();
  }

  /** Who may not be named to the other one in the log. */
  Optional<OrganisationCode> secret(ClientId client, OrganisationCode by, OrganisationCode to) {
    return mayKnow(client, by, to) ? Optional.empty() : Optional.of(by);
  }

  /** That {@code by} helps, and by which function, as far as {@code to} may know; logged. */
  Optional<Release> release(
      Who who, Plan plan, OrganisationCode by, Optional<String> contact, OrganisationCode to) {
    Facts held = involvement(by, contact);
    return ground(plan.client(), by, to, Action.READ)
        .map(question -> decide(who, plan.id(), question))
        .filter(Permit.class::isInstance)
        .map(permit -> gate.release((Permit) permit, held));
  }

  /** Lets something pass, or not; in the log either way. */
  Decision decide(Who who, UUID subject, Question question) {
    return gate.decide(asked(who, subject, question));
  }

  /** The same for several, of which the log keeps what was refused. */
  List<Decision> decideAgain(UUID subject, List<Question> questions) {
    return gate.decideOnList(
        questions.stream().map(question -> asked(Who.HUB, subject, question)).toList());
  }

  /** The question by which the most would pass; empty when nothing would. */
  Optional<Question> ground(
      ClientId client, OrganisationCode by, OrganisationCode to, Action action) {
    List<Question> open =
        Stream.of(PLAN, CHECK)
            .map(purpose -> question(client, by, to, purpose, action))
            .filter(question -> gate.wouldRelease(question).isPresent())
            .toList();
    return open.stream().filter(this::tellsAll).findFirst().or(() -> open.stream().findFirst());
  }

  Question question(
      ClientId client, OrganisationCode by, OrganisationCode to, Purpose purpose, Action action) {
    Party sender = party(by);
    return new Question(
        client,
        sender,
        party(to),
        purpose,
        action,
        Categories.of(category(sender)),
        clock.instant());
  }

  /** Of a referral: that its requester and those it asked help the client, and how far it is. */
  Question aboutReferral(
      ClientId client,
      OrganisationCode requester,
      OrganisationCode to,
      List<OrganisationCode> targets,
      Action action) {
    Categories told =
        targets.stream()
            .map(target -> Categories.of(category(party(target))))
            .reduce(Categories.of(category(party(requester)), Category.PROGRESS), Categories::or);
    return new Question(client, party(requester), party(to), PLAN, action, told, clock.instant());
  }

  boolean wouldTellAll(Question question) {
    return tellsAll(question);
  }

  private boolean tellsAll(Question question) {
    return gate.wouldRelease(question)
        .filter(released -> released.containsAll(question.asked()))
        .isPresent();
  }

  private static Asked asked(Who who, UUID subject, Question question) {
    return new Asked(who, subject, question, Optional.empty(), Optional.of(question));
  }

  private Facts involvement(OrganisationCode by, Optional<String> contact) {
    Category category = category(party(by));
    return new Facts(
        Stream.concat(
                Stream.of(Fact.of(category, new Fact.Involved(by))),
                contact.map(name -> Fact.of(category, new Fact.ContactFunction(name))).stream())
            .toList());
  }

  private Category category(Party party) {
    return vocabulary.secrecy(party.kind()) == Secrecy.MEDICAL
        ? Category.INVOLVEMENT_CARE
        : Category.INVOLVEMENT;
  }

  private Party party(OrganisationCode code) {
    return parties.of(List.of(code)).apply(code);
  }
}
