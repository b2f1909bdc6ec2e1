package nl.eenplan.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Holding;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What clients said. Every version stays; the newest counts. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Consents {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient database;
  private final Clients clients;
  private final Persons persons;
  private final Remarks remarks;
  private final PolicyTable policies;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Consents(
      JdbcClient database,
      Clients clients,
      Persons persons,
      Remarks remarks,
      PolicyTable policies,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock) {
    this.database = database;
    this.clients = clients;
    this.persons = persons;
    this.remarks = remarks;
    this.policies = policies;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What was written down.
   *
   * @param consent as it will be read: it may end earlier than was said
   * @param at when the hub wrote it down
   */
  public record Recorded(Consent consent, Instant at, List<Remark> remarks) {}

  /**
   * Writes down what a client says, as the first version of a new consent.
   *
   * @param original the message as it came, for who recorded it
   * @param repeat how to know this message when it comes again; empty when its sender gave it no
   *     identifier
   * @return the consent, or the one that this message made the first time that it came
   * @throws Problem SAME_ID_OTHER_CONTENT, GIVER_... ({@link Entitlement}), INVALID,
   *     UNKNOWN_REFERENCE
   */
  public Recorded record(Who who, Consent said, String original, Optional<Repeat> repeat) {
    ClientKey key = clients.keyForChange(said.client());
    if (repeat.isPresent()) {
      Optional<Consent> first = first(said.recordedBy(), repeat.get());
      if (first.isPresent()) {
        return again(first.get());
      }
    }
    said.replaces().ifPresent(older -> replace(older, said));
    Recorded recorded = recorded(said);
    if (!insert(recorded, key.seal(original), repeat.orElse(null))) {
      return again(repeat.flatMap(twin -> first(said.recordedBy(), twin)).orElseThrow());
    }
    tell(who, recorded, mayTakeAway(said));
    return recorded;
  }

  /** It says no to something, or comes in the place of what permitted more. */
  private static boolean mayTakeAway(Consent said) {
    return said.replaces().isPresent() || said.any(rule -> rule.effect() == Effect.DENY);
  }

  /**
   * A new version of a consent. Withdrawing is one: it works at the very next decision.
   *
   * @param expected the version that was changed; empty when the sender does not say
   * @throws Problem NOT_FOUND, STALE_VERSION, IMMUTABLE, GIVER_... ({@link Entitlement}), INVALID
   */
  public Recorded change(Who who, Consent said, Optional<Integer> expected, String original) {
    ClientKey key = clients.keyForChange(said.client());
    Consent before =
        find(said.id(), said.recordedBy()).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    if (expected.isPresent() && expected.get() != before.version()) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    fixed(before.client().equals(said.client()), "Consent.patient");
    fixed(before.kind() == said.kind(), "Consent.scope");
    fixed(before.replaces().equals(said.replaces()), Consent.REPLACES);
    database
        .sql("update consent set current = false where id = ? and current")
        .param(said.id())
        .update();
    Recorded recorded = recorded(said.asVersion(before.version() + 1));
    insert(recorded, key.seal(original), null);
    tell(who, recorded, true);
    return recorded;
  }

  private static void fixed(boolean same, String path) {
    if (!same) {
      throw Problem.of(Problem.Code.IMMUTABLE, path);
    }
  }

  /**
   * Only what the same organisation wrote down of the same client and the same kind; nobody learns
   * of any other. It was there before and is fixed after, so that nothing ever replaces itself.
   */
  private void replace(UUID older, Consent said) {
    boolean own =
        find(older, said.recordedBy())
            .filter(
                consent -> consent.client().equals(said.client()) && consent.kind() == said.kind())
            .isPresent();
    if (!own) {
      throw Problem.of(Problem.Code.UNKNOWN_REFERENCE, Consent.REPLACES);
    }
    database.sql("update consent set remind_at = null where id = ?").param(older).update();
  }

  /** Whether who gave it may, and until when that lasts. */
  private Recorded recorded(Consent said) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!said.permits()) {
      return new Recorded(said, now, List.of());
    }
    Consent kept =
        Entitlement.endOf(said.given(), persons.born(said.client(), said.recordedBy()))
            .map(said::endingBy)
            .orElse(said);
    if (kept.expiredAt(kept.from()) && !said.expiredAt(said.from())) {
      throw Problem.of(Problem.Code.INVALID, "Consent.provision.period");
    }
    return new Recorded(kept, now, remarks.on(kept, said.until()));
  }

  private Recorded again(Consent kept) {
    return new Recorded(
        kept, original(kept).orElseThrow().recordedAt(), remarks.on(kept, kept.until()));
  }

  /**
   * What the gate has to know of these clients, in one query. Of what they said, the newest
   * versions count, save what a later one replaces; that something was taken back always counts.
   */
  Map<ClientId, Circumstances> circumstances(Collection<ClientId> clients) {
    UUID[] ids = clients.stream().map(ClientId::value).toArray(UUID[]::new);
    // For one client apart: PostgreSQL plans that once, and "any" each time.
    return database
        .sql(
            """
            select c.*, k.id as known, k.protected_address, exists (
                select from consent r where r.client = c.client and r.current
                  and r.status = 'withdrawn' and r.replaces = c.id) as was_replaced
            from client k
            left join consent c on c.client = k.id and c.current and (c.status = 'withdrawn'
              or not exists (
                select from consent r where r.client = c.client and r.current
                  and r.status = 'active' and r.valid_from <= ? and r.replaces = c.id))
            where k.id %s
            """
                .formatted(ids.length == 1 ? "= ?" : "= any(?)"))
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .param(ids.length == 1 ? ids[0] : ids)
        .query(this::known)
        .stream()
        .collect(
            Collectors.groupingBy(
                Known::client, Collectors.collectingAndThen(Collectors.toList(), Known::together)));
  }

  /** A client with one consent, or with none at all. */
  private record Known(ClientId client, boolean protectedAddress, Optional<Consent> consent) {
    static Circumstances together(List<Known> rows) {
      return new Circumstances(
          rows.stream().flatMap(row -> row.consent().stream()).toList(),
          rows.getFirst().protectedAddress());
    }
  }

  private Known known(ResultSet row, int n) throws SQLException {
    return new Known(
        new ClientId(row.getObject("known", UUID.class)),
        row.getBoolean("protected_address"),
        row.getObject("id") == null ? Optional.empty() : Optional.of(counting(row, n)));
  }

  private Consent counting(ResultSet row, int n) throws SQLException {
    Consent consent = consent(row, n);
    return row.getBoolean("was_replaced") && consent.status() == Status.ACTIVE
        ? consent.inStatus(Status.REPLACED)
        : consent;
  }

  private Optional<Consent> find(UUID id) {
    return database
        .sql("select * from consent where id = ? and current")
        .param(id)
        .query(Consents::consent)
        .optional();
  }

  /** The newest version, for who recorded it. */
  public Optional<Consent> find(UUID id, OrganisationCode recordedBy) {
    return database
        .sql("select * from consent where id = ? and recorded_by = ? and current")
        .param(id)
        .param(recordedBy.value())
        .query(Consents::consent)
        .optional();
  }

  /** One version, for who recorded it; empty when there is no such. */
  public Optional<Consent> find(UUID id, OrganisationCode recordedBy, int version) {
    return database
        .sql("select * from consent where id = ? and recorded_by = ? and version = ?")
        .param(id)
        .param(recordedBy.value())
        .param(version)
        .query(Consents::consent)
        .optional();
  }

  /** Whose record it is. */
  public Optional<Holding> holding(UUID id) {
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
  public List<Consent> versions(UUID id, OrganisationCode recordedBy) {
    return database
        .sql("select * from consent where id = ? and recorded_by = ? order by version desc")
        .param(id)
        .param(recordedBy.value())
        .query(Consents::consent)
        .list();
  }

  /** When it ends at the latest, by its own words and by the policies of today. */
  public Optional<Instant> end(Consent consent) {
    return remarks.end(consent);
  }

  /** The policy rows that it is about. */
  public List<PolicyRow> rows(Consent consent) {
    return remarks.rows(consent);
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
        .query(Consents::consent)
        .list();
  }

  void remindAt(Consent consent, Instant moment) {
    database
        .sql("update consent set remind_at = ? where id = ? and version = ?")
        .param(moment.atOffset(ZoneOffset.UTC))
        .param(consent.id())
        .param(consent.version())
        .update();
  }

  /** What an organisation recorded, of one client or of all, the newest first. */
  public List<Consent> recordedBy(
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
        .query(Consents::consent)
        .list();
  }

  /**
   * A message as it came.
   *
   * @param recordedAt when the hub wrote it down
   */
  public record Original(String text, Instant recordedAt) {}

  /** The message as it came, for who recorded it. */
  public Optional<Original> original(Consent consent) {
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
            new Original(
                clients.keyIn(row).openText(row.getBytes("original")),
                instant(row, "recorded_at").orElseThrow()))
        .optional();
  }

  private Optional<Consent> first(OrganisationCode recordedBy, Repeat repeat) {
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

  private boolean insert(Recorded recorded, byte[] original, @Nullable Repeat repeat) {
    Consent said = recorded.consent();
    Optional<Instant> end =
        said.kind() == Consent.Kind.DISCLOSURE && said.permits()
            ? remarks.end(said)
            : Optional.empty();
    return database
            .sql(
                """
                insert into consent (id, version, client, person, recorded_by, kind, status, given_by,
                  evidence, given_at, language, text_version, valid_from, valid_until, replaces, rules,
                  original, business_id, digest, recorded_at, remind_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
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
                    said.given().by().stream().map(Consents::code).sorted().toArray(String[]::new),
                    code(said.given().evidence()),
                    said.given().at().atOffset(ZoneOffset.UTC),
                    said.given().language().orElse(null),
                    said.given().textVersion().orElse(null),
                    said.from().atOffset(ZoneOffset.UTC),
                    said.until().map(until -> until.atOffset(ZoneOffset.UTC)).orElse(null),
                    said.replaces().orElse(null),
                    JSON.writeValueAsString(said.rules().toArray(Consent.Rule[]::new)),
                    original,
                    repeat == null ? null : repeat.businessId(),
                    repeat == null ? null : repeat.digest(),
                    recorded.at().atOffset(ZoneOffset.UTC),
                    end.map(moment -> moment.minus(ConsentWatch.AHEAD).atOffset(ZoneOffset.UTC))
                        .orElse(null)))
            .update()
        == 1;
  }

  private void tell(Who who, Recorded recorded, boolean lessThanBefore) {
    Consent said = recorded.consent();
    recorded.remarks().stream()
        .flatMap(remark ->
            remark instanceof Remark.StatutoryRowFits fits ? Stream.of(fits.row()) : Stream.empty())
        .forEach(row -> ledger.append(needless(who, recorded, row)));
    ledger.append(
        Entry.of(
            recorded.at(),
            Entry.Kind.CONSENT,
            Entry.Outcome.PERMITTED,
            Optional.empty(),
            who,
            List.of(said.client()),
            said.event(),
            Optional.of(said.id())));
    if (lessThanBefore) {
      events.publishEvent(new ConsentChanged(said.client(), who));
    }
  }

  /** For the privacy officer: this client was asked for what the statute already allows. */
  private Entry needless(Who who, Recorded recorded, PolicyRow row) {
    Consent said = recorded.consent();
    return Entry.of(
            recorded.at(),
            Entry.Kind.CONSENT,
            Entry.Outcome.PERMITTED,
            Optional.of(Remark.STATUTORY_ROW_FITS),
            who,
            List.of(said.client()),
            said.event(),
            Optional.of(said.id()))
        .on(
            new Entry.Grounds(
                Optional.of(row.id()),
                Optional.of(row.basis().avg()),
                Optional.of(row.basis().statute()),
                Optional.of(row.condition().code()),
                policies.digest(),
                List.of(said.reference().toString())),
            row.purpose().code());
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
