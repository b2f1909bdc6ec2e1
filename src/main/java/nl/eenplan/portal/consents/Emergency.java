package nl.eenplan.portal.consents;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Order;
import nl.eenplan.referral.OrderEntry;
import nl.eenplan.referral.Orders.Asks;
import nl.eenplan.referral.Referrals;
import nl.eenplan.referral.Referrals.Submission;
import nl.eenplan.referral.Referrals.Submitted;
import nl.eenplan.referral.Stated;
import org.springframework.stereotype.Component;

/** Sends an acute concern on a vital interest, or shows what would go. */
@Component
class Emergency {

  /** What the doors of systems do not take for a message of theirs. */
  private static final String ORIGINAL = "{\"portal\":\"emergency\"}";

  private final Persons persons;
  private final OrderEntry entry;
  private final Referrals referrals;
  private final Transactions transactions;

  Emergency(Persons persons, OrderEntry entry, Referrals referrals, Transactions transactions) {
    this.persons = persons;
    this.entry = entry;
    this.referrals = referrals;
    this.transactions = transactions;
  }

  /**
   * @param concern what the worry is: this goes along
   * @param stated why it may go without asking: this stays
   */
  record Call(
      UUID person, Purpose purpose, OrganisationCode to, String concern, Stated.Emergency stated) {}

  /**
   * In the transaction that is there.
   *
   * @throws Refused when the gate does not permit it
   * @throws Problem NOT_FOUND
   */
  Submitted send(Who who, Call call) {
    Person person =
        persons
            .heldBy(who.organisation(), call.person())
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    Order order =
        entry.record(
            who,
            new Asks(
                person,
                call.purpose(),
                "active",
                Optional.empty(),
                new Stated(Optional.of(call.stated()), Optional.empty(), false),
                new Facts(List.of(Fact.of(Category.CONCERN, new Fact.Note(call.concern())))),
                ORIGINAL),
            Optional.empty());
    return referrals.submit(
        who,
        new Submission(
            order, Optional.of(call.to()), List.of(), false, ORIGINAL, Optional.empty()));
  }

  /** The same decision, without its effect. */
  List<Decision> preview(Who who, Call call) {
    return transactions.rehearse(
        () -> {
          try {
            return send(who, call).decisions();
          } catch (Refused refused) {
            return refused.decisions();
          }
        },
        made -> made.stream().map(one -> Gate.previewed(who, one)).toList());
  }
}
