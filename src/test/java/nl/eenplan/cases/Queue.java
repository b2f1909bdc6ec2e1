package nl.eenplan.cases;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;

/** The queue of a partner whose system is off line: what lies there, and what it gets once back. */
final class Queue implements AutoCloseable {

  private final Connection connection;
  private final Session session;
  private final jakarta.jms.Queue queue;

  Queue(String broker, String partner, String secret) throws JMSException {
    var factory = new ActiveMQConnectionFactory(partner, secret, broker);
    factory.setWatchTopicAdvisories(false);
    connection = factory.createConnection();
    connection.start();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    queue = session.createQueue("out." + partner);
  }

  /** How to open one. */
  interface Of {
    Queue open() throws Exception;
  }

  /** The types of what waits about this referral, in order, such as {@code submit}. */
  List<String> waiting(String referral) throws JMSException {
    try (var browser = session.createBrowser(queue)) {
      List<String> bodies = new ArrayList<>();
      Enumeration<?> messages = browser.getEnumeration();
      while (messages.hasMoreElements()) {
        bodies.add(((TextMessage) messages.nextElement()).getText());
      }
      return types(bodies, referral);
    }
  }

  /** Takes all that is there; bodies and properties. */
  List<String> take() throws JMSException {
    List<String> taken = new ArrayList<>();
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      for (Message next = consumer.receive(2000); next != null; next = consumer.receive(300)) {
        taken.add(((TextMessage) next).getText() + "\n" + next);
      }
    }
    return taken;
  }

  static List<String> types(List<String> bodies, String referral) {
    return bodies.stream()
        .filter(body -> body.contains(referral))
        .map(body ->
            body.replaceFirst("(?s).*\"type\":\"nl\\.eenplan\\.referral\\.([a-z-]+)\".*", "$1"))
        .toList();
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
