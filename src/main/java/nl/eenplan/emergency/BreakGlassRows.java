package nl.eenplan.emergency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.emergency.BreakGlass.Judged;
import nl.eenplan.emergency.BreakGlass.Told;
import nl.eenplan.emergency.BreakGlass.Verdict;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.Stated.Emergency;
import nl.eenplan.referral.VitalInterestClaimed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of break-glass cases; all words in it are sealed with the client's key. */
@Repository
class BreakGlassRows {

  private static final String SELECT =
      "select b.*, c.wrapped_key from break_glass b join client c on c.id = b.client ";

  private final JdbcClient database;
  private final Clients clients;

  BreakGlassRows(JdbcClient database, Clients clients) {
    this.database = database;
    this.clients = clients;
  }

  void open(VitalInterestClaimed claimed, Instant now, Instant due) {
    Referral referral = claimed.referral();
    ClientKey key = clients.keyForDecision(referral.client());
    database
        .sql(
            """
            insert into break_glass (referral, client, person, organisation, targets, purpose,
              released, reason, acute, claimed_at, claimed_by, due)
            values (:referral, :client, :person, :organisation, :targets, :purpose,
              :released, :reason, :acute, :now, :by, :due)
            """)
        .param("referral", referral.id())
        .param("client", referral.client().value())
        .param("person", referral.person())
        .param("organisation", referral.requester().value())
        .param(
            "targets",
            referral.targets().stream().map(OrganisationCode::value).toArray(String[]::new))
        .param("purpose", referral.purpose().code())
        .param("released", claimed.released().codes().toArray(String[]::new))
        .param("reason", key.seal(claimed.stated().reason()))
        .param("acute", key.seal(claimed.stated().acute()))
        .param("now", utc(now))
        .param("by", claimed.who().user())
        .param("due", utc(due))
        .update();
  }

  /**
   * What went out of an organisation on a vital interest, what is due first before the rest.
   *
   * @param all also where nothing is left to be done
   */
  List<BreakGlass> list(OrganisationCode organisation, boolean all, int offset, int count) {
    return database
        .sql(
            SELECT
                + """
                where b.organisation = :organisation
                  and (:all or b.verdict is null or b.told is null)
                order by b.due, b.referral offset :offset limit :count
                """)
        .param("organisation", organisation.value())
        .param("all", all)
        .param("offset", offset)
        .param("count", count)
        .query(this::row)
        .list();
  }

  Optional<BreakGlass> find(OrganisationCode organisation, UUID referral) {
    return database
        .sql(SELECT + "where b.organisation = ? and b.referral = ?")
        .param(organisation.value())
        .param(referral)
        .query(this::row)
        .optional();
  }

  /**
   * @return whether nobody was first
   */
  boolean judge(BreakGlass one, Judged judged) {
    return database
            .sql(
                """
                update break_glass set verdict = :verdict, note = :note, judged_at = :at,
                  judged_by = :by
                where referral = :referral and verdict is null
                """)
            .param("verdict", judged.verdict().code())
            .param("note", clients.keyForChange(one.client()).seal(judged.note()))
            .param("at", utc(judged.at()))
            .param("by", judged.by())
            .param("referral", one.referral())
            .update()
        == 1;
  }

  /**
   * A reason not to tell may pass; that the client was told stays.
   *
   * @return whether it was not written down before that the client was told
   */
  boolean tell(BreakGlass one, Told told) {
    return database
            .sql(
                """
                update break_glass set told = :told, told_words = :words, told_on = :on,
                  told_at = :at, told_by = :by
                where referral = :referral and told is distinct from 'told'
                """)
            .param("told", told.on().isPresent() ? "told" : "not-told")
            .param("words", clients.keyForChange(one.client()).seal(told.words()))
            .param("on", told.on().orElse(null))
            .param("at", utc(told.at()))
            .param("by", told.by())
            .param("referral", one.referral())
            .update()
        == 1;
  }

  /** Takes some that should have been judged by now, so that no other hub takes them as well. */
  List<BreakGlass> takeOverdue(Instant now) {
    List<UUID> overdue =
        database
            .sql(
                """
                update break_glass set reminded_at = :now where referral in (
                  select referral from break_glass
                  where verdict is null and reminded_at is null and due <= :now
                  order by due limit 100 for update skip locked)
                returning referral
                """)
            .param("now", utc(now))
            .query(UUID.class)
            .list();
    return overdue.isEmpty()
        ? List.of()
        : database
            .sql(SELECT + "where b.referral = any(?)")
            .param(overdue.toArray(UUID[]::new))
            .query(this::row)
            .list();
  }

  private BreakGlass row(ResultSet row, int n) throws SQLException {
    ClientKey key = clients.keyIn(row);
    return new BreakGlass(
        row.getObject("referral", UUID.class),
        new ClientId(row.getObject("client", UUID.class)),
        row.getObject("person", UUID.class),
        new OrganisationCode(row.getString("organisation")),
        texts(row, "targets").map(OrganisationCode::new).toList(),
        row.getString("purpose"),
        Categories.of(texts(row, "released").flatMap(code -> Category.of(code).stream()).toList()),
        new Emergency(key.openText(row.getBytes("reason")), key.openText(row.getBytes("acute"))),
        instant(row, "claimed_at"),
        row.getString("claimed_by"),
        instant(row, "due"),
        judged(row, key),
        told(row, key));
  }

  private static Optional<Judged> judged(ResultSet row, ClientKey key) throws SQLException {
    @Nullable String verdict = row.getString("verdict");
    return verdict == null
        ? Optional.empty()
        : Optional.of(
            new Judged(
                Verdict.of(verdict).orElseThrow(),
                key.openText(row.getBytes("note")),
                instant(row, "judged_at"),
                row.getString("judged_by")));
  }

  private static Optional<Told> told(ResultSet row, ClientKey key) throws SQLException {
    return row.getString("told") == null
        ? Optional.empty()
        : Optional.of(
            new Told(
                Optional.ofNullable(row.getObject("told_on", LocalDate.class)),
                key.openText(row.getBytes("told_words")),
                instant(row, "told_at"),
                row.getString("told_by")));
  }

  private static Stream<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray());
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
