package nl.eenplan;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import nl.eenplan.embedded.BrokerAddress;
import nl.eenplan.exchange.Channels;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import nl.eenplan.organisation.Services;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** The running hub, as the tests reach it. */
public final class Hub {

  /** How long to wait for what must come: long, since a slow machine is no fault of the hub. */
  public static final Duration SOON = Duration.ofSeconds(60);

  private final Environment environment;
  private final BrokerAddress broker;
  private final MovableClock clock;

  private Hub(Environment environment, BrokerAddress broker, MovableClock clock) {
    this.environment = environment;
    this.broker = broker;
    this.clock = clock;
  }

  /** Such as {@code http://localhost:40123}; no slash at the end. */
  public URI url() {
    return URI.create("http://localhost:" + environment.getProperty("local.server.port"));
  }

  public BrokerAddress broker() {
    return broker;
  }

  public MovableClock clock() {
    return clock;
  }

  /** The day in the Netherlands, ISO 8601. */
  public String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Amsterdam")).toString();
  }

  /** Where the hub keeps everything, to search the broker's store in. */
  public Path dataFolder() {
    return Path.of(environment.getRequiredProperty("eenplan.data-dir"));
  }

  /** A partner's system (or {@code lv-privacy}) that has received nothing yet. */
  public Partner partner(String account) {
    return partner(account, "demo-" + account);
  }

  public Partner partner(String account, String secret) {
    return new Partner(this, account, secret);
  }

  /** Part of each hub that is tested; see {@link HubTest}. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Wiring {

    @Bean
    @Primary
    MovableClock movableClock() {
      return new MovableClock();
    }

    @Bean
    Hub hub(Environment environment, BrokerAddress broker, Clock clock) {
      return new Hub(environment, broker, (MovableClock) clock);
    }

    @Bean
    NewPartner newPartner(
        Organisations organisations,
        Services services,
        PartnerAccounts accounts,
        Channels channels,
        Hub hub) {
      return new NewPartner(organisations, services, accounts, channels, hub);
    }
  }
}
