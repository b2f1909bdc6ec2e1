package nl.eenplan.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.ledger.Entry.Grounds;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The append-only log. An entry is written in the transaction of what it records: no entry, no
 * effect. When that transaction fails, what was refused in it is still written (see {@link
 * Transactions}).
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Ledger {

  private static final String INSERT =
      """
      insert into ledger_entry (id, at, kind, outcome, reason, organisation, account, role, sender,
        recipient, clients, purpose, event, subject, policy_row, basis, statute, condition,
        policy_digest, consents, asked, released, withheld, emergency, secret)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate database;

  Ledger(JdbcTemplate database) {
    this.database = database;
  }

  public void append(Entry entry) {
    append(List.of(entry));
  }

  /** In one round trip; within {@link Transactions#run} all of it together, at its end. */
  public void append(Collection<Entry> entries) {
    if (!Transactions.collect(entries)) {
      write(entries);
    }
  }

  void write(Collection<Entry> entries) {
    if (!entries.isEmpty()) {
      database.batchUpdate(INSERT, entries, 500, Ledger::fill);
    }
  }

  private static void fill(PreparedStatement insert, Entry entry) throws SQLException {
    Optional<Grounds> grounds = entry.grounds();
    Row row = new Row(insert);
    row.set(entry.id());
    row.set(entry.at().atOffset(ZoneOffset.UTC));
    row.set(entry.kind().code());
    row.set(entry.outcome().code());
    row.set(entry.reason());
    row.set(entry.who().organisation().value());
    row.set(entry.who().user());
    row.set(entry.who().role());
    row.set(entry.sender().map(OrganisationCode::value));
    row.set(entry.recipient().map(OrganisationCode::value));
    row.set("uuid", entry.clients().stream().map(ClientId::value).toArray());
    row.set(entry.purpose());
    row.set(entry.event());
    row.id(entry.subject());
    row.set(grounds.flatMap(Grounds::row));
    row.set(grounds.flatMap(Grounds::basis));
    row.set(grounds.flatMap(Grounds::statute));
    row.set(grounds.flatMap(Grounds::condition));
    row.set(grounds.map(Grounds::digest));
    row.set("text", grounds.map(Grounds::consents).orElse(List.of()).toArray());
    row.set("text", entry.asked().codes().toArray());
    row.set("text", entry.released().codes().toArray());
    row.set("text", entry.withheld().codes().toArray());
    row.set(entry.emergency());
    row.set(entry.secret().map(OrganisationCode::value));
  }

  /**
   * Counts the columns, so that they can be read from top to bottom. A null has the type of its
   * column: where the types differ from one entry to the next, each would be planned anew.
   */
  private static final class Row {
    private final PreparedStatement insert;
    private final Connection connection;
    private int column;

    Row(PreparedStatement insert) throws SQLException {
      this.insert = insert;
      this.connection = insert.getConnection();
    }

    void set(Object value) throws SQLException {
      insert.setObject(++column, value);
    }

    void set(Optional<String> value) throws SQLException {
      insert.setString(++column, value.orElse(null));
    }

    void id(Optional<UUID> value) throws SQLException {
      if (value.isPresent()) {
        set(value.get());
      } else {
        insert.setNull(++column, Types.OTHER, "uuid");
      }
    }

    void set(String type, Object[] values) throws SQLException {
      Array array = connection.createArrayOf(type, values);
      insert.setArray(++column, array);
    }
  }
}
