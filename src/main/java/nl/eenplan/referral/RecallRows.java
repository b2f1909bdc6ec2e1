package nl.eenplan.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.remembered.Remembered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of recalls. Those that hold are read with their referral. */
@Repository
class RecallRows {

  /** A column of each referral {@code r}, for {@link #read}. */
  static final String THAT_HOLD =
      """
      (select json_agg(k order by k.organisation) from recall k
       where k.referral = r.id and k.lifted is null) as recalls
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient database;

  RecallRows(JdbcClient database) {
    this.database = database;
  }

  static List<Recall> read(@Nullable String column) {
    return column == null
        ? List.of()
        : JSON.readTree(column).valueStream().map(RecallRows::recall).toList();
  }

  private static Recall recall(JsonNode row) {
    return new Recall(
        new OrganisationCode(row.get("organisation").asString()),
        reason(row.get("reason").asString()),
        row.get("version").asInt(),
        instant(row.get("asked")).orElseThrow(),
        instant(row.get("confirmed")));
  }

  private static Decision.Reason reason(String code) {
    return Arrays.stream(Decision.Reason.values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElse(Decision.Reason.INDETERMINATE);
  }

  private static Optional<Instant> instant(JsonNode moment) {
    return moment.isNull()
        ? Optional.empty()
        : Optional.of(OffsetDateTime.parse(moment.asString()).toInstant());
  }

  /** Of an organisation's own referrals, or asked of it; the newest first. */
  List<Recalls.Asked> of(OrganisationCode me, int offset, int count) {
    return database
        .sql(
            """
            (select k.* from recall k join referral r on r.id = k.referral
             where r.requester = :me order by k.asked desc, k.id desc limit :most)
            union all
            (select k.* from recall k join referral r on r.id = k.referral
             where k.organisation = :me and r.requester <> :me
             order by k.asked desc, k.id desc limit :most)
            order by asked desc, id desc offset :offset limit :count
            """)
        .param("me", me.value())
        .param("most", offset + count)
        .param("offset", offset)
        .param("count", count)
        .query((row, n) ->
            new Recalls.Asked(
                row.getObject("referral", UUID.class),
                new Recall(
                    new OrganisationCode(row.getString("organisation")),
                    reason(row.getString("reason")),
                    row.getInt("version"),
                    moment(row, "asked").orElseThrow(),
                    moment(row, "confirmed")),
                moment(row, "lifted")))
        .list();
  }

  /** How many of those wait to be confirmed, counted to so many. */
  int waiting(OrganisationCode me, int most) {
    return database
        .sql(
            """
            select count(*) from (
              select from recall k join referral r on r.id = k.referral
              where k.confirmed is null and k.lifted is null
                and (r.requester = :me or k.organisation = :me)
              limit :most) waiting
            """)
        .param("me", me.value())
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  void insert(UUID referral, Recall recall) {
    Remembered.forgetAll();
    database
        .sql(
            """
            insert into recall (referral, organisation, reason, version, asked)
            values (?, ?, ?, ?, ?)
            """)
        .param(referral)
        .param(recall.organisation().value())
        .param(recall.reason().code())
        .param(recall.version())
        .param(recall.asked().atOffset(ZoneOffset.UTC))
        .update();
  }

  void confirm(UUID referral, OrganisationCode organisation, Instant now) {
    Remembered.forgetAll();
    database
        .sql(
            """
            update recall set confirmed = ?, version = version + 1
            where referral = ? and organisation = ? and confirmed is null and lifted is null
            """)
        .param(now.atOffset(ZoneOffset.UTC))
        .param(referral)
        .param(organisation.value())
        .update();
  }

  void lift(UUID referral, Collection<OrganisationCode> organisations, Instant now) {
    Remembered.forgetAll();
    database
        .sql(
            """
            update recall set lifted = ?
            where referral = ? and organisation = any(?) and lifted is null
            """)
        .param(now.atOffset(ZoneOffset.UTC))
        .param(referral)
        .param(organisations.stream().map(OrganisationCode::value).toArray(String[]::new))
        .update();
  }
}
