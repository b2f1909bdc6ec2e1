package nl.eenplan.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.remembered.Remembered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who is who: the same BSN is the same client, whoever sends it. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Clients {

  private final JdbcClient database;
  private final Keys keys;
  private final Remembered<ClientId, Held> held = new Remembered<>();
  private final Remembered<UUID, Holding> records = new Remembered<>();

  Clients(JdbcClient database, Keys keys) {
    this.database = database;
    this.keys = keys;
  }

  /**
   * A client of whom this transaction holds the row.
   *
   * @param forChange or for a decision only
   * @param hidden whether the address is secret, as some holder says
   */
  private record Held(ClientKey key, boolean forChange, boolean hidden) {}

  /**
   * The key of the client with this BSN, or of a new client. Nobody is told which of the two it
   * was.
   *
   * <p>What the gate knows of the client changes with what a holder records, so it waits as {@link
   * #keyForChange} does.
   *
   * @param bsn empty for a client whose BSN the holder does not know or may not process: such a
   *     client is always new
   */
  ClientKey identify(Optional<Bsn> bsn) {
    return bsn.map(this::known).orElseGet(() -> add(null).orElseThrow());
  }

  private ClientKey known(Bsn bsn) {
    byte[] index = keys.index(bsn);
    return find(index).or(() -> add(index)).or(() -> find(index)).orElseThrow();
  }

  private Optional<ClientKey> find(byte[] index) {
    return database
        .sql(
            """
            select id as client, wrapped_key, protected_address from client
            where bsn_index = ? for no key update
            """)
        .param(index)
        .query((row, n) -> held(row, true))
        .optional()
        .map(this::hold);
  }

  private Optional<ClientKey> add(byte @Nullable [] index) {
    ClientId client = ClientId.random();
    Keys.New key = keys.make(client);
    int added =
        database
            .sql(
                """
                insert into client (id, bsn_index, wrapped_key) values (?, ?, ?)
                on conflict (bsn_index) do nothing
                """)
            .param(client.value())
            .param(index)
            .param(key.wrapped())
            .update();
    return added == 1 ? Optional.of(hold(new Held(key.key(), true, false))) : Optional.empty();
  }

  /**
   * The client's key, while nobody can withdraw a consent of this client until the transaction
   * ends: what is decided in it, holds in it.
   */
  public ClientKey keyForDecision(ClientId client) {
    return held.get(client).map(Held::key).orElseGet(() -> lock(client, "for share", false));
  }

  /** Waits for all decisions under way about this client, and lets new ones wait. */
  public ClientKey keyForChange(ClientId client) {
    return held.get(client)
        .filter(Held::forChange)
        .map(Held::key)
        .orElseGet(() -> lock(client, "for no key update", true));
  }

  private ClientKey lock(ClientId client, String how, boolean forChange) {
    return hold(
        database
            .sql(
                """
                select id as client, wrapped_key, protected_address from client where id = ?
                """
                    + how)
            .param(client.value())
            .query((row, n) -> held(row, forChange))
            .single());
  }

  /** It may have waited for the row: what was read before may be old. */
  private ClientKey hold(Held client) {
    Remembered.forgetAll();
    held.put(client.key().client(), client);
    return client.key();
  }

  /**
   * A client's address is secret as long as any holder says so. Asks {@link #keyForChange}.
   *
   * @param says whether the record that was just written does
   */
  void protectAddress(ClientId client, boolean says) {
    if (!says && held.get(client).filter(row -> !row.hidden()).isPresent()) {
      return;
    }
    Remembered.forgetAll();
    database
        .sql(
            """
            update client c set protected_address = now.secret
            from (select coalesce(bool_or(protected_address), false) as secret
                  from person where client = :client) now
            where c.id = :client and c.protected_address <> now.secret
            """)
        .param("client", client.value())
        .update();
  }

  /**
   * At most one contact in the longest time that any holder heard; from now on, and nobody can tell
   * who heard it. Asks {@link #keyForChange}.
   */
  void contactAsWanted(ClientId client, Instant now) {
    database
        .sql(
            """
            with wish as (
              select contact_wish as every from person
              where client = :client and contact_wish is not null
              order by contact_wish::interval desc limit 1),
            gone as (
              delete from contact_wish where client = :client and not exists (select from wish))
            insert into contact_wish (client, every, last_contact)
            select :client, every, :now from wish
            on conflict (client) do update set every = excluded.every
            where contact_wish.every <> excluded.every
            """)
        .param("client", client.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The name by which one organisation's log calls a client; another organisation has another. */
  public String pseudonym(ClientId client, OrganisationCode reader) {
    return keys.pseudonym(client, reader.value());
  }

  /** Of which client this is a record, if this holder made it. */
  public Optional<ClientId> ofRecord(UUID person, OrganisationCode holder) {
    return holding(person).filter(record -> record.holder().equals(holder)).map(Holding::client);
  }

  /** Whose record it is, and of whom. */
  Optional<Holding> holding(UUID person) {
    return records.get(
        person,
        unknown ->
            database
                .sql("select client, holder from person where id = ?")
                .param(unknown)
                .query((row, n) ->
                    new Holding(
                        new ClientId(row.getObject("client", UUID.class)),
                        new OrganisationCode(row.getString("holder"))))
                .optional());
  }

  /** This transaction wrote that record. */
  void recorded(UUID person, Holding holding) {
    records.put(person, holding);
  }

  /**
   * The key in a row that was joined with its client.
   *
   * @param row with the columns {@code client} and {@code wrapped_key}
   */
  public ClientKey keyIn(ResultSet row) throws SQLException {
    ClientId client = new ClientId(row.getObject("client", UUID.class));
    Optional<Held> known = held.get(client);
    if (known.isPresent()) {
      return known.get().key();
    }
    byte[] wrapped = row.getBytes("wrapped_key");
    return ClientKey.wrapped(client, () -> keys.unwrap(client, wrapped));
  }

  private Held held(ResultSet row, boolean forChange) throws SQLException {
    return new Held(keyIn(row), forChange, row.getBoolean("protected_address"));
  }
}
