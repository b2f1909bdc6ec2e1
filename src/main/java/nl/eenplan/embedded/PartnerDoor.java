package nl.eenplan.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.ConsumerBrokerExchange;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.Subscription;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.ConsumerInfo;
import org.apache.activemq.command.DestinationInfo;
import org.apache.activemq.command.Message;
import org.apache.activemq.command.MessageAck;
import org.apache.activemq.command.MessagePull;
import org.apache.activemq.command.ProducerInfo;
import org.apache.activemq.command.Response;
import org.apache.activemq.security.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets a partner in with its account and to its own two queues. The account and the agreement are
 * looked up at each connection, so a new partner needs no restart.
 *
 * <p>A refusal is a {@link SecurityException} that names no destination: the same for a queue that
 * exists and one that does not.
 */
final class PartnerDoor extends BrokerFilter {

  private final PartnerAccounts accounts;
  private final Organisations organisations;
  private final HubConnection hub;

  PartnerDoor(
      Broker next, PartnerAccounts accounts, Organisations organisations, HubConnection hub) {
    super(next);
    this.accounts = accounts;
    this.organisations = organisations;
    this.hub = hub;
  }

  @Override
  public void addConnection(ConnectionContext context, ConnectionInfo info) throws Exception {
    context.setSecurityContext(
        identify(info).orElseThrow(() -> new SecurityException("user name or password is wrong")));
    super.addConnection(context, info);
  }

  private Optional<SecurityContext> identify(ConnectionInfo info) {
    String user = info.getUserName();
    String password = info.getPassword();
    if (user == null || password == null) {
      return Optional.empty();
    }
    if (user.equals(hub.user())) {
      return sameText(password, hub.password())
          ? Optional.of(new BrokerUser.Hub(user))
          : Optional.empty();
    }
    return Optional.of(user)
        .filter(OrganisationCode::isValid)
        .map(OrganisationCode::new)
        .filter(code -> accounts.accepts(code, password))
        .filter(code -> organisations.findInForce(code).isPresent())
        .map(BrokerUser.Partner::new);
  }

  private static boolean sameText(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Subscription addConsumer(ConnectionContext context, ConsumerInfo info) throws Exception {
    require(context, Right.READ, info.getDestination());
    return super.addConsumer(context, info);
  }

  @Override
  public void addProducer(ConnectionContext context, ProducerInfo info) throws Exception {
    if (info.getDestination() != null) {
      require(context, Right.WRITE, info.getDestination());
    }
    super.addProducer(context, info);
  }

  @Override
  public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
    require(exchange.getConnectionContext(), Right.WRITE, message.getDestination());
    if (exchange.getConnectionContext().getSecurityContext() instanceof BrokerUser.Partner) {
      // Nobody uses them, and who reads broken ones throws the message back without end.
      message.setMarshalledProperties(null);
    }
    super.send(exchange, message);
  }

  @Override
  public void acknowledge(ConsumerBrokerExchange exchange, MessageAck ack) throws Exception {
    requireOwn(exchange.getConnectionContext(), ack.getConsumerId().getConnectionId());
    super.acknowledge(exchange, ack);
  }

  @Override
  public @Nullable Response messagePull(ConnectionContext context, MessagePull pull)
      throws Exception {
    requireOwn(context, pull.getConsumerId().getConnectionId());
    return super.messagePull(context, pull);
  }

  @Override
  public Destination addDestination(
      ConnectionContext context, ActiveMQDestination destination, boolean createIfTemporary)
      throws Exception {
    require(context, Right.USE, destination);
    return super.addDestination(context, destination, createIfTemporary);
  }

  @Override
  public void addDestinationInfo(ConnectionContext context, DestinationInfo info) throws Exception {
    require(context, Right.USE, info.getDestination());
    super.addDestinationInfo(context, info);
  }

  @Override
  public void removeDestination(
      ConnectionContext context, ActiveMQDestination destination, long timeout) throws Exception {
    require(context, Right.REMOVE, destination);
    super.removeDestination(context, destination, timeout);
  }

  @Override
  public void removeDestinationInfo(ConnectionContext context, DestinationInfo info)
      throws Exception {
    require(context, Right.REMOVE, info.getDestination());
    super.removeDestinationInfo(context, info);
  }

  private enum Right {
    READ,
    WRITE,
    USE,
    REMOVE
  }

  private static void require(
      ConnectionContext context, Right right, ActiveMQDestination destination) {
    SecurityContext who = context.getSecurityContext();
    boolean granted =
        switch (who) {
          case BrokerUser.Hub _ -> true;
          case BrokerUser user ->
              switch (right) {
                case READ -> user.mayRead(destination);
                case WRITE -> user.mayWrite(destination);
                case USE -> user.mayUse(destination);
                case REMOVE -> false;
              };
          case null -> false;
          default -> who.isBrokerContext();
        };
    if (!granted) {
      throw new SecurityException("not permitted");
    }
  }

  /** Consumers are named by ids that can be guessed: one's own connection must be in front. */
  private static void requireOwn(ConnectionContext context, String connection) {
    if (context.getSecurityContext() instanceof BrokerUser.Partner
        && !context.getConnectionId().getValue().equals(connection)) {
      throw new SecurityException("not permitted");
    }
  }
}
