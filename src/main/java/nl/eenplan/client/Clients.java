package nl.eenplan.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;
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

  Clients(JdbcClient database, Keys keys) {
    this.database = database;
    this.keys = keys;
  }

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
            select id as client, wrapped_key from client where bsn_index = ? for no key update
            """)
        .param(index)
        .query(this::key)
        .optional();
  }

  private Optional<ClientKey> add(byte @Nullable [] index) {
    ClientId client = ClientId.random();
    byte[] wrapped = keys.wrapNew(client);
    int added =
        database
            .sql(
                """
                insert into client (id, bsn_index, wrapped_key) values (?, ?, ?)
                on conflict (bsn_index) do nothing
                """)
            .param(client.value())
            .param(index)
            .param(wrapped)
            .update();
    return added == 1 ? Optional.of(keys.unwrap(client, wrapped)) : Optional.empty();
  }

  /**
   * The client's key, while nobody can withdraw a consent of this client until the transaction
   * ends: what is decided in it, holds in it.
   */
  public ClientKey keyForDecision(ClientId client) {
    return database
        .sql("select id as client, wrapped_key from client where id = ? for share")
        .param(client.value())
        .query(this::key)
        .single();
  }

  /** Waits for all decisions under way about this client, and lets new ones wait. */
  public ClientKey keyForChange(ClientId client) {
    return database
        .sql("select id as client, wrapped_key from client where id = ? for no key update")
        .param(client.value())
        .query(this::key)
        .single();
  }

  /** A client's address is secret as long as any holder says so. Asks {@link #keyForChange}. */
  void protectAddress(ClientId client) {
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

  /** The name by which one organisation's log calls a client; another organisation has another. */
  public String pseudonym(ClientId client, OrganisationCode reader) {
    return keys.pseudonym(client, reader.value());
  }

  /** Of which client this is a record, if this holder made it. */
  public Optional<ClientId> ofRecord(UUID person, OrganisationCode holder) {
    return database
        .sql("select client from person where id = ? and holder = ?")
        .param(person)
        .param(holder.value())
        .query(UUID.class)
        .optional()
        .map(ClientId::new);
  }

  /**
   * The key in a row that was joined with its client.
   *
   * @param row with the columns {@code client} and {@code wrapped_key}
   */
  public ClientKey keyIn(ResultSet row) throws SQLException {
    ClientId client = new ClientId(row.getObject("client", UUID.class));
    byte[] wrapped = row.getBytes("wrapped_key");
    return ClientKey.wrapped(client, () -> keys.unwrap(client, wrapped));
  }

  private ClientKey key(ResultSet row, int n) throws SQLException {
    return keyIn(row);
  }
}
