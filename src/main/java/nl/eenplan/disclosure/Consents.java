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
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Holding;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
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
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Consents(
      JdbcClient database,
      Clients clients,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock) {
    this.database = database;
    this.clients = clients;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Writes down what a client says, as the first version of a new consent.
   *
   * @param original the message as it came, for who recorded it
   * @param repeat how to know this message when it comes again; empty when its sender gave it no
   *     identifier
   * @return the consent, or the one that this message made the first time that it came
   * @throws Problem SAME_ID_OTHER_CONTENT
   */
  public Consent record(Who who, Consent said, String original, Optional<Repeat> repeat) {
    ClientKey key = clients.keyForChange(said.client());
    if (repeat.isPresent()) {
      Optional<Consent> first = first(said.recordedBy(), repeat.get());
      if (first.isPresent()) {
        return first.get();
      }
    }
    if (!insert(said, key.seal(original), repeat.orElse(null))) {
      return repeat.flatMap(again -> first(said.recordedBy(), again)).orElseThrow();
    }
    tell(who, said, mayTakeAway(said));
    return said;
  }

  /** It says no to something, or comes in the place of what permitted more. */
  private static boolean mayTakeAway(Consent said) {
    return said.replaces().isPresent() || said.any(rule -> rule.effect() == Effect.DENY);
  }

  /**
   * A new version of a consent. Withdrawing is one: it works at the very next decision.
   *
   * @param expected the version that was changed; empty when the sender does not say
   * @throws Problem NOT_FOUND, STALE_VERSION, IMMUTABLE
   */
  public Consent change(Who who, Consent said, Optional<Integer> expected, String original) {
    ClientKey key = clients.keyForChange(said.client());
    Consent before =
        find(said.id(), said.recordedBy()).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    if (expected.isPresent() && expected.get() != before.version()) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    if (!before.client().equals(said.client())) {
      throw Problem.of(Problem.Code.IMMUTABLE, "Consent.patient");
    }
    database
        .sql("update consent set current = false where id = ? and current")
        .param(said.id())
        .update();
    Consent next = said.asVersion(before.version() + 1);
    insert(next, key.seal(original), null);
    tell(who, next, true);
    return next;
  }

  /**
   * What the gate has to know of these clients, in one query. Of what they said, the newest
   * versions count, save what a later one replaces.
   */
  Map<ClientId, Circumstances> circumstances(Collection<ClientId> clients) {
    UUID[] ids = clients.stream().map(ClientId::value).toArray(UUID[]::new);
    // For one client apart: PostgreSQL plans that once, and "any" each time.
    return database
        .sql(
            """
            select c.*, k.id as known, k.protected_address from client k
            left join consent c on c.client = k.id and c.current and not exists (
              select from consent r where r.client = c.client and r.current
                and r.status = 'active' and r.replaces = c.id)
            where k.id %s
            """
                .formatted(ids.length == 1 ? "= ?" : "= any(?)"))
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
        row.getObject("id") == null ? Optional.empty() : Optional.of(consent(row, n)));
  }

  private Optional<Consent> find(UUID id) {
    return database
        .sql("select * from consent where id = ? and current")
        .param(id)
        .query(this::consent)
        .optional();
  }

  /** The newest version, for who recorded it. */
  public Optional<Consent> find(UUID id, OrganisationCode recordedBy) {
    return database
        .sql("select * from consent where id = ? and recorded_by = ? and current")
        .param(id)
        .param(recordedBy.value())
        .query(this::consent)
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
        .query(this::consent)
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

  private boolean insert(Consent said, byte[] original, @Nullable Repeat repeat) {
    return database
            .sql(
                """
                insert into consent (id, version, client, person, recorded_by, kind, status, given_by,
                  evidence, given_at, language, text_version, valid_from, valid_until, replaces, rules,
                  original, business_id, digest, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
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
                    clock.instant().atOffset(ZoneOffset.UTC)))
            .update()
        == 1;
  }

  private void tell(Who who, Consent said, boolean lessThanBefore) {
    ledger.append(
        Entry.of(
            clock.instant(),
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

  private Consent consent(ResultSet row, int n) throws SQLException {
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
