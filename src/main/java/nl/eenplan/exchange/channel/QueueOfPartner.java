package nl.eenplan.exchange.channel;

import jakarta.jms.ConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/** What lies in a partner's queue. */
@Component("queueOfPartner")
public class QueueOfPartner {

  private final JmsTemplate broker;

  QueueOfPartner(ConnectionFactory connections) {
    this.broker = new JmsTemplate(connections);
    this.broker.setReceiveTimeout(500);
  }

  /** Takes what still waits in the partner's queue about this referral out of it. */
  public void takeBack(String partner, String referral) {
    String selector = "eenplanReferral = '" + referral + "'";
    boolean found = true;
    while (found) {
      found = broker.receiveSelected("out." + partner, selector) != null;
    }
  }
}
