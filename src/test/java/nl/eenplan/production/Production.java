package nl.eenplan.production;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.util.FileSystemUtils;

/** Two hubs, and what they share; see {@code docker/compose.yaml}. */
public final class Production implements AutoCloseable {

  /** Of all demo users in the realm. */
  public static final String PASSWORD = "Verzonnen-voor-de-test-1";

  private static final Path FOLDER = Path.of("target", "production");

  private final Keycloak keycloak;
  private final PartnerKeys lv;
  private final EmbeddedPostgres database;
  private final Broker broker;
  private final HubInstance one;
  private final HubInstance other;
  private final String woejSecret;
  private final String bureauSecret;

  private Production(
      Keycloak keycloak,
      PartnerKeys lv,
      EmbeddedPostgres database,
      Broker broker,
      HubInstance one,
      HubInstance other,
      String woejSecret,
      String bureauSecret) {
    this.keycloak = keycloak;
    this.lv = lv;
    this.database = database;
    this.broker = broker;
    this.one = one;
    this.other = other;
    this.woejSecret = woejSecret;
    this.bureauSecret = bureauSecret;
  }

  static Production start() {
    try {
      return tryToStart();
    } catch (Exception e) {
      throw new IllegalStateException("The hubs with Keycloak do not start: " + e.getMessage(), e);
    }
  }

  private static Production tryToStart() throws Exception {
    FileSystemUtils.deleteRecursively(FOLDER);
    Files.createDirectories(FOLDER);
    String brokerSecret = secret();
    String woejSecret = secret();
    String bureauSecret = secret();
    String clientSecret = secret();
    HubInstance one = new HubInstance(FOLDER.resolve("one"));
    HubInstance other = new HubInstance(FOLDER.resolve("other"));
    PartnerKeys lv = PartnerKeys.publish();
    Keycloak keycloak = Keycloak.in(Files.createDirectories(FOLDER.resolve("keycloak")));
    CompletableFuture<Void> keycloakReady =
        keycloak.start(
            Map.of(
                "EENPLAN_PUBLIC_URL",
                one.url().toString(),
                // It tells the other hub of a log-out than the one that the user was at.
                "EENPLAN_INTERNAL_URL",
                other.url().toString(),
                "EENPLAN_CLIENT_SECRET",
                clientSecret,
                "EENPLAN_LV_JWKS_URL",
                lv.address().toString(),
                "EENPLAN_ST_WOEJ_SECRET",
                woejSecret,
                "EENPLAN_DEMO_USERS",
                "true",
                "EENPLAN_DEMO_PASSWORD",
                PASSWORD));
    EmbeddedPostgres database = database();
    Broker broker =
        Broker.start(
            FOLDER.resolve("broker"),
            brokerSecret,
            Map.of("st-woej", woejSecret, "360voorwerk", bureauSecret));
    Map<String, String> settings =
        Map.of(
            "SPRING_DATASOURCE_URL", url(database),
            "SPRING_DATASOURCE_USERNAME", "eenplan",
            "SPRING_FLYWAY_USER", "eenplan_owner",
            "EENPLAN_BROKER_URL", broker.url().toString(),
            "EENPLAN_BROKER_USER", "_hub",
            "EENPLAN_ISSUER", keycloak.issuer().toString(),
            "EENPLAN_KEY_FILE", FOLDER.resolve("keys.json").toAbsolutePath().toString(),
            "EENPLAN_PUBLIC_URL", one.url().toString());
    Map<String, String> secrets =
        Map.of(
            "spring.datasource.password",
            "hub",
            "spring.flyway.password",
            "owner",
            "eenplan.broker-password",
            brokerSecret,
            "eenplan.client-secret",
            clientSecret);
    one.start(settings, secrets);
    other.start(settings, secrets);
    enterOrganisations(database);
    keycloakReady.join();
    return new Production(keycloak, lv, database, broker, one, other, woejSecret, bureauSecret);
  }

  private static EmbeddedPostgres database() throws IOException, SQLException {
    EmbeddedPostgres database =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("max_connections", "80")
            .start();
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database eenplan");
    }
    try (Connection connection = database.getDatabase("postgres", "eenplan").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(Path.of("docker/postgres/roles.sql")));
      statement.execute("alter role eenplan password 'hub'");
      statement.execute("alter role eenplan_owner password 'owner'");
    }
    return database;
  }

  private static String url(EmbeddedPostgres database) {
    return "jdbc:postgresql://localhost:" + database.getPort() + "/eenplan";
  }

  private static void enterOrganisations(EmbeddedPostgres database) throws SQLException {
    try (Connection connection = database.getDatabase("postgres", "eenplan").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into organisation (code, name, kind, municipality, oin, agreement_from) values
            ('lv', 'Gemeente Leidschendam-Voorburg', 'municipality', 'Leidschendam-Voorburg',
              '00000099000000001000', '2026-01-01'),
            ('st-woej', 'St. WOEJ', 'welfare', 'Leidschendam-Voorburg',
              '00000099000000005000', '2026-01-01'),
            ('wassenaar', 'Gemeente Wassenaar', 'municipality', 'Wassenaar',
              '00000099000000003000', '2026-01-01'),
            ('vrijwilligerscentrale-wassenaar', 'Vrijwilligerscentrale Wassenaar', 'welfare',
              'Wassenaar', '00000099000000007000', '2026-01-01'),
            ('360voorwerk', '360voorWerk', 'reintegration', null,
              '00000099000000008000', '2026-01-01'),
            ('jobstap', 'Jobstap', 'reintegration', null, '00000099000000009000', '2026-01-01'),
            ('reakt', 'Reakt', 'day-activities', null, '00000099000000012000', '2026-01-01'),
            ('uwv', 'UWV', 'uwv', null, '00000099000000015000', '2026-01-01');
          insert into service (id, organisation, purpose, name_nl, name_en, municipalities, mode)
          select offered.organisation || '-' || purpose, offered.organisation, purpose,
            offered.name, offered.name,
            case when municipality is null then '{}' else array[municipality] end, mode
          from (values
            ('st-woej', 'participation', 'Participatie', 'one-to-one'),
            ('vrijwilligerscentrale-wassenaar', 'participation', 'Participatie', 'group'),
            ('360voorwerk', 'reintegration', 'Re-integratie', null),
            ('jobstap', 'reintegration', 'Re-integratie', null),
            ('uwv', 'target-group-register', 'Doelgroepregister', null),
            ('reakt', 'day-activities', 'Dagbesteding', null))
            offered (organisation, purpose, name, mode)
            join organisation on code = offered.organisation;
          update service set needs = 'wmo-indication', needs_outcome = 'indication-granted',
            needs_not_from = '{st-woej}' where organisation = 'reakt';
          """);
    }
  }

  private static String secret() {
    return UUID.randomUUID().toString();
  }

  public Keycloak keycloak() {
    return keycloak;
  }

  /** What Keycloak can be told by who administers it. */
  public KeycloakAdmin admin() {
    return new KeycloakAdmin(keycloak);
  }

  /** The hub that users and partners know. */
  public HubInstance one() {
    return one;
  }

  public HubInstance other() {
    return other;
  }

  public URI broker() throws Exception {
    return broker.url();
  }

  /** Takes tokens as the municipality's system does: with a key. */
  public Tokens lv() {
    return new Tokens(keycloak, lv::assertion);
  }

  /** Takes tokens as St. WOEJ's system does: with a secret, that opens its queue as well. */
  public Tokens woej() {
    return new Tokens(
        keycloak, audience -> Map.of("client_id", "st-woej", "client_secret", woejSecret));
  }

  public String woejSecret() {
    return woejSecret;
  }

  /** Opens the queue of {@code 360voorwerk}. */
  public String bureauSecret() {
    return bureauSecret;
  }

  @Override
  public void close() {
    for (AutoCloseable part : List.of(one, other, broker, keycloak, lv, database)) {
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("What is left of " + FOLDER + " must be ended by hand: " + e);
      }
    }
  }
}
