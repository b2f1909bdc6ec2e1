package nl.eenplan.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Repeat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of requests to stop: one at most waits for an answer for each referral. */
@Repository
class StopRows {

  private final JdbcClient database;

  StopRows(JdbcClient database) {
    this.database = database;
  }

  /** Which requests somebody looks for; an empty set means any. */
  record Wanted(
      OrganisationCode me,
      Optional<OrganisationCode> owner,
      Optional<OrganisationCode> requester,
      Set<StopRequest.State> states,
      Set<UUID> ids,
      Set<UUID> referrals,
      int offset,
      int count) {}

  /**
   * @return whether there was none that waits
   */
  boolean insert(StopRequest stop, Optional<Repeat> repeat) {
    return database
            .sql(
                """
                insert into stop_request (id, referral, requester, state, reason, earlier, version,
                  authored, updated, business_id, digest)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(
                Arrays.asList(
                    stop.id(),
                    stop.referral(),
                    stop.requester().map(OrganisationCode::value).orElse(null),
                    stop.state().code(),
                    stop.reason().code(),
                    stop.earlier().map(BusinessStatus::code).orElse(null),
                    stop.version(),
                    stop.authored().atOffset(ZoneOffset.UTC),
                    stop.updated().atOffset(ZoneOffset.UTC),
                    repeat.map(Repeat::businessId).orElse(null),
                    repeat.map(Repeat::digest).orElse(null)))
            .update()
        == 1;
  }

  void update(StopRequest next) {
    database
        .sql(
            """
            update stop_request set state = ?, answer = ?, version = ?, updated = ? where id = ?
            """)
        .params(
            Arrays.asList(
                next.state().code(),
                next.answer().map(StopRequest.Answer::code).orElse(null),
                next.version(),
                next.updated().atOffset(ZoneOffset.UTC),
                next.id()))
        .update();
  }

  /** The target says something new while it has not answered yet. */
  void said(UUID referral, Optional<BusinessStatus> status) {
    database
        .sql("update stop_request set earlier = ? where referral = ? and state = 'requested'")
        .params(Arrays.asList(status.map(BusinessStatus::code).orElse(null), referral))
        .update();
  }

  /**
   * There is no answer any more to be waited for.
   *
   * @param hubsOnly leaves what the requester asked
   */
  void overtake(UUID referral, boolean hubsOnly, Instant now) {
    database
        .sql(
            """
            update stop_request set state = 'cancelled', answer = 'overtaken',
              version = version + 1, updated = ?
            where referral = ? and state = 'requested' and (requester is null or not ?)
            """)
        .params(now.atOffset(ZoneOffset.UTC), referral, hubsOnly)
        .update();
  }

  Optional<StopRequest> pending(UUID referral) {
    return database
        .sql("select * from stop_request where referral = ? and state = 'requested'")
        .param(referral)
        .query(StopRows::stop)
        .optional();
  }

  Optional<StopRequest> find(UUID id) {
    return database
        .sql("select * from stop_request where id = ?")
        .param(id)
        .query(StopRows::stop)
        .optional();
  }

  /** The request that this message made the first time that it came. */
  Optional<StopRequest> first(OrganisationCode requester, Repeat repeat) {
    return database
        .sql("select * from stop_request where requester = ? and business_id = ?")
        .param(requester.value())
        .param(repeat.businessId())
        .query((row, n) -> {
          repeat.refuseOtherContent(row.getString("digest"));
          return stop(row, n);
        })
        .optional();
  }

  /** Those that concern {@code me}, the newest first. */
  List<StopRequest> page(Wanted wanted) {
    return database
        .sql(
            """
            select s.* from stop_request s join referral r on r.id = s.referral
            where (r.requester = :me or (r.owner = :me and r.state <> 'entered-in-error'))
              and (:owner::text is null or r.owner = :owner)
              and (:requester::text is null or s.requester = :requester)
              and (cardinality(:states::text[]) = 0 or s.state = any(:states))
              and (cardinality(:ids::uuid[]) = 0 or s.id = any(:ids))
              and (cardinality(:referrals::uuid[]) = 0 or s.referral = any(:referrals))
            order by s.updated desc, s.id offset :offset limit :count
            """)
        .param("me", wanted.me().value())
        .param("owner", wanted.owner().map(OrganisationCode::value).orElse(null))
        .param("requester", wanted.requester().map(OrganisationCode::value).orElse(null))
        .param(
            "states", wanted.states().stream().map(StopRequest.State::code).toArray(String[]::new))
        .param("ids", wanted.ids().toArray(UUID[]::new))
        .param("referrals", wanted.referrals().toArray(UUID[]::new))
        .param("offset", wanted.offset())
        .param("count", wanted.count())
        .query(StopRows::stop)
        .list();
  }

  private static StopRequest stop(ResultSet row, int n) throws SQLException {
    return new StopRequest(
        row.getObject("id", UUID.class),
        row.getObject("referral", UUID.class),
        Optional.ofNullable(row.getString("requester")).map(OrganisationCode::new),
        StopRequest.State.of(row.getString("state")).orElseThrow(),
        StatusReason.of(row.getString("reason")).orElseThrow(),
        Optional.ofNullable(row.getString("answer")).flatMap(StopRequest.Answer::of),
        Optional.ofNullable(row.getString("earlier")).flatMap(BusinessStatus::of),
        row.getInt("version"),
        row.getObject("authored", OffsetDateTime.class).toInstant(),
        row.getObject("updated", OffsetDateTime.class).toInstant());
  }
}
