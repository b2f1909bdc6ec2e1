package nl.eenplan.referral;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Gate.Asked;
import nl.eenplan.disclosure.Question;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** The gate's word before a step is taken: without it there is no step. */
@Component
class Permission {

  private final Persons persons;
  private final Questions questions;
  private final Gate gate;

  Permission(Persons persons, Questions questions, Gate gate) {
    this.persons = persons;
    this.questions = questions;
    this.gate = gate;
  }

  /**
   * Asks for every target; one refusal is enough to send nothing.
   *
   * @throws Refused when it does not permit it
   * @throws Problem MISSING (no target)
   */
  List<Decision> toRefer(Who who, Referral referral, Order order) {
    if (referral.targets().isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "Task.owner, ServiceRequest.performer");
    }
    List<Decision> decisions = ask(who, referral, order);
    Refused.unlessPermitted(decisions);
    return decisions;
  }

  /** The gate's answer for every target, now. */
  List<Decision> ask(Who who, Referral referral, Order order) {
    Person person = persons.find(referral.person()).orElseThrow();
    Categories going = person.facts().categories().or(order.facts().categories());
    return gate.decide(questions.about(Stream.of(referral)).referring(who, referral, going));
  }

  /**
   * What the target does is news to the requester: without a ground it does not pass.
   *
   * @throws Refused when it does not permit it
   */
  void toReport(Who who, Referral referral) {
    Asked report =
        questions
            .about(Stream.of(referral))
            .reporting(who, referral, who.organisation(), Categories.NONE);
    Refused.unlessPermitted(
        gate.decideOnList(List.of(report)).getFirst(), gate.secret(report.naming()));
  }

  /** Whether the requester may hear now what becomes of it. */
  boolean mayReport(Referral referral) {
    return referral
        .owner()
        .map(owner ->
            questions
                .about(Stream.of(referral))
                .reporting(Who.HUB, referral, owner, Categories.NONE))
        .filter(asked -> gate.decideOnList(List.of(asked)).getFirst() instanceof Permit)
        .isPresent();
  }

  /** Who may not be named to this target; empty when all may be. */
  Optional<OrganisationCode> secret(Referral referral, OrganisationCode target) {
    Optional<Question> naming = questions.about(Stream.of(referral)).naming(referral, target);
    return referral.recallOf(target).isPresent()
        ? naming.map(question -> question.sender().code())
        : gate.secret(naming);
  }
}
