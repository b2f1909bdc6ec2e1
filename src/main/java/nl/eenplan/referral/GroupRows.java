package nl.eenplan.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Repeat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of groups. */
@Repository
class GroupRows {

  private final JdbcClient database;

  GroupRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * @return whether it is new: the same message may come twice at the same moment
   */
  boolean insert(Group group, Optional<Repeat> repeat) {
    return database
            .sql(
                """
                insert into referral_group (id, requester, target, purpose, starts, ends, place,
                  authored, business_id, digest)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (requester, business_id) do nothing
                """)
            .params(
                Arrays.asList(
                    group.id(),
                    group.requester().value(),
                    group.target().value(),
                    group.purpose().code(),
                    group.meeting().starts().atOffset(ZoneOffset.UTC),
                    group.meeting().ends().map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null),
                    group.meeting().place(),
                    group.authored().atOffset(ZoneOffset.UTC),
                    repeat.map(Repeat::businessId).orElse(null),
                    repeat.map(Repeat::digest).orElse(null)))
            .update()
        == 1;
  }

  Optional<Group> find(UUID id) {
    return database
        .sql("select * from referral_group where id = ?")
        .param(id)
        .query(GroupRows::group)
        .optional();
  }

  /** The group that this message made the first time that it came. */
  Optional<Group> first(OrganisationCode requester, Repeat repeat) {
    return database
        .sql("select * from referral_group where requester = ? and business_id = ?")
        .param(requester.value())
        .param(repeat.businessId())
        .query((row, n) -> {
          repeat.refuseOtherContent(row.getString("digest"));
          return group(row, n);
        })
        .optional();
  }

  private static Group group(ResultSet row, int n) throws SQLException {
    return new Group(
        row.getObject("id", UUID.class),
        new OrganisationCode(row.getString("requester")),
        new OrganisationCode(row.getString("target")),
        new Purpose(row.getString("purpose")),
        new Group.Meeting(
            instant(row, "starts").orElseThrow(), instant(row, "ends"), row.getString("place")),
        instant(row, "authored").orElseThrow());
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
