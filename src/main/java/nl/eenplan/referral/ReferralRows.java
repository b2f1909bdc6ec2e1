package nl.eenplan.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.VitalInterest;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Repeat;
import nl.eenplan.remembered.Remembered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of referrals. */
@Repository
class ReferralRows {

  private static final String SELECT =
      """
      select r.*, c.wrapped_key, %s
      from referral r join client c on c.id = r.client
      """
          .formatted(RecallRows.THAT_HOLD);

  private final JdbcClient database;
  private final Clients clients;
  private final Remembered<UUID, Row> known = new Remembered<>();

  ReferralRows(JdbcClient database, Clients clients) {
    this.database = database;
    this.clients = clients;
  }

  /**
   * A referral with what its parties wrote in it, still sealed.
   *
   * @param reports what the target told
   */
  record Row(
      Referral referral,
      ClientKey key,
      Sealed reports,
      Sealed requesterOriginal,
      Sealed targetOriginal) {

    Facts openReports() {
      return reports.bytes == null ? Facts.NONE : key.openFacts(reports.bytes);
    }

    private Row next(
        Referral next,
        Optional<byte[]> told,
        Optional<byte[]> byRequester,
        Optional<byte[]> byTarget) {
      return new Row(
          next,
          key,
          told.map(Sealed::new).orElse(reports),
          byRequester.map(Sealed::new).orElse(requesterOriginal),
          byTarget.map(Sealed::new).orElse(targetOriginal));
    }

    /** What this organisation itself sent, as it came. */
    Optional<String> original(OrganisationCode organisation) {
      byte[] sealed =
          (referral.isRequestedBy(organisation) ? requesterOriginal : targetOriginal).bytes;
      return Optional.ofNullable(sealed).map(key::openText);
    }
  }

  /** Bytes that nobody compares. */
  static final class Sealed {
    private final byte @Nullable [] bytes;

    Sealed(byte @Nullable [] bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * @return whether it is new: the same message may come twice at the same moment
   */
  boolean insert(Referral referral, byte[] original, Optional<Repeat> repeat) {
    return database
            .sql(
                """
                insert into referral (id, care_order, client, person, requester, owner, candidates,
                  purpose, state, version, authored, updated, due, requester_original, business_id,
                  digest, vital_interest, basis, part_of, group_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (requester, business_id) do nothing
                """)
            .params(
                Arrays.asList(
                    referral.id(),
                    referral.order(),
                    referral.client().value(),
                    referral.person(),
                    referral.requester().value(),
                    referral.owner().map(OrganisationCode::value).orElse(null),
                    referral.candidates().stream()
                        .map(OrganisationCode::value)
                        .toArray(String[]::new),
                    referral.purpose().code(),
                    referral.state().code(),
                    referral.authored().atOffset(ZoneOffset.UTC),
                    referral.updated().atOffset(ZoneOffset.UTC),
                    referral.due().atOffset(ZoneOffset.UTC),
                    original,
                    repeat.map(Repeat::businessId).orElse(null),
                    repeat.map(Repeat::digest).orElse(null),
                    referral.claims().vitalInterest().code(),
                    referral.claims().basis().orElse(null),
                    referral.ties().partOf().orElse(null),
                    referral.ties().group().orElse(null)))
            .update()
        == 1;
  }

  /**
   * Writes the next version.
   *
   * @param reports empty to leave them as they are
   * @return whether nobody was first
   */
  boolean update(
      Referral next,
      Optional<byte[]> reports,
      Optional<byte[]> requesterOriginal,
      Optional<byte[]> targetOriginal) {
    Optional<Row> before = known.get(next.id());
    known.forget(next.id());
    boolean written =
        database
                .sql(
                    """
                    update referral set owner = :owner, candidates = :candidates, state = :state,
                      business_status = :businessStatus, status_reason = :reason, version = :next,
                      updated = :updated, due = :due,
                      vital_interest = :vitalInterest, basis = :basis,
                      reports = coalesce(:reports, reports),
                      requester_original = coalesce(:requesterOriginal, requester_original),
                      target_original = coalesce(:targetOriginal, target_original)
                    where id = :id and version = :next - 1
                    """)
                .param("owner", next.owner().map(OrganisationCode::value).orElse(null))
                .param(
                    "candidates",
                    next.candidates().stream().map(OrganisationCode::value).toArray(String[]::new))
                .param("state", next.state().code())
                .param(
                    "businessStatus", next.businessStatus().map(BusinessStatus::code).orElse(null))
                .param("reason", next.reason().map(StatusReason::code).orElse(null))
                .param("next", next.version())
                .param("updated", next.updated().atOffset(ZoneOffset.UTC))
                .param("due", next.due().atOffset(ZoneOffset.UTC))
                .param("vitalInterest", next.claims().vitalInterest().code())
                .param("basis", next.claims().basis().orElse(null))
                .param("reports", reports.orElse(null))
                .param("requesterOriginal", requesterOriginal.orElse(null))
                .param("targetOriginal", targetOriginal.orElse(null))
                .param("id", next.id())
                .update()
            == 1;
    if (written) {
      before
          .map(row -> row.next(next, reports, requesterOriginal, targetOriginal))
          .ifPresent(row -> known.put(next.id(), row));
    }
    return written;
  }

  /** Whether a privacy officer said of an order that there was no vital interest. */
  boolean wasNotJustified(UUID order) {
    return database
        .sql("select exists (select from referral where care_order = ? and vital_interest = ?)")
        .param(order)
        .param(VitalInterest.NOT_JUSTIFIED.code())
        .query(Boolean.class)
        .single();
  }

  /**
   * From now on the gate is asked without an emergency. A new version: a step under way, which
   * still counts on one, fails.
   */
  Row notJustified(UUID id) {
    known.forget(id);
    database
        .sql("update referral set vital_interest = ?, version = version + 1 where id = ?")
        .param(VitalInterest.NOT_JUSTIFIED.code())
        .param(id)
        .update();
    return find(id).orElseThrow();
  }

  Optional<Row> find(UUID id) {
    return known.get(
        id,
        unknown ->
            database.sql(SELECT + "where r.id = ?").param(unknown).query(this::row).optional());
  }

  List<Row> findAll(Collection<UUID> ids) {
    return database
        .sql(SELECT + "where r.id = any(?)")
        .param(ids.toArray(UUID[]::new))
        .query(this::row)
        .list();
  }

  /** The referrals of an order that ended with an outcome. */
  List<Row> completed(UUID order) {
    return database
        .sql(SELECT + "where r.care_order = ? and r.state = 'completed'")
        .param(order)
        .query(this::row)
        .list();
  }

  /** The referral that this message made the first time that it came. */
  Optional<Row> first(OrganisationCode requester, Repeat repeat) {
    return database
        .sql(SELECT + "where r.requester = ? and r.business_id = ?")
        .param(requester.value())
        .param(repeat.businessId())
        .query((row, n) -> {
          repeat.refuseOtherContent(row.getString("digest"));
          return row(row, n);
        })
        .optional();
  }

  /** As it stands now, and nobody moves it until the transaction ends. */
  Optional<Row> hold(UUID id) {
    // Two statements: one alone would read the recalls as they were before it waited.
    database.sql("select id from referral where id = ? for update").param(id).query().listOfRows();
    Remembered.forgetAll();
    return find(id);
  }

  /**
   * The same, if it concerns this organisation: nobody else waits for it, nor lets others wait. As
   * a withdrawal holds all of a client's referrals, none comes in between any more.
   */
  void hold(UUID id, OrganisationCode organisation) {
    database
        .sql(
            """
            select id from referral
            where id = :id and (:me in (requester, owner) or :me = any(candidates))
            for update
            """)
        .param("id", id)
        .param("me", organisation.value())
        .query()
        .listOfRows();
    Remembered.forgetAll();
  }

  /**
   * The referrals of a client that somebody may have read, as they stand now, and nobody moves them
   * until the transaction ends: a step under way must not make a withdrawal fail.
   */
  List<Row> submitted(ClientId client) {
    return database
        .sql(
            SELECT
                + """
                where r.client = ? and r.state not in ('draft', 'entered-in-error')
                order by r.id for update of r
                """)
        .param(client.value())
        .query(this::row)
        .list();
  }

  /** The referrals of clients who were referred together. */
  List<Referral> ofGroup(UUID group) {
    return database
        .sql(SELECT + "where r.group_id = ? order by r.authored, r.id")
        .param(group)
        .query(this::row)
        .list()
        .stream()
        .map(Row::referral)
        .toList();
  }

  /** Where those stand to whom a referral was passed on; a mistake never was. */
  List<ReferralState> partsOf(UUID parent) {
    return database
        .sql("select state from referral where part_of = ? and state <> 'entered-in-error'")
        .param(parent)
        .query((row, n) -> ReferralState.of(row.getString("state")).orElseThrow())
        .list();
  }

  /** Something happened to a part of it, which {@link #takeWithNews} will hear of. */
  void partMoved(UUID parent) {
    database.sql("insert into part_moved (parent) values (?)").param(parent).update();
  }

  /** One referral of which a part moved; no other hub takes it as well. */
  Optional<UUID> takeWithNews() {
    return database
        .sql(
            """
            delete from part_moved where id = (
              select id from part_moved order by id limit 1 for update skip locked)
            returning parent
            """)
        .query(UUID.class)
        .optional();
  }

  /** The referrals by which an organisation was sent this record of a client, or this order. */
  List<Row> leadingTo(UUID personOrOrder, OrganisationCode target) {
    return database
        .sql(
            SELECT
                + """
                where (r.person = :about or r.care_order = :about)
                  and (r.owner = :target or (r.owner is null and :target = any(r.candidates)))
                order by r.authored desc limit 50
                """)
        .param("about", personOrOrder)
        .param("target", target.value())
        .query(this::row)
        .list();
  }

  /** One page of what concerns an organisation, the newest first. */
  List<Row> page(ReferralQuery query) {
    return database
        .sql(SELECT + query.where() + " order by r.updated desc, r.id offset :offset limit :count")
        .params(query.params())
        .query(this::row)
        .list();
  }

  /**
   * @param rest of the statement, with the table as {@code r}
   */
  List<Row> select(String rest, Map<String, Object> params) {
    return database.sql(SELECT + rest).params(params).query(this::row).list();
  }

  private Row row(ResultSet row, int n) throws SQLException {
    Referral referral =
        new Referral(
            row.getObject("id", UUID.class),
            row.getObject("care_order", UUID.class),
            new ClientId(row.getObject("client", UUID.class)),
            row.getObject("person", UUID.class),
            new OrganisationCode(row.getString("requester")),
            Optional.ofNullable(row.getString("owner")).map(OrganisationCode::new),
            Arrays.stream((String[]) row.getArray("candidates").getArray())
                .map(OrganisationCode::new)
                .toList(),
            new Purpose(row.getString("purpose")),
            ReferralState.of(row.getString("state")).orElseThrow(),
            Optional.ofNullable(row.getString("business_status")).flatMap(BusinessStatus::of),
            Optional.ofNullable(row.getString("status_reason")).flatMap(StatusReason::of),
            row.getInt("version"),
            instant(row, "authored"),
            instant(row, "updated"),
            instant(row, "due"),
            new Claims(
                VitalInterest.of(row.getString("vital_interest")),
                Optional.ofNullable(row.getString("basis"))),
            RecallRows.read(row.getString("recalls")),
            new Ties(
                Optional.ofNullable(row.getObject("part_of", UUID.class)),
                Optional.ofNullable(row.getObject("group_id", UUID.class))));
    return new Row(
        referral,
        clients.keyIn(row),
        new Sealed(row.getBytes("reports")),
        new Sealed(row.getBytes("requester_original")),
        new Sealed(row.getBytes("target_original")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
