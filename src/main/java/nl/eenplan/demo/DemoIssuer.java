package nl.eenplan.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The address of the hub as its visitors know it; the port is known only once it listens. */
@Component
@Profile("demo")
class DemoIssuer {

  private final Environment environment;

  DemoIssuer(Environment environment) {
    this.environment = environment;
  }

  /** {@code eenplan.public-url}, else localhost with the real port; no slash at the end. */
  String url() {
    String port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    return environment.getProperty("eenplan.public-url", "http://localhost:" + port);
  }
}
