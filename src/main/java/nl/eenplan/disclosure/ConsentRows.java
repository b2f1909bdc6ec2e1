package nl.eenplan.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Holding;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Repeat;
import nl.eenplan.remembered.Remembered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The consents in the database. Every version stays; the newest counts. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class ConsentRows {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient database;
  private final Clients clients;
  private final Clock clock;
  private final Remembered<ClientId, Circumstances> circumstances = new Remembered<>();

  ConsentRows(JdbcClient database, Clients clients, Clock clock) {
    this.database = database;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * Writes the newest version.
   *
   * @param end when it ends; empty when nobody has to be told
   * @return whether it is new: the same message may come twice at the same moment
   */
  boolean insert(
      Consent said, Instant at, Optional<Instant> end, byte[] original, Optional<Repeat> repeat) {
    circumstances.forget(said.client());
    return database
            .sql(
                """
                insert into consent (id, version, client, person, recorded_by, kind, status, given_by,
                  evidence, given_at, language, text_version, valid_from, valid_until, replaces, rules,
                  original, business_id, digest, recorded_at, remind_at, ends)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
                on conflict (recorded_by, business_id) do nothing
                """)
            .params(
                Arrays.asList(
                    said.id(),
                    said.version(),
                    said.client().value(),
                    said.person(),
                    said.recordedBy().value(),
                    code(said.kind()),
                    code(said.status()),
                    said.given().by().stream()
                        .map(ConsentRows::code)
                        .sorted()
                        .toArray(String[]::new),
                    code(said.given().evidence()),
                    said.given().at().atOffset(ZoneOffset.UTC),
                    said.given().language().orElse(null),
                    said.given().textVersion().orElse(null),
                    said.from().atOffset(ZoneOffset.UTC),
                    said.until().map(until -> until.atOffset(ZoneOffset.UTC)).orElse(null),
                    said.replaces().orElse(null),
                    JSON.writeValueAsString(said.rules().toArray(Consent.Rule[]::new)),
                    original,
                    repeat.map(Repeat::businessId).orElse(null),
                    repeat.map(Repeat::digest).orElse(null),
                    at.atOffset(ZoneOffset.UTC),
                    end.map(moment -> utc(moment.minus(ConsentWatch.AHEAD))).orElse(null),
                    end.map(ConsentRows::utc).orElse(null)))
            .update()
        == 1;
  }

  /** What was the newest version is so no more. */
  void retire(UUID id) {
    Remembered.forgetAll();
    database.sql("update consent set current = false where id = ? and current").param(id).update();
  }

  /** Nobody has to hear that this one ends. */
  void remindNoMore(UUID id) {
    database
        .sql("update consent set remind_at = null, ends = null where id = ?")
        .param(id)
        .update();
  }

  /** What the gate has to know of these clients, in one query at most. */
  Map<ClientId, Circumstances> circumstances(Collection<ClientId> clients) {
    List<ClientId> unknown =
        clients.stream().filter(client -> circumstances.get(client).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      read(unknown).forEach(circumstances::put);
    }
    return clients.stream()
        .flatMap(client -> circumstances.get(client).stream().map(of -> Map.entry(client, of)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<ClientId, Circumstances> read(List<ClientId> clients) {
    UUID[] ids = clients.stream().map(ClientId::value).toArray(UUID[]::new);
    Instant now = clock.instant();
    // For one client apart: PostgreSQL plans that once, and "any" each time.
    return database
        .sql(
            """
            select k.id as known, k.protected_address, c.id, c.version, c.client, c.person,
              c.recorded_by, c.kind, c.status, c.given_by, c.evidence, c.given_at, c.language,
              c.text_version, c.valid_from, c.valid_until, c.replaces, c.rules
            from client k left join consent c on c.client = k.id and c.current
            where k.id %s
            """
                .formatted(ids.length == 1 ? "= ?" : "= any(?)"))
        .param(ids.length == 1 ? ids[0] : ids)
        .query(ConsentRows::known)
        .stream()
        .collect(
            Collectors.groupingBy(
                Known::client,
                Collectors.collectingAndThen(
                    Collectors.toList(), rows -> Known.together(rows, now))));
  }

  /** A client with one consent, or with none at all. */
  private record Known(ClientId client, boolean protectedAddress, Optional<Consent> consent) {
    static Circumstances together(List<Known> rows, Instant now) {
      List<Consent> said = rows.stream().flatMap(row -> row.consent().stream()).toList();
      return new Circumstances(counting(said, now), rows.getFirst().protectedAddress());
    }
  }

  /**
   * Of what a client said, the newest versions count, save what a later one replaces; that
   * something was taken back always counts.
   */
  private static List<Consent> counting(List<Consent> said, Instant now) {
    Set<UUID> replaced =
        replaced(said, later -> later.status() == Status.ACTIVE && !later.from().isAfter(now));
    Set<UUID> wasReplaced = replaced(said, later -> later.status() == Status.WITHDRAWN);
    return said.stream()
        .filter(consent -> consent.status() == Status.WITHDRAWN || !replaced.contains(consent.id()))
        .map(consent ->
            consent.status() == Status.ACTIVE && wasReplaced.contains(consent.id())
                ? consent.inStatus(Status.REPLACED)
                : consent)
        .toList();
  }

  private static Set<UUID> replaced(List<Consent> said, Predicate<Consent> by) {
    return said.stream()
        .filter(by)
        .flatMap(later -> later.replaces().stream())
        .collect(Collectors.toSet());
  }

  private static Known known(ResultSet row, int n) throws SQLException {
    return new Known(
        new ClientId(row.getObject("known", UUID.class)),
        row.getBoolean("protected_address"),
        row.getObject("id") == null ? Optional.empty() : Optional.of(consent(row, n)));
  }

  private Optional<Consent> find(UUID id) {
    return database
        .sql("select * from consent where id = ? and current")
        .param(id)
        .query(ConsentRows::consent)
        .optional();
  }

  /** The newest version, for who recorded it. */
  Optional<Consent> find(UUID id, OrganisationCode recordedBy) {
    return database
        .sql("select * from consent where id = ? and recorded_by = ? and current")
        .param(id)
        .param(recordedBy.value())
        .query(ConsentRows::consent)
        .optional();
  }

  /** One version, for who recorded it; empty when there is no such. */
  Optional<Consent> find(UUID id, OrganisationCode recordedBy, int version) {
    return database
        .sql("select * from consent where id = ? and recorded_by = ? and version = ?")
        .param(id)
        .param(recordedBy.value())
        .param(version)
        .query(ConsentRows::consent)
        .optional();
  }

  /** Whose record it is. */
  Optional<Holding> holding(UUID id) {
    return database
        .sql("select client, recorded_by from consent where id = ? and current")
        .param(id)
        .query((row, n) ->
            new Holding(
                new ClientId(row.getObject("client", UUID.class)),
                new OrganisationCode(row.getString("recorded_by"))))
        .optional();
  }

  /** All versions, the newest first, for who recorded it. */
  List<Consent> versions(UUID id, OrganisationCode recordedBy) {
    return database
        .sql("select * from consent where id = ? and recorded_by = ? order by version desc")
        .param(id)
        .param(recordedBy.value())
        .query(ConsentRows::consent)
        .list();
  }

  /** Takes some permissions of which the end may be near, so that no other hub does as well. */
  List<Consent> takeEnding() {
    return database
        .sql(
            """
            update consent set remind_at = null where (id, version) in (
              select id, version from consent where current and remind_at <= ?
              order by remind_at limit 100 for update skip locked)
            returning *
            """)
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .query(ConsentRows::consent)
        .list();
  }

  /** The end, as the policies of today have it, and when to look at it again. */
  void endsAt(Consent consent, Instant end, Optional<Instant> remind) {
    database
        .sql("update consent set ends = ?, remind_at = ? where id = ? and version = ?")
        .params(
            Arrays.asList(
                utc(end),
                remind.map(ConsentRows::utc).orElse(null),
                consent.id(),
                consent.version()))
        .update();
  }

  /** What an organisation recorded and will end before that moment; the first to end first. */
  List<Consents.Ending> ending(
      OrganisationCode organisation, Instant now, Instant before, int offset, int count) {
    return database
        .sql(
            """
            select * from consent
            where recorded_by = :by and current and ends > :now and ends < :before
            order by ends, id offset :offset limit :count
            """)
        .param("by", organisation.value())
        .param("now", utc(now))
        .param("before", utc(before))
        .param("offset", offset)
        .param("count", count)
        .query((row, n) -> new Consents.Ending(consent(row, n), instant(row, "ends").orElseThrow()))
        .list();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  /** What an organisation recorded, of one client or of all, the newest first. */
  List<Consent> recordedBy(
      OrganisationCode organisation, Optional<ClientId> client, int offset, int count) {
    return database
        .sql(
            """
            select * from consent
            where recorded_by = :by and current and (:client::uuid is null or client = :client)
            order by recorded_at desc, id offset :offset limit :count
            """)
        .param("by", organisation.value())
        .param("client", client.map(ClientId::value).orElse(null))
        .param("offset", offset)
        .param("count", count)
        .query(ConsentRows::consent)
        .list();
  }

  /** The message as it came, for who recorded it. */
  Optional<Consents.Original> original(Consent consent) {
    return database
        .sql(
            """
            select n.original, n.recorded_at, n.client, c.wrapped_key
            from consent n join client c on c.id = n.client
            where n.id = ? and n.version = ?
            """)
        .param(consent.id())
        .param(consent.version())
        .query((row, n) ->
            new Consents.Original(
                clients.keyIn(row).openText(row.getBytes("original")),
                instant(row, "recorded_at").orElseThrow()))
        .optional();
  }

  /** The consent that this message made the first time that it came, as it is now. */
  Optional<Consent> first(OrganisationCode recordedBy, Repeat repeat) {
    return database
        .sql("select * from consent where recorded_by = ? and business_id = ?")
        .param(recordedBy.value())
        .param(repeat.businessId())
        .query((row, n) -> {
          repeat.refuseOtherContent(row.getString("digest"));
          return consent(row, n);
        })
        .optional()
        .flatMap(consent -> find(consent.id()));
  }

  static Consent consent(ResultSet row, int n) throws SQLException {
    return new Consent(
        row.getObject("id", UUID.class),
        row.getInt("version"),
        new ClientId(row.getObject("client", UUID.class)),
        row.getObject("person", UUID.class),
        new OrganisationCode(row.getString("recorded_by")),
        of(Consent.Kind.class, row.getString("kind")),
        of(Status.class, row.getString("status")),
        new Given(
            Arrays.stream((String[]) row.getArray("given_by").getArray())
                .map(giver -> of(Given.Giver.class, giver))
                .collect(Collectors.toSet()),
            of(Given.Evidence.class, row.getString("evidence")),
            instant(row, "given_at").orElseThrow(),
            Optional.ofNullable(row.getString("language")),
            Optional.ofNullable(row.getString("text_version"))),
        instant(row, "valid_from").orElseThrow(),
        instant(row, "valid_until"),
        Optional.ofNullable(row.getObject("replaces", UUID.class)),
        List.of(JSON.readValue(row.getString("rules"), Consent.Rule[].class)));
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E of(Class<E> type, String code) {
    return Enum.valueOf(type, code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
