package nl.eenplan.referral;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.Incoming.Filter;
import nl.eenplan.referral.Incoming.Wanted;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What came in, of the table of referrals. Each part is read in the order of an index of its own:
 * what is mine, and what I may claim.
 */
@Repository
class IncomingRows {

  private static final String KNOWN = " and r.state not in ('draft', 'entered-in-error')";

  private static final List<String> PARTS =
      List.of(
          "r.owner = :me and r.requester <> :me",
          """
          r.owner is null and r.candidates @> array[:me]::text[] and r.requester <> :me
            and not exists (select from recall k
              where k.referral = r.id and k.organisation = :me and k.lifted is null)\
          """);

  private final JdbcClient database;
  private final ReferralRows rows;

  IncomingRows(JdbcClient database, ReferralRows rows) {
    this.database = database;
    this.rows = rows;
  }

  /**
   * @param senders empty for any
   */
  List<Row> page(
      OrganisationCode me, Wanted wanted, Optional<List<OrganisationCode>> senders, Instant soon) {
    Map<String, Object> params = new HashMap<>();
    params.put("me", me.value());
    params.put("soon", soon.atOffset(ZoneOffset.UTC));
    params.put("offset", wanted.offset());
    params.put("count", wanted.count());
    params.put("most", wanted.offset() + wanted.count());
    StringBuilder where = new StringBuilder(KNOWN);
    wanted.filter().map(IncomingRows::condition).ifPresent(where::append);
    wanted
        .purpose()
        .ifPresent(purpose -> {
          where.append(" and r.purpose = :purpose");
          params.put("purpose", purpose.code());
        });
    senders.ifPresent(codes -> {
      where.append(" and r.requester = any(:senders)");
      params.put("senders", codes.stream().map(OrganisationCode::value).toArray(String[]::new));
    });
    String order =
        " order by r.%s%s, r.id"
            .formatted(
                wanted.by().name().toLowerCase(Locale.ROOT), wanted.descending() ? " desc" : "");
    String mine =
        PARTS.stream()
            .map(part ->
                "(select r.id from referral r where " + part + where + order + " limit :most)")
            .collect(Collectors.joining(" union all "));
    return rows.select(
        "where r.id in (%s)%s offset :offset limit :count".formatted(mine, order), params);
  }

  /** One query; each number is counted by its index, and no further than needed. */
  Map<Filter, Integer> counts(OrganisationCode me, Instant soon, int most) {
    String each =
        Arrays.stream(Filter.values())
            .map(filter ->
                "(select count(*) from (%s limit :most) n) as %s"
                    .formatted(
                        PARTS.stream()
                            .map(part ->
                                "(select 1 from referral r where "
                                    + part
                                    + KNOWN
                                    + condition(filter)
                                    + " limit :most)")
                            .collect(Collectors.joining(" union all ")),
                        filter.name().toLowerCase(Locale.ROOT) + "_ones"))
            .collect(Collectors.joining(", "));
    return database
        .sql("select " + each)
        .param("me", me.value())
        .param("soon", soon.atOffset(ZoneOffset.UTC))
        .param("most", most)
        .query((row, n) -> {
          Map<Filter, Integer> counts = new EnumMap<>(Filter.class);
          for (Filter filter : Filter.values()) {
            counts.put(filter, row.getInt(filter.name().toLowerCase(Locale.ROOT) + "_ones"));
          }
          return counts;
        })
        .single();
  }

  List<UUID> numbered(OrganisationCode me, String digits) {
    return database
        .sql(
            """
            select r.id from referral r
            where r.id between :first and :last and (r.requester = :me
              or r.state not in ('draft', 'entered-in-error')
                and (r.owner = :me or r.owner is null and :me = any(r.candidates)))
            limit 2
            """)
        .param("me", me.value())
        .param("first", uuid(digits, '0'))
        .param("last", uuid(digits, 'f'))
        .query(UUID.class)
        .list();
  }

  private static UUID uuid(String digits, char rest) {
    String all = digits + String.valueOf(rest).repeat(32 - digits.length());
    return UUID.fromString(all.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
  }

  /** Written out: an index that holds a part of the states is used by these very words. */
  private static String condition(Filter filter) {
    String states =
        filter.states().stream()
            .map(state -> "'" + state.code() + "'")
            .sorted()
            .collect(Collectors.joining(", "));
    return switch (filter) {
      case NEW, ON_HOLD -> " and r.state = " + states;
      case DONE -> " and r.state in (" + states + ")";
      case DUE -> " and r.state in (" + states + ") and r.due < :soon";
      case OVERDUE -> " and r.business_status = 'overdue'";
    };
  }
}
