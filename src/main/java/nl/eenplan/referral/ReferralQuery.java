package nl.eenplan.referral;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * Which referrals somebody wants to see; only those that concern {@code me} are ever found. An
 * empty set means any.
 *
 * @param owner the target
 * @param orders the orders that they belong to
 * @param persons the records of clients that they are about
 * @param group the clients who were referred together
 */
public record ReferralQuery(
    OrganisationCode me,
    Optional<OrganisationCode> owner,
    Optional<OrganisationCode> requester,
    Set<ReferralState> states,
    Set<BusinessStatus> businessStatuses,
    Set<UUID> ids,
    Set<UUID> orders,
    Set<UUID> persons,
    Optional<String> businessId,
    boolean unclaimed,
    Optional<UUID> group,
    int offset,
    int count) {

  /** What became of an order. */
  public static ReferralQuery ofOrder(OrganisationCode me, UUID order) {
    return new ReferralQuery(
        me,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(order),
        Set.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        0,
        1);
  }

  /** One of a group, whichever. */
  static ReferralQuery ofGroup(OrganisationCode me, UUID group) {
    return allOfGroup(me, group, 1);
  }

  /** Those of a group. */
  static ReferralQuery allOfGroup(OrganisationCode me, UUID group, int most) {
    return new ReferralQuery(
        me,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        false,
        Optional.of(group),
        0,
        most);
  }

  /** The narrowest index first: my inbox, what I sent, or either. */
  String where() {
    StringBuilder where = new StringBuilder("where ");
    if (owner.equals(Optional.of(me))) {
      where.append("r.owner = :me and r.state not in ('draft', 'entered-in-error')");
    } else if (requester.equals(Optional.of(me))) {
      where.append("r.requester = :me");
    } else {
      where.append(
          """
          (r.requester = :me or (r.state not in ('draft', 'entered-in-error')
             and (r.owner = :me or (r.owner is null and :me = any(r.candidates)
               and not exists (select from recall k
                 where k.referral = r.id and k.organisation = :me and k.lifted is null)))))
          """);
    }
    owner.filter(code -> !code.equals(me)).ifPresent(code -> where.append(" and r.owner = :owner"));
    requester
        .filter(code -> !code.equals(me))
        .ifPresent(code -> where.append(" and r.requester = :requester"));
    and(where, group.isPresent(), "r.group_id = :group");
    and(where, unclaimed, "r.owner is null");
    // One state alone is read in the order of its index, however many there are.
    and(where, states.size() == 1, "r.state = :state");
    and(where, states.size() > 1, "r.state = any(:states)");
    and(where, !businessStatuses.isEmpty(), "r.business_status = any(:businessStatuses)");
    and(where, !ids.isEmpty(), "r.id = any(:ids)");
    and(where, !orders.isEmpty(), "r.care_order = any(:orders)");
    and(where, !persons.isEmpty(), "r.person = any(:persons)");
    and(where, businessId.isPresent(), "r.requester = :me and r.business_id = :businessId");
    return where.toString();
  }

  private static void and(StringBuilder where, boolean asked, String condition) {
    if (asked) {
      where.append(" and ").append(condition);
    }
  }

  Map<String, Object> params() {
    Map<String, Object> params = new HashMap<>();
    params.put("me", me.value());
    owner.ifPresent(code -> params.put("owner", code.value()));
    requester.ifPresent(code -> params.put("requester", code.value()));
    states.stream().findFirst().ifPresent(state -> params.put("state", state.code()));
    params.put("states", states.stream().map(ReferralState::code).toArray(String[]::new));
    params.put(
        "businessStatuses",
        businessStatuses.stream().map(BusinessStatus::code).toArray(String[]::new));
    params.put("ids", ids.toArray(UUID[]::new));
    params.put("orders", orders.toArray(UUID[]::new));
    params.put("persons", persons.toArray(UUID[]::new));
    businessId.ifPresent(id -> params.put("businessId", id));
    group.ifPresent(id -> params.put("group", id));
    params.put("offset", offset);
    params.put("count", count);
    return params;
  }
}
