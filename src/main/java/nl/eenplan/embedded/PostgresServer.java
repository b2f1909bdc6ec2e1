package nl.eenplan.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in a process of its own, on a free port of the loopback interface, with its
 * data in the data folder.
 *
 * <p>Three roles: {@code postgres} (superuser, used here only), {@code eenplan_owner} (owns the
 * tables, used by the migrations) and {@code eenplan} (what the hub runs as: rows, no tables), so
 * that a migration can take rights away from the running hub.
 */
final class PostgresServer implements AutoCloseable {

  private static final String PASSWORD_FILE = "postgres.secret";
  private static final String HOST_ACCESS =
      """
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataFolder folder;
  private final Path cluster;
  private final int port;
  private final String superuserPassword;
  private final String ownerPassword = RandomSecret.create();
  private final String hubPassword = RandomSecret.create();

  private volatile EmbeddedPostgres postgres;
  private volatile boolean closed;

  private PostgresServer(
      DataFolder folder, Path cluster, EmbeddedPostgres postgres, String superuserPassword) {
    this.folder = folder;
    this.cluster = cluster;
    this.postgres = postgres;
    this.port = postgres.getPort();
    this.superuserPassword = superuserPassword;
  }

  /** Starts the server and prepares roles and database; the same on the first and a later start. */
  static PostgresServer start(DataFolder folder)
      throws IOException, InterruptedException, SQLException {
    Path cluster = folder.resolve("postgres");
    OrphanedPostgres.stop(cluster);
    String password = superuserPassword(folder);
    EmbeddedPostgres postgres = launch(folder, cluster, password, 0);
    PostgresServer server = new PostgresServer(folder, cluster, postgres, password);
    try {
      server.prepare();
      server.watch();
      return server;
    } catch (IOException | SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * The library is made for throw-away test databases: it starts the server with {@code -F} (fsync
   * off) and {@code synchronous_commit=off}. Both lose commits in a crash and both are set back, as
   * a later setting wins; {@code full_page_writes} is named so that it stays on.
   *
   * @param port 0 takes a free one
   */
  private static EmbeddedPostgres launch(DataFolder folder, Path cluster, String password, int port)
      throws IOException {
    Files.createDirectories(cluster);
    return EmbeddedPostgres.builder()
        .setDataDirectory(cluster)
        .setPort(port)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setConnectConfig("password", password)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "60")
        // A refused row or statement may hold personal data, and this server's log is our log.
        .setServerConfig("log_error_verbosity", "terse")
        .setServerConfig("log_min_error_statement", "panic")
        .start();
  }

  /**
   * Nobody else would start it again when it is killed, or runs out of memory. One that ends in
   * good order, as by Ctrl-C, takes its own file away.
   */
  private void watch() throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow(() -> new IOException("it ended"));
    Thread.startVirtualThread(() -> {
      server.onExit().join();
      if (Files.exists(file)) {
        startAgain();
      }
    });
  }

  private void startAgain() {
    boolean runs = closed;
    while (!runs) {
      LOG.warn("PostgreSQL has ended: starting it again");
      try {
        postgres.close();
        // What is left of the old one holds on to its memory for a moment.
        Thread.sleep(PAUSE);
        postgres = launch(folder, cluster, superuserPassword, port);
        watch();
        runs = true;
        if (closed) {
          postgres.close();
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("PostgreSQL does not start: {}", e.getMessage());
        runs = closed;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        runs = true;
      }
    }
  }

  private static String superuserPassword(DataFolder folder) throws IOException {
    Path file = folder.resolve(PASSWORD_FILE);
    if (!Files.exists(file)) {
      folder.writeSecret(PASSWORD_FILE, RandomSecret.create());
    }
    return Files.readString(file);
  }

  /** A new cluster trusts every local user: from here on it wants passwords. */
  private void prepare() throws IOException, SQLException {
    try (Connection connection = superuser("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role postgres password '" + superuserPassword + "'");
      giveRole(statement, "eenplan_owner", ownerPassword);
      giveRole(statement, "eenplan", hubPassword);
      if (!exists(statement, "select from pg_database where datname = 'eenplan'")) {
        statement.execute("create database eenplan owner eenplan_owner");
      }
      Files.writeString(cluster.resolve("pg_hba.conf"), HOST_ACCESS);
      statement.execute("select pg_reload_conf()");
    }
    try (Connection connection = superuser("eenplan").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          revoke all on database eenplan from public;
          grant connect, temporary on database eenplan to eenplan;
          alter schema public owner to eenplan_owner;
          grant usage on schema public to eenplan;
          alter default privileges for role eenplan_owner in schema public
            grant select, insert, update, delete on tables to eenplan;
          alter default privileges for role eenplan_owner in schema public
            grant usage, select on sequences to eenplan;
          """);
    }
  }

  /** The passwords of these two are new at each start: nobody else has use for them. */
  private static void giveRole(Statement statement, String role, String password)
      throws SQLException {
    if (!exists(statement, "select from pg_roles where rolname = '" + role + "'")) {
      statement.execute("create role " + role);
    }
    statement.execute("alter role " + role + " login password '" + password + "'");
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private DataSource superuser(String database) {
    return postgres.getDatabase("postgres", database, Map.of("password", superuserPassword));
  }

  String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port + "/eenplan";
  }

  String ownerPassword() {
    return ownerPassword;
  }

  String hubPassword() {
    return hubPassword;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    postgres.close();
  }
}
