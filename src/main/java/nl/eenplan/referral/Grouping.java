package nl.eenplan.referral;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Municipality;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Service;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Group.Meeting;
import nl.eenplan.referral.Orders.Asks;
import nl.eenplan.referral.Referrals.Submission;
import nl.eenplan.referral.Referrals.Submitted;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Refers several clients to one target for one meeting. Each has an order and a referral of its own
 * and stands on its own ground: who has one goes, and who has none is held as a draft.
 */
@org.springframework.stereotype.Service
@Transactional(propagation = Propagation.MANDATORY)
public class Grouping {

  private final GroupRows groups;
  private final ReferralRows rows;
  private final Referrals referrals;
  private final Orders orders;
  private final Persons persons;
  private final Catalogue catalogue;
  private final Viewing viewing;
  private final Clock clock;

  Grouping(
      GroupRows groups,
      ReferralRows rows,
      Referrals referrals,
      Orders orders,
      Persons persons,
      Catalogue catalogue,
      Viewing viewing,
      Clock clock) {
    this.groups = groups;
    this.rows = rows;
    this.referrals = referrals;
    this.orders = orders;
    this.persons = persons;
    this.catalogue = catalogue;
    this.viewing = viewing;
    this.clock = clock;
  }

  /**
   * What is asked for a group.
   *
   * @param clients the requester's own records
   * @param asks the order for one of them
   * @param message of the referral of one order in a group, as its requester reads it back
   */
  public record Plan(
      OrganisationCode target,
      Purpose purpose,
      Meeting meeting,
      List<Person> clients,
      Function<Person, Asks> asks,
      Message message,
      Optional<Repeat> repeat) {}

  /** Writes the message of a referral. */
  public interface Message {
    String of(Group group, Order order);
  }

  /**
   * What became of one client.
   *
   * @param decisions the gate's answer; empty when it was given before
   * @param oneToOne who helps clients of this municipality one by one, and so holds it back
   */
  public record Member(Referral referral, List<Decision> decisions, List<Service> oneToOne) {}

  public record Referred(Group group, List<Member> members) {}

  /**
   * Refers them; the same message again changes nothing.
   *
   * @throws Problem MISSING, GROUP_TOO_LARGE, INVALID (somebody twice), ONE_TO_ONE,
   *     SAME_ID_OTHER_CONTENT, and what the catalogue refuses
   */
  public Referred refer(Who who, Plan plan) {
    check(plan);
    Optional<Group> first = plan.repeat().flatMap(again -> groups.first(who.organisation(), again));
    if (first.isPresent()) {
      return again(first.get());
    }
    Group group =
        new Group(
            UUID.randomUUID(),
            who.organisation(),
            plan.target(),
            plan.purpose(),
            plan.meeting(),
            clock.instant());
    if (!groups.insert(group, plan.repeat())) {
      return again(
          plan.repeat().flatMap(repeat -> groups.first(who.organisation(), repeat)).orElseThrow());
    }
    return new Referred(
        group, plan.clients().stream().map(person -> member(who, plan, group, person)).toList());
  }

  private void check(Plan plan) {
    if (plan.clients().isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "client");
    }
    if (plan.clients().size() > Group.MOST) {
      throw Problem.of(Problem.Code.GROUP_TOO_LARGE, String.valueOf(Group.MOST));
    }
    if (plan.clients().stream().map(Person::client).distinct().count() < plan.clients().size()) {
      throw Problem.of(Problem.Code.INVALID, "client (twice)");
    }
    if (catalogue.isOneToOne(plan.target(), plan.purpose())) {
      throw Problem.of(Problem.Code.ONE_TO_ONE, plan.target().value());
    }
  }

  private Member member(Who who, Plan plan, Group group, Person person) {
    Order order = orders.record(who.organisation(), plan.asks().apply(person), Optional.empty());
    List<Service> oneToOne =
        persons
            .place(person.id(), who.organisation())
            .map(Municipality::of)
            .map(municipality -> catalogue.oneToOneIn(municipality, plan.purpose()))
            .orElse(List.of());
    Submitted submitted =
        referrals.submitOrHold(
            who,
            new Submission(
                order,
                Optional.of(plan.target()),
                List.of(),
                !oneToOne.isEmpty(),
                plan.message().of(group, order),
                Optional.empty(),
                Ties.group(group.id())));
    return new Member(submitted.referral(), submitted.decisions(), oneToOne);
  }

  private Referred again(Group group) {
    return new Referred(
        group,
        rows.ofGroup(group.id()).stream()
            .map(referral -> new Member(referral, List.of(), List.of()))
            .toList());
  }

  /** A group that somebody takes part in: its requester, or a target that got one of them. */
  public Optional<Group> find(Who who, UUID id) {
    return groups
        .find(id)
        .filter(group ->
            group.requester().equals(who.organisation())
                || !viewing
                    .referrals(who, ReferralQuery.ofGroup(who.organisation(), id))
                    .isEmpty());
  }

  /** The clients of a group, as far as the referral of each concerns this organisation. */
  public List<Viewing.Seen> members(Who who, UUID id) {
    return viewing.referrals(who, ReferralQuery.allOfGroup(who.organisation(), id, Group.MOST));
  }
}
