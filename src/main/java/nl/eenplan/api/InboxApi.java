package nl.eenplan.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.api.writing.ReferralWriter;
import nl.eenplan.door.Access;
import nl.eenplan.door.Inbox;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Incoming;
import nl.eenplan.referral.ReferralQuery;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Component;

/**
 * Lists of referrals: what came in, by what has to be done with it, and what concerns the caller.
 */
@Component
class InboxApi implements Operations {

  private final Viewing viewing;
  private final Incoming incoming;
  private final Inbox inbox;
  private final Transactions transactions;
  private final Json json;

  InboxApi(Viewing viewing, Incoming incoming, Inbox inbox, Transactions transactions, Json json) {
    this.viewing = viewing;
    this.incoming = incoming;
    this.inbox = inbox;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.list("list-inbox", this::inbox, "filter"),
        Operation.list(
            "list-referrals",
            this::referrals,
            "state",
            "businessStatus",
            "target",
            "requester",
            "clientId",
            "businessId"));
  }

  private Answer inbox(Asked asked) {
    Who who = Access.partner();
    Page page = Page.of(asked);
    Optional<Incoming.Filter> filter =
        asked
            .one("filter")
            .map(code ->
                Incoming.Filter.of(code)
                    .orElseThrow(() ->
                        Problem.of(
                            Problem.Code.INVALID,
                            "?filter (" + String.join(", ", Incoming.Filter.codes()) + ")")));
    return transactions.run(() ->
        answer(
            asked,
            page,
            incoming.page(who, Incoming.Wanted.newest(filter, page.offset(), page.fetch()))));
  }

  private Answer referrals(Asked asked) {
    Who who = Access.partner();
    Page page = Page.of(asked);
    Set<UUID> clients = ids(asked);
    if (asked.query().containsKey("clientId") && clients.isEmpty()) {
      return json.answer(200, page.list(asked, List.of(), one -> one), Map.of());
    }
    return list(
        asked,
        who,
        page,
        new ReferralQuery(
            who.organisation(),
            organisation(asked, "target"),
            organisation(asked, "requester"),
            codes(asked, "state", ReferralState::of),
            codes(asked, "businessStatus", BusinessStatus::of),
            Set.of(),
            Set.of(),
            clients,
            asked
                .one("businessId")
                .map(number -> inbox.known(Words.keepable(number), "").businessId()),
            false,
            Optional.empty(),
            page.offset(),
            page.fetch()));
  }

  private static Set<UUID> ids(Asked asked) {
    return asked.query().getOrDefault("clientId", List.of()).stream()
        .flatMap(id -> Words.uuid(id).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<OrganisationCode> organisation(Asked asked, String key) {
    return asked
        .one(key)
        .map(code ->
            Optional.of(code)
                .filter(OrganisationCode::isValid)
                .map(OrganisationCode::new)
                .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "?" + key)));
  }

  private static <T> Set<T> codes(Asked asked, String key, Function<String, Optional<T>> of) {
    return asked.query().getOrDefault(key, List.of()).stream()
        .map(code -> of.apply(code).orElseThrow(() -> Problem.of(Problem.Code.INVALID, "?" + key)))
        .collect(Collectors.toSet());
  }

  private Answer list(Asked asked, Who who, Page page, ReferralQuery query) {
    return transactions.run(() -> answer(asked, page, viewing.referrals(who, query)));
  }

  private Answer answer(Asked asked, Page page, List<Seen> found) {
    return json.answer(
        200,
        page.list(
            asked,
            found,
            seen -> ReferralWriter.write(seen, Optional.empty(), Optional.empty(), List.of())),
        Map.of());
  }
}
