package nl.eenplan.exchange.channel;

import jakarta.jms.ConnectionFactory;
import nl.eenplan.embedded.HubConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.camel.component.activemq6.ActiveMQComponent;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The broker as the routes see it: the component {@code activemq6}, embedded or elsewhere.
 *
 * <p>There is no JMS transaction manager: the database decides what is sent, and a message may be
 * sent twice.
 */
@Configuration(proxyBeanMethods = false)
class BrokerWiring {

  /**
   * @param embedded absent when {@code eenplan.broker-url} names a broker
   */
  @Bean(destroyMethod = "stop")
  JmsPoolConnectionFactory connectionFactory(
      ObjectProvider<HubConnection> embedded,
      @Value("${eenplan.broker-url:}") String url,
      @Value("${eenplan.broker-user:}") String user,
      @Value("${eenplan.broker-password:}") String password) {
    HubConnection hub = embedded.getIfAvailable(() -> new HubConnection(url, user, password));
    ActiveMQConnectionFactory broker =
        new ActiveMQConnectionFactory(hub.user(), hub.password(), hub.uri());
    broker.setWatchTopicAdvisories(false);
    broker.setRedeliveryPolicy(patience());
    broker.getRedeliveryPolicyMap().put(new ActiveMQQueue("in.>"), noEnd());
    JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
    pool.setConnectionFactory(broker);
    pool.setMaxConnections(8);
    return pool;
  }

  /** Persistent: what was sent survives the broker. */
  @Bean
  ActiveMQComponent activemq6(ConnectionFactory connectionFactory) {
    ActiveMQComponent component = new ActiveMQComponent();
    component.setConnectionFactory(connectionFactory);
    component.setDeliveryPersistent(true);
    return component;
  }

  /**
   * What a partner sends waits for the hub: only an outage throws it back, and that ends. Whatever
   * is wrong with a message is its answer.
   */
  private static RedeliveryPolicy noEnd() {
    RedeliveryPolicy policy = patience();
    policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
    return policy;
  }

  /** Six more tries within about a minute; then the message goes to its queue's dead letters. */
  private static RedeliveryPolicy patience() {
    RedeliveryPolicy policy = new RedeliveryPolicy();
    policy.setInitialRedeliveryDelay(1_000);
    policy.setUseExponentialBackOff(true);
    policy.setBackOffMultiplier(2);
    policy.setMaximumRedeliveryDelay(60_000);
    policy.setMaximumRedeliveries(6);
    return policy;
  }
}
