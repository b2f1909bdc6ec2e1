package nl.eenplan.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.List;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import nl.eenplan.problem.CannotStartException;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.broker.region.policy.IndividualDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.store.kahadb.disk.journal.Journal.JournalDiskSyncStrategy;
import org.apache.activemq.usage.SystemUsage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The broker of a hub that was told of no other by {@code eenplan.broker-url}. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedBroker.WhenNoneIsSet.class)
class EmbeddedBroker {

  private static final String NAME = "eenplan";

  /** Not an organisation code, so it can never be a partner's user name. */
  private static final String HUB_USER = "_hub";

  private static final int MEBIBYTE = 1024 * 1024;

  @Bean
  HubConnection hubConnection() {
    return new HubConnection("vm://" + NAME + "?create=false", HUB_USER, RandomSecret.create());
  }

  /**
   * @param port 0 takes a free one; {@link BrokerAddress} tells which
   * @throws CannotStartException when the port is taken
   */
  @Bean(destroyMethod = "stop")
  BrokerService brokerService(
      DataFolder folder,
      PartnerAccounts accounts,
      Organisations organisations,
      HubConnection hub,
      @Value("${eenplan.broker-port:61616}") int port)
      throws Exception {
    BrokerService broker = new BrokerService();
    broker.setBrokerName(NAME);
    broker.setUseJmx(false);
    broker.setUseShutdownHook(false);
    broker.setSchedulerSupport(false);
    broker.setAdvisorySupport(false);
    broker.setAnonymousProducerAdvisorySupport(false);
    broker.setDataDirectoryFile(folder.resolve("broker").toFile());
    broker.setPersistenceAdapter(store(folder));
    broker.setDestinationPolicy(policies());
    limit(broker.getSystemUsage());
    broker.setPlugins(
        new BrokerPlugin[] {next -> new PartnerDoor(next, accounts, organisations, hub)});
    try {
      broker.addConnector(
          "tcp://127.0.0.1:"
              + port
              + "?maximumConnections=500&wireFormat.maxFrameSize="
              + 2 * MEBIBYTE); // what is too large to be read still gets an answer
      broker.start();
    } catch (IOException e) {
      broker.stop();
      throw e.getCause() instanceof BindException ? portTaken(port) : e;
    }
    broker.waitUntilStarted();
    return broker;
  }

  @Bean
  BrokerAddress brokerAddress(BrokerService broker) throws Exception {
    TransportConnector partners = broker.getTransportConnectors().getFirst();
    int port = partners.getServer().getSocketAddress().getPort();
    return new BrokerAddress(URI.create("tcp://127.0.0.1:" + port));
  }

  /** A send returns when the message is on the disk. */
  private static KahaDBPersistenceAdapter store(DataFolder folder) {
    KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
    store.setDirectory(folder.resolve("broker").toFile());
    store.setJournalDiskSyncStrategy(JournalDiskSyncStrategy.ALWAYS.name());
    store.setJournalMaxFileLength(16 * MEBIBYTE);
    store.setCheckForCorruptJournalFiles(true);
    return store;
  }

  /** What cannot be read by a partner ends in a queue of that partner, not in a common heap. */
  private static PolicyMap policies() {
    IndividualDeadLetterStrategy deadLetters = new IndividualDeadLetterStrategy();
    deadLetters.setQueuePrefix("DLQ.");
    deadLetters.setUseQueueForQueueMessages(true);
    deadLetters.setProcessNonPersistent(true);
    // What a partner sends tells of clients: it must not lie where nobody looks.
    deadLetters.setProcessExpired(false);
    PolicyEntry queues = new PolicyEntry();
    queues.setQueue(">");
    queues.setMaxPageSize(10_000); // as far as a selector looks when a notice is taken back
    queues.setDeadLetterStrategy(deadLetters);
    PolicyMap policies = new PolicyMap();
    policies.setPolicyEntries(List.of(queues));
    return policies;
  }

  /** Full means an error after five seconds, never a sender that hangs. */
  private static void limit(SystemUsage usage) {
    usage.getMemoryUsage().setLimit(64L * MEBIBYTE);
    usage.getStoreUsage().setLimit(4096L * MEBIBYTE);
    usage.getTempUsage().setLimit(256L * MEBIBYTE);
    usage.setSendFailIfNoSpaceAfterTimeout(5_000);
  }

  private static CannotStartException portTaken(int port) {
    return new CannotStartException(
        "Port " + port + " for the broker is taken by another program.",
        "Stop that program, or choose another port with --eenplan.broker-port=... (0: a free one)");
  }

  static final class WhenNoneIsSet implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().containsProperty("eenplan.broker-url");
    }
  }
}
