package nl.eenplan.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.ActiveMQConnectionFactory;
import tools.jackson.databind.JsonNode;

/** Listens to {@code out.st-woej}, connects again when the hub comes back, and counts. */
final class NoticeListener implements AutoCloseable {

  private final ActiveMQConnectionFactory broker;
  private final Map<String, Set<String>> eventsOfReferral = new ConcurrentHashMap<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger events = new AtomicInteger();
  private Connection connection;

  NoticeListener(URI broker) throws JMSException {
    this.broker =
        new ActiveMQConnectionFactory(
            "st-woej",
            "demo-st-woej",
            "failover:(" + broker + ")?initialReconnectDelay=200&useExponentialBackOff=false");
    listen(true);
  }

  /** Starts to listen, or stops: what comes then lies in the broker. */
  void listen(boolean on) throws JMSException {
    if (!on) {
      close();
    } else if (connection == null) {
      connection = broker.createConnection();
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      session.createConsumer(session.createQueue("out.st-woej")).setMessageListener(this::count);
      connection.start();
    }
  }

  /** How many came in all, the repeated ones too. */
  int messages() {
    return messages.get();
  }

  /** How many events they told of: a notice that comes again has the number that it had. */
  int events() {
    return events.get();
  }

  /** How many events told that this referral was submitted. */
  int submitted(String referral) {
    return eventsOfReferral.getOrDefault(referral, Set.of()).size();
  }

  @Override
  public void close() throws JMSException {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private void count(Message message) {
    try {
      JsonNode notice = PartnerSystem.JSON.readTree(((TextMessage) message).getText());
      messages.incrementAndGet();
      boolean isNew =
          eventsOfReferral
              .computeIfAbsent(
                  notice.path("subject").asString(), key -> ConcurrentHashMap.newKeySet())
              .add(notice.path("id").asString());
      if (isNew) {
        events.incrementAndGet();
      }
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
