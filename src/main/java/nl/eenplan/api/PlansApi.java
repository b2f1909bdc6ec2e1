package nl.eenplan.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.api.json.PlanAnswer;
import nl.eenplan.api.json.PlanClosingJson;
import nl.eenplan.api.json.PlanJson;
import nl.eenplan.api.reading.PlanReader;
import nl.eenplan.api.reading.ReferralReader;
import nl.eenplan.api.writing.PlanWriter;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.plan.Plan;
import nl.eenplan.plan.PlanViewing;
import nl.eenplan.plan.Plans;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** Plans, and who directs them. */
@Component
class PlansApi implements Operations {

  private final Plans plans;
  private final PlanViewing viewing;
  private final Transactions transactions;
  private final Json json;

  PlansApi(Plans plans, PlanViewing viewing, Transactions transactions, Json json) {
    this.plans = plans;
    this.viewing = viewing;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("open-plan", this::open),
        Operation.list("list-plans", this::list, "clientId"),
        Operation.of("read-plan", this::read),
        Operation.of("return-direction", this::giveBack),
        Operation.of("close-plan", this::close));
  }

  private Answer open(Asked asked) {
    Who who = Access.partner();
    PlanJson said = json.read(asked.body(), PlanJson.class);
    UUID person = ReferralReader.client(said.clientId());
    Optional<String> contact = PlanReader.contact(said.contact());
    return transactions.run(() -> {
      Plans.Opened opened = plans.open(who, person, contact);
      return answer(opened.created() ? 201 : 200, see(who, opened.plan()));
    });
  }

  private Answer list(Asked asked) {
    Who who = Access.partner();
    Page page = Page.of(asked);
    Optional<String> client = asked.one("clientId");
    return transactions.run(() -> {
      List<PlanViewing.Seen> seen =
          client.isPresent()
              ? Words.uuid(client.get()).stream()
                  .flatMap(person -> viewing.ofPerson(who, person).stream())
                  .skip(page.offset())
                  .limit(page.fetch())
                  .toList()
              : viewing.own(who, page.offset(), page.fetch());
      return json.answer(200, page.list(asked, seen, PlanWriter::write), Map.of());
    });
  }

  private Answer read(Asked asked) {
    Who who = Access.partner();
    return transactions.run(() -> answer(200, see(who, asked.id())));
  }

  private Answer giveBack(Asked asked) {
    Who who = Access.partner();
    UUID id = asked.id();
    return transactions.run(() -> {
      see(who, id);
      plans.giveBack(who, id);
      return answer(200, see(who, id));
    });
  }

  private Answer close(Asked asked) {
    Who who = Access.partner();
    UUID id = asked.id();
    Plan.Ending because = PlanReader.ending(json.read(asked.body(), PlanClosingJson.class));
    return transactions.run(() -> {
      see(who, id);
      plans.close(who, id, because);
      return answer(200, see(who, id));
    });
  }

  private PlanAnswer see(Who who, UUID id) {
    return viewing
        .find(who, id)
        .map(PlanWriter::write)
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  private Answer answer(int status, PlanAnswer plan) {
    return json.answer(status, plan, Heads.of("plans", plan.kept()));
  }
}
