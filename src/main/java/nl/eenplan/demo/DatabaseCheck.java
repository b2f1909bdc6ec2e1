package nl.eenplan.demo;

import nl.eenplan.problem.CannotStartException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** Keeps accounts with public secrets out of a database that may hold real people. */
final class DatabaseCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /**
   * @throws CannotStartException when the demo would write to a database that is not its own
   */
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    if (environment.acceptsProfiles(Profiles.of("demo"))
        && environment.containsProperty("spring.datasource.url")
        && !environment.getProperty("eenplan.demo.allow-external-database", Boolean.class, false)) {
      throw new CannotStartException(
          "The demo has accounts with public secrets and does not start on an external"
              + " database: spring.datasource.url is set.",
          "Leave the profile \"demo\", or say --eenplan.demo.allow-external-database=true if that"
              + " database holds no real people.");
    }
  }
}
