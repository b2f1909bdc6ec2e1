package nl.eenplan.embedded;

import java.io.IOException;
import java.sql.SQLException;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The database of a hub that was told of no other by {@code spring.datasource.url}. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabase.WhenNoneIsSet.class)
class EmbeddedDatabase {

  @Bean(destroyMethod = "close")
  PostgresServer postgresServer(DataFolder folder)
      throws IOException, InterruptedException, SQLException {
    return PostgresServer.start(folder);
  }

  @Bean
  JdbcConnectionDetails hubConnectionDetails(PostgresServer server) {
    return new AsHub(server);
  }

  @Bean
  FlywayConnectionDetails migrationConnectionDetails(PostgresServer server) {
    return new AsOwner(server);
  }

  private record AsHub(PostgresServer server) implements JdbcConnectionDetails {
    @Override
    public String getJdbcUrl() {
      return server.jdbcUrl();
    }

    @Override
    public String getUsername() {
      return "eenplan";
    }

    @Override
    public String getPassword() {
      return server.hubPassword();
    }
  }

  private record AsOwner(PostgresServer server) implements FlywayConnectionDetails {
    @Override
    public String getJdbcUrl() {
      return server.jdbcUrl();
    }

    @Override
    public String getUsername() {
      return "eenplan_owner";
    }

    @Override
    public String getPassword() {
      return server.ownerPassword();
    }
  }

  static final class WhenNoneIsSet implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().containsProperty("spring.datasource.url");
    }
  }
}
