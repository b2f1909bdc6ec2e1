package nl.eenplan.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.api.json.DirectionOfferAnswer;
import nl.eenplan.api.json.DirectionOfferJson;
import nl.eenplan.api.json.DirectionReplyJson;
import nl.eenplan.api.reading.PlanReader;
import nl.eenplan.api.writing.PlanWriter;
import nl.eenplan.door.Access;
import nl.eenplan.door.Inbox;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.plan.DirectionOffer.State;
import nl.eenplan.plan.DirectionOffers;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Component;

/** Offers of the direction of a plan, and what becomes of them. */
@Component
class DirectionOffersApi implements Operations {

  private final DirectionOffers offers;
  private final Viewing viewing;
  private final Inbox inbox;
  private final Transactions transactions;
  private final Json json;

  DirectionOffersApi(
      DirectionOffers offers, Viewing viewing, Inbox inbox, Transactions transactions, Json json) {
    this.offers = offers;
    this.viewing = viewing;
    this.inbox = inbox;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("offer-direction", this::make),
        Operation.list("list-direction-offers", this::list, "state"),
        Operation.of("read-direction-offer", this::read),
        Operation.of("answer-direction-offer", this::reply));
  }

  private Answer make(Asked asked) {
    Who who = Access.partner();
    UUID plan = asked.id();
    DirectionOfferJson said = json.read(asked.body(), DirectionOfferJson.class);
    DirectionOffers.Terms terms = PlanReader.terms(said);
    Optional<Repeat> repeat =
        said.businessId()
            .map(number -> inbox.known(Words.keepable(number), plan + json.text(said)));
    return transactions.run(() -> answer(201, see(who, offers.make(who, plan, terms, repeat))));
  }

  private Answer list(Asked asked) {
    Who who = Access.partner();
    Page page = Page.of(asked);
    Set<State> states =
        asked.query().getOrDefault("state", List.of()).stream()
            .map(code ->
                State.of(code).orElseThrow(() -> Problem.of(Problem.Code.INVALID, "?state")))
            .collect(Collectors.toSet());
    return transactions.run(() ->
        json.answer(
            200,
            page.list(
                asked,
                offers.search(
                    who, states, Optional.empty(), Optional.empty(), page.offset(), page.fetch()),
                PlanWriter::write),
            Map.of()));
  }

  private Answer read(Asked asked) {
    Who who = Access.partner();
    return transactions.run(() -> answer(200, see(who, asked.id())));
  }

  private Answer reply(Asked asked) {
    Who who = Access.partner();
    UUID id = asked.id();
    DirectionOffers.Reply reply =
        PlanReader.reply(json.read(asked.body(), DirectionReplyJson.class));
    return transactions.run(() -> {
      see(who, id);
      offers.answer(who, id, asked.expected(), reply);
      return answer(200, see(who, id));
    });
  }

  private DirectionOfferAnswer see(Who who, UUID id) {
    return offers
        .find(who, id)
        .map(PlanWriter::write)
        .orElseThrow(() -> {
          viewing.logRefusal(who, id, Optional.empty());
          return Problem.of(Problem.Code.NOT_FOUND);
        });
  }

  private Answer answer(int status, DirectionOfferAnswer offer) {
    return json.answer(status, offer, Heads.of("direction-offers", offer.kept()));
  }
}
