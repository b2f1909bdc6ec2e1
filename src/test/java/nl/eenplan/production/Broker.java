package nl.eenplan.production;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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

  static Broker start(Path folder, String hubPassword, String partner, String partnerPassword)
      throws Exception {
    BrokerService broker = new BrokerService();
    broker.setBrokerName("production");
    broker.setUseJmx(false);
    broker.setUseShutdownHook(false);
    broker.setAdvisorySupport(false);
    broker.setDataDirectoryFile(folder.toFile());
    AuthorizationEntry all = entry(">", "hub", "hub");
    AuthorizationEntry out = entry("out." + partner, partner + ",hub", "hub");
    broker.setPlugins(
        new BrokerPlugin[] {
          new SimpleAuthenticationPlugin(
              List.of(
                  new AuthenticationUser("_hub", hubPassword, "hub"),
                  new AuthenticationUser(partner, partnerPassword, partner))),
          new AuthorizationPlugin(new DefaultAuthorizationMap(List.of(all, out)))
        });
    broker.setDestinations(new ActiveMQDestination[] {new ActiveMQQueue("out." + partner)});
    broker.addConnector("tcp://127.0.0.1:0");
    broker.start();
    broker.waitUntilStarted();
    return new Broker(broker);
  }

  private static AuthorizationEntry entry(String queue, String read, String rest) throws Exception {
    AuthorizationEntry entry = new AuthorizationEntry();
    entry.setQueue(queue);
    entry.setRead(read);
    entry.setWrite(rest);
    entry.setAdmin(rest);
    return entry;
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
