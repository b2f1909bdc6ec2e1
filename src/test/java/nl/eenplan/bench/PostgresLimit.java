package nl.eenplan.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What PostgreSQL does with nobody in front of it: as many rows for a referral, as large and with
 * as many indexes, by plain JDBC, a round trip each and a commit on the disk.
 */
final class PostgresLimit {

  /** Client, person, consent, order, referral, term, notice, and the entries of the log. */
  private static final int STATEMENTS = 8;

  private static final byte[] SEALED = new byte[600];

  private PostgresLimit() {}

  static double perSecond(HubProcess hub, int clients, Duration time) throws Exception {
    Queue<Connection> connections = new ConcurrentLinkedQueue<>();
    try {
      for (int i = 0; i < clients; i++) {
        connections.add(connect(hub));
      }
      return Load.closed(clients, time, () -> once(connections)).perSecond();
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  private static Connection connect(HubProcess hub) throws IOException, SQLException {
    Connection connection = hub.database();
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists bench");
      statement.execute(
          """
          create table if not exists bench.kept (
            id uuid primary key, owner text, about uuid, at timestamptz, sealed bytea);
          create index if not exists kept_newest on bench.kept (owner, at desc, id);
          create index if not exists kept_about on bench.kept (about)
          """);
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private static boolean once(Queue<Connection> connections) {
    Connection connection = connections.remove();
    try (PreparedStatement insert =
        connection.prepareStatement("insert into bench.kept values (?, 'st-woej', ?, now(), ?)")) {
      UUID about = UUID.randomUUID();
      for (int i = 0; i < STATEMENTS; i++) {
        insert.setObject(1, UUID.randomUUID());
        insert.setObject(2, about);
        insert.setBytes(3, SEALED);
        insert.executeUpdate();
      }
      connection.commit();
      return true;
    } catch (SQLException e) {
      return false;
    } finally {
      connections.add(connection);
    }
  }
}
