package nl.eenplan.api;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import nl.eenplan.referral.ReferralQuery;
import nl.eenplan.referral.ReferralQuery.Received;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Component;

/**
 * Lists of referrals: what came in, by what has to be done with it, and what concerns the caller.
 */
@Component
class InboxApi implements Operations {

  private static final Duration SOON = Duration.ofDays(2);

  private final Viewing viewing;
  private final Inbox inbox;
  private final Transactions transactions;
  private final Clock clock;
  private final Json json;

  InboxApi(Viewing viewing, Inbox inbox, Transactions transactions, Clock clock, Json json) {
    this.viewing = viewing;
    this.inbox = inbox;
    this.transactions = transactions;
    this.clock = clock;
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
    Optional<Filter> filter =
        asked
            .one("filter")
            .map(code ->
                Filter.of(code)
                    .orElseThrow(() ->
                        Problem.of(
                            Problem.Code.INVALID,
                            "?filter (" + String.join(", ", Filter.codes()) + ")")));
    return list(
        asked,
        who,
        page,
        new ReferralQuery(
            who.organisation(),
            Optional.empty(),
            Optional.empty(),
            filter.map(one -> one.states).orElse(Set.of()),
            filter.map(one -> one.businessStatuses).orElse(Set.of()),
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.of(
                new Received(
                    filter.filter(Filter.DUE::equals).map(due -> clock.instant().plus(SOON)))),
            page.offset(),
            page.fetch()));
  }

  /** What has to be done with what came in. */
  private enum Filter {
    NEW(Set.of(ReferralState.REQUESTED)),
    /** An answer or a first contact, within two days. */
    DUE(Set.of(ReferralState.REQUESTED, ReferralState.ACCEPTED)),
    OVERDUE(Set.of(), BusinessStatus.OVERDUE),
    ON_HOLD(Set.of(ReferralState.ON_HOLD)),
    DONE(
        Set.of(
            ReferralState.COMPLETED,
            ReferralState.REJECTED,
            ReferralState.CANCELLED,
            ReferralState.FAILED));

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<ReferralState> states;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<BusinessStatus> businessStatuses;

    Filter(Set<ReferralState> states, BusinessStatus... businessStatuses) {
      this.states = states;
      this.businessStatuses = Set.of(businessStatuses);
    }

    private String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Filter> of(String code) {
      return Arrays.stream(values()).filter(filter -> filter.code().equals(code)).findFirst();
    }

    static List<String> codes() {
      return Arrays.stream(values()).map(Filter::code).toList();
    }
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
    return transactions.run(() ->
        json.answer(
            200,
            page.list(
                asked,
                viewing.referrals(who, query),
                seen -> ReferralWriter.write(seen, Optional.empty(), Optional.empty(), List.of())),
            Map.of()));
  }
}
