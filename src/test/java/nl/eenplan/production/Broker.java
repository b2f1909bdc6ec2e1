package nl.eenplan.production;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.AuthorizationEntry;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.DefaultAuthorizationMap;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/**
 * An ActiveMQ that is no part of a hub, with the accounts and rights of {@code docker/activemq}.
 */
final class Broker implements AutoCloseable {

  private final BrokerService broker;

  private Broker(BrokerService broker) {
    this.broker = broker;
  }

  /**
   * @param partners the secret of each that may read its queue
   */
  static Broker start(Path folder, String hubPassword, Map<String, String> partners)
      throws Exception {
    BrokerService broker = new BrokerService();
    broker.setBrokerName("production");
    broker.setUseJmx(false);
    broker.setUseShutdownHook(false);
    broker.setAdvisorySupport(false);
    broker.setDataDirectoryFile(folder.toFile());
    List<AuthenticationUser> users = new ArrayList<>();
    List<AuthorizationEntry> rights = new ArrayList<>();
    users.add(new AuthenticationUser("_hub", hubPassword, "hub"));
    rights.add(entry(">", "hub", "hub"));
    partners.forEach((partner, password) -> {
      users.add(new AuthenticationUser(partner, password, partner));
      rights.add(entry("out." + partner, partner + ",hub", "hub"));
    });
    broker.setPlugins(
        new BrokerPlugin[] {
          new SimpleAuthenticationPlugin(users),
          new AuthorizationPlugin(new DefaultAuthorizationMap(List.copyOf(rights)))
        });
    broker.setDestinations(
        partners.keySet().stream()
            .map(partner -> new ActiveMQQueue("out." + partner))
            .toArray(ActiveMQDestination[]::new));
    broker.addConnector("tcp://127.0.0.1:0");
    broker.start();
    broker.waitUntilStarted();
    return new Broker(broker);
  }

  private static AuthorizationEntry entry(String queue, String read, String rest) {
    try {
      AuthorizationEntry entry = new AuthorizationEntry();
      entry.setQueue(queue);
      entry.setRead(read);
      entry.setWrite(rest);
      entry.setAdmin(rest);
      return entry;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  URI url() throws Exception {
    int port = broker.getTransportConnectors().getFirst().getServer().getSocketAddress().getPort();
    return URI.create("tcp://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    try {
      broker.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
