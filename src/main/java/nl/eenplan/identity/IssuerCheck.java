package nl.eenplan.identity;

import nl.eenplan.problem.CannotStartException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** Without an issuer nobody could be known; only the demo brings one of its own. */
final class IssuerCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /**
   * @throws CannotStartException when there is neither an issuer nor the demo
   */
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    if (environment.getProperty("eenplan.issuer", "").isBlank()
        && !environment.acceptsProfiles(Profiles.of("demo"))) {
      throw new CannotStartException(
          "No identity provider is set, and this is not the demo.",
          "Name your OpenID Connect provider with --eenplan.issuer=https://..., "
              + "or run the demo with --spring.profiles.active=demo.");
    }
  }
}
