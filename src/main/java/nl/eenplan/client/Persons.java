package nl.eenplan.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.remembered.Remembered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The records that holders made of clients. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Persons {

  private static final String SELECT =
      """
      select p.*, c.wrapped_key from person p join client c on c.id = p.client
      """;

  private final JdbcClient database;
  private final Clients clients;
  private final Keys keys;
  private final NameIndex names;
  private final Clock clock;
  private final Remembered<UUID, Person> known = new Remembered<>();
  private final Remembered<Holding, UUID> ofHolder = new Remembered<>();

  Persons(JdbcClient database, Clients clients, Keys keys, NameIndex names, Clock clock) {
    this.database = database;
    this.clients = clients;
    this.keys = keys;
    this.names = names;
    this.clock = clock;
  }

  /**
   * Keeps what a holder sends about a client. A holder has one record of a client: the same BSN
   * again is a new version of it, and the same content again changes nothing.
   *
   * @param original the message as it came, for the holder only
   */
  public Person record(OrganisationCode holder, Optional<Bsn> bsn, Facts facts, String original) {
    return record(clients.identify(bsn), holder, facts, original);
  }

  /** The same about a client who is known already, such as one who was referred to the holder. */
  public Person record(OrganisationCode holder, ClientId known, Facts facts, String original) {
    return record(clients.keyForChange(known), holder, facts, original);
  }

  private Person record(ClientKey key, OrganisationCode holder, Facts facts, String original) {
    Instant now = clock.instant();
    AtomicBoolean wished = new AtomicBoolean();
    Person kept =
        database
            .sql(
                """
                insert into person (id, client, holder, version, facts, original, digest, updated,
                  protected_address, contact_wish)
                values (:id, :client, :holder, 1, :facts, :original, :digest, :now, :protected,
                  :wish)
                on conflict (holder, client) do update set
                  protected_address = excluded.protected_address,
                  contact_wish = excluded.contact_wish,
                  version = person.version + case when person.digest = excluded.digest then 0 else 1 end,
                  facts = excluded.facts, original = excluded.original, digest = excluded.digest,
                  updated = case when person.digest = excluded.digest then person.updated
                                 else excluded.updated end
                returning id, version, updated,
                  exists (select from contact_wish w where w.client = person.client) as wished
                """)
            .param("id", UUID.randomUUID())
            .param("client", key.client().value())
            .param("holder", holder.value())
            .param("facts", key.seal(facts))
            .param("original", key.seal(original))
            .param("digest", keys.digest(original))
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("protected", hasSecretAddress(facts))
            .param("wish", wish(facts))
            .query((row, n) -> {
              wished.set(wish(facts) != null || row.getBoolean("wished"));
              return new Person(
                  row.getObject("id", UUID.class),
                  key.client(),
                  holder,
                  row.getInt("version"),
                  instant(row, "updated"),
                  facts);
            })
            .single();
    if (wished.get()) {
      clients.contactAsWanted(key.client(), now);
    }
    clients.protectAddress(key.client(), hasSecretAddress(facts));
    names.keep(kept.id(), holder, facts);
    return remember(kept);
  }

  /**
   * A new version of a holder's record.
   *
   * @param expected the version that the holder changed; empty when it does not say
   * @param bsn the BSN in the message, if there is one; it cannot change, since it says who the
   *     client is
   * @throws Problem NOT_FOUND, STALE_VERSION, IMMUTABLE
   */
  public Person change(
      UUID id,
      OrganisationCode holder,
      Optional<Integer> expected,
      Optional<Bsn> bsn,
      Facts facts,
      String original) {
    Person before = heldBy(holder, id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    Optional<String> known =
        before.facts().values(Fact.BsnNumber.class).map(Fact.BsnNumber::value).findFirst();
    if (!bsn.map(Bsn::value).equals(known)) {
      throw Problem.of(Problem.Code.IMMUTABLE, "Patient.identifier (BSN)");
    }
    ClientKey key = clients.keyForChange(before.client());
    Instant now = clock.instant();
    int version = expected.orElse(before.version());
    int changed =
        database
            .sql(
                """
                update person set version = version + 1, facts = :facts, original = :original,
                  digest = :digest, updated = :now, protected_address = :protected,
                  contact_wish = :wish
                where id = :id and version = :version
                """)
            .param("facts", key.seal(facts))
            .param("original", key.seal(original))
            .param("digest", keys.digest(original))
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("protected", hasSecretAddress(facts))
            .param("wish", wish(facts))
            .param("id", id)
            .param("version", version)
            .update();
    if (changed == 0) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    clients.protectAddress(before.client(), hasSecretAddress(facts));
    names.keep(id, holder, facts);
    if (!Objects.equals(wish(facts), wish(before.facts()))) {
      clients.contactAsWanted(before.client(), now);
    }
    return remember(new Person(id, before.client(), holder, version + 1, now, facts));
  }

  private Person remember(Person person) {
    Holding holding = new Holding(person.client(), person.holder());
    known.put(person.id(), person);
    ofHolder.put(holding, person.id());
    clients.recorded(person.id(), holding);
    return person;
  }

  public Optional<Person> find(UUID id) {
    return known.get(id).or(() -> only("where p.id = ?", id));
  }

  private Optional<Person> only(String where, Object... parameters) {
    return database
        .sql(SELECT + where)
        .params(parameters)
        .query(this::person)
        .optional()
        .map(this::remember);
  }

  /** Several at once; what is not there is left out. */
  public Map<UUID, Person> findAll(Collection<UUID> ids) {
    return database
        .sql(SELECT + "where p.id = any(?)")
        .param(ids.toArray(UUID[]::new))
        .query(this::person)
        .stream()
        .collect(Collectors.toMap(Person::id, Function.identity()));
  }

  /** One of a holder's own records. Another holder's is not even opened. */
  public Optional<Person> heldBy(OrganisationCode holder, UUID id) {
    Optional<Person> found = known.get(id);
    return found.isPresent()
        ? found.filter(person -> person.holder().equals(holder))
        : only("where p.id = ? and p.holder = ?", id, holder.value());
  }

  /** Whose record it is. */
  public Optional<Holding> holding(UUID id) {
    return clients.holding(id);
  }

  /** Who has a record of this client; for the hub itself. */
  public List<OrganisationCode> holders(ClientId client) {
    return database
        .sql("select holder from person where client = ? order by holder")
        .param(client.value())
        .query((row, n) -> new OrganisationCode(row.getString("holder")))
        .list();
  }

  /** The number of the record that this holder has of a client. */
  public Optional<UUID> record(ClientId client, OrganisationCode holder) {
    return ofHolder
        .get(new Holding(client, holder))
        .or(() ->
            database
                .sql("select id from person where client = ? and holder = ?")
                .params(client.value(), holder.value())
                .query((row, n) -> row.getObject("id", UUID.class))
                .optional());
  }

  /** When a client was born, after that holder's own record; empty when it does not say. */
  public Optional<Born> born(ClientId client, OrganisationCode holder) {
    return ofHolder
        .get(new Holding(client, holder))
        .flatMap(known::get)
        .or(() -> only("where p.client = ? and p.holder = ?", client.value(), holder.value()))
        .flatMap(person -> person.facts().values(Fact.BirthDate.class).findFirst())
        .flatMap(birth -> Born.on(birth.date()));
  }

  /** Where a client lives, after one of the holder's own records; for the holder itself. */
  public Optional<String> place(UUID id, OrganisationCode holder) {
    return heldBy(holder, id)
        .flatMap(person -> person.facts().values(Fact.Place.class).findFirst())
        .map(Fact.Place::city);
  }

  /** The one record that this holder has of the client with this BSN. */
  public Optional<Person> find(OrganisationCode holder, Bsn bsn) {
    return only("where c.bsn_index = ? and p.holder = ?", keys.index(bsn), holder.value());
  }

  /** A holder's own records, the newest first. */
  public List<Person> heldBy(OrganisationCode holder, int offset, int count) {
    return database
        .sql(SELECT + "where p.holder = ? order by p.updated desc, p.id offset ? limit ?")
        .param(holder.value())
        .param(offset)
        .param(count)
        .query(this::person)
        .list();
  }

  /** Those of these that are the holder's own, in no order. */
  public List<Person> heldBy(OrganisationCode holder, Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .sql(SELECT + "where p.holder = ? and p.id = any(?)")
            .param(holder.value())
            .param(ids.toArray(UUID[]::new))
            .query(this::person)
            .list();
  }

  /** The message as it came, for the holder itself and nobody else. */
  public Optional<String> original(UUID id, OrganisationCode holder) {
    return database
        .sql(SELECT + "where p.id = ? and p.holder = ?")
        .param(id)
        .param(holder.value())
        .query((row, n) -> clients.keyIn(row).openText(row.getBytes("original")))
        .optional();
  }

  /** A keyed digest of a message, or of its number, to know it when it comes again. */
  @Transactional(propagation = Propagation.SUPPORTS)
  public String digest(String message) {
    return keys.digest(message);
  }

  /** The group that a holder put the client in, in this record. */
  public Optional<String> group(UUID id) {
    return find(id)
        .flatMap(person -> person.facts().values(Fact.Group.class).findFirst())
        .map(Fact.Group::code);
  }

  private static @Nullable String wish(Facts facts) {
    return facts
        .values(Fact.ContactWish.class)
        .findFirst()
        .map(Fact.ContactWish::period)
        .orElse(null);
  }

  private static boolean hasSecretAddress(Facts facts) {
    return facts.categories().contains(Category.PROTECTED_ADDRESS);
  }

  private Person person(ResultSet row, int n) throws SQLException {
    return new Person(
        row.getObject("id", UUID.class),
        new ClientId(row.getObject("client", UUID.class)),
        new OrganisationCode(row.getString("holder")),
        row.getInt("version"),
        instant(row, "updated"),
        clients.keyIn(row).openFacts(row.getBytes("facts")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
