package nl.eenplan.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import nl.eenplan.api.json.ReferralAnswer;
import nl.eenplan.api.json.ReferralJson;
import nl.eenplan.api.json.RemarkJson;
import nl.eenplan.api.json.StatusUpdateJson;
import nl.eenplan.api.reading.StatusUpdateReader;
import nl.eenplan.api.writing.ReferralWriter;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.door.Access;
import nl.eenplan.door.Inbox;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Catalogue;
import nl.eenplan.referral.Orders;
import nl.eenplan.referral.Recalls;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.Referrals;
import nl.eenplan.referral.Referrals.Submitted;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Passing;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Component;

/** Referrals, and the steps in them. */
@Component
class ReferralsApi implements Operations {

  private final Submitting submitting;
  private final Referrals referrals;
  private final Recalls recalls;
  private final Orders orders;
  private final Viewing viewing;
  private final Catalogue catalogue;
  private final Explanations explanations;
  private final Inbox inbox;
  private final Transactions transactions;
  private final Json json;

  ReferralsApi(
      Submitting submitting,
      Referrals referrals,
      Recalls recalls,
      Orders orders,
      Viewing viewing,
      Catalogue catalogue,
      Explanations explanations,
      Inbox inbox,
      Transactions transactions,
      Json json) {
    this.submitting = submitting;
    this.referrals = referrals;
    this.recalls = recalls;
    this.orders = orders;
    this.viewing = viewing;
    this.catalogue = catalogue;
    this.explanations = explanations;
    this.inbox = inbox;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("create-referral", this::create),
        Operation.of("read-referral", this::read),
        Operation.of("update-status", this::update),
        Operation.of("confirm-deletion", asked -> step(asked, recalls::confirm)),
        Operation.of("resume-referral", asked -> step(asked, recalls::resume)));
  }

  private Answer create(Asked asked) {
    Who who = Access.partner();
    ReferralJson said = json.read(asked.body(), ReferralJson.class);
    return transactions.run(() -> {
      Submitted submitted = submitting.submit(who, said);
      return answer(201, see(who, submitted.referral().id(), remarks(submitted)));
    });
  }

  /** What the sender should know of it: what the directory says, and why it is held. */
  private List<RemarkJson> remarks(Submitted submitted) {
    Referral referral = submitted.referral();
    Stream<RemarkJson> held =
        submitted.decisions().stream()
            .filter(decision -> !(decision instanceof Decision.Permit))
            .map(decision -> {
              Explanations.Explanation said = explanations.of(decision);
              String code =
                  decision instanceof Decision.Refuse refuse ? refuse.reason().code() : "review";
              return new RemarkJson(code, said.nl(), said.en());
            });
    Stream<RemarkJson> directory =
        catalogue.remarks(referral.requester(), referral.targets(), referral.purpose()).stream()
            .map(remark -> new RemarkJson(remark.kind().code(), remark.dutch(), remark.english()));
    return Stream.concat(held, directory).toList();
  }

  private Answer read(Asked asked) {
    Who who = Access.partner();
    UUID id = asked.id();
    return transactions.run(() ->
        answer(
            200,
            viewing
                .overseen(who, id)
                .map(seen ->
                    ReferralWriter.write(seen, Optional.empty(), Optional.empty(), List.of()))
                .orElseGet(() -> see(who, id, List.of()))));
  }

  private Answer update(Asked asked) {
    Who who = Access.partner();
    UUID id = asked.id();
    StatusUpdateJson said = json.read(asked.body(), StatusUpdateJson.class);
    String text = json.text(said);
    Optional<Repeat> repeat =
        said.businessId().map(number -> inbox.known(Words.keepable(number), id + text));
    return transactions.run(() -> {
      boolean again =
          repeat
              .flatMap(known -> inbox.first(who.organisation(), Inbox.Door.API, known))
              .isPresent();
      if (!again) {
        move(who, asked, said, text);
        repeat.ifPresent(
            known -> inbox.answered(who.organisation(), Inbox.Door.API, known, id.toString()));
      }
      return answer(200, see(who, id, List.of()));
    });
  }

  private void move(Who who, Asked asked, StatusUpdateJson said, String text) {
    UUID id = asked.id();
    referrals.refuseLateClaim(who, id);
    Referral before =
        viewing
            .referral(who, id)
            .map(Seen::referral)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    var move = StatusUpdateReader.move(said, before, who.organisation(), text);
    said.target()
        .ifPresent(
            target -> catalogue.refuseUnknown(move.owner().stream().toList(), before.requester()));
    referrals.move(who, id, asked.expected(), move);
  }

  private Answer step(Asked asked, BiConsumer<Who, UUID> step) {
    Who who = Access.partner();
    UUID id = asked.id();
    return transactions.run(() -> {
      see(who, id, List.of());
      step.accept(who, id);
      return answer(200, see(who, id, List.of()));
    });
  }

  private ReferralAnswer see(Who who, UUID id, List<RemarkJson> remarks) {
    Seen seen = viewing.referral(who, id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    return ReferralWriter.write(seen, asked(who, seen), lastUpdate(who, seen), remarks);
  }

  private Optional<ReferralJson> asked(Who who, Seen seen) {
    if (!seen.grounded()) {
      return Optional.empty();
    }
    Referral referral = seen.referral();
    return orders
        .askedBy(who.organisation(), referral.order())
        .map(order ->
            json.kept(orders.original(order), ReferralJson.class)
                .orElseGet(() -> ReferralWriter.asked(referral, List.of(viewing.own(who, order)))))
        .or(() ->
            viewing
                .order(who, referral.order())
                .map(Passing::releases)
                .map(releases -> ReferralWriter.asked(referral, releases)));
  }

  private Optional<StatusUpdateJson> lastUpdate(Who who, Seen seen) {
    return seen.original()
        .filter(original -> seen.grounded())
        .filter(original -> !seen.referral().isRequestedBy(who.organisation()))
        .flatMap(original -> json.kept(original, StatusUpdateJson.class));
  }

  private Answer answer(int status, ReferralAnswer referral) {
    return json.answer(status, referral, Heads.of("referrals", referral.kept()));
  }
}
