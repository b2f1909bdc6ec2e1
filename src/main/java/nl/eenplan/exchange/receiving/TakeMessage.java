package nl.eenplan.exchange.receiving;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsMessage;
import org.springframework.stereotype.Component;

/**
 * Takes the words out of what came in, and nothing else: no header goes further, since in Camel a
 * header can say where a message goes. Only text and bytes are read; an object is never built of
 * what somebody sent, and nothing is unpacked.
 */
@Component("takeMessage")
class TakeMessage implements Processor {

  private static final int LONGEST_ID = 200;

  @Override
  public void process(Exchange exchange) throws JMSException {
    Message message = ((JmsMessage) exchange.getMessage()).getJmsMessage();
    String id = message == null ? null : message.getJMSMessageID();
    byte[] body = message == null ? new byte[0] : body(message);
    exchange.getMessage().removeHeaders("*");
    if (id != null && id.length() <= LONGEST_ID) {
      exchange.getMessage().setHeader("JMSCorrelationID", id);
    }
    exchange.getMessage().setBody(body);
  }

  /** What was said; nothing when it is not what it says it is, which comes no better next time. */
  private static byte[] body(Message message) {
    try {
      return words(message);
    } catch (JMSException broken) {
      return new byte[0];
    }
  }

  /** Nothing when it is not said in words, and a little more than is read. */
  private static byte[] words(Message message) throws JMSException {
    if (message instanceof ActiveMQMessage packed && packed.isCompressed()) {
      return new byte[0];
    }
    return switch (message) {
      case TextMessage text when text.getText() != null ->
          text.getText().getBytes(StandardCharsets.UTF_8);
      case BytesMessage bytes -> {
        byte[] read =
            new byte
                [(int) Math.min(bytes.getBodyLength(), nl.eenplan.door.Message.MOST_BYTES + 1L)];
        bytes.readBytes(read);
        yield read;
      }
      default -> new byte[0];
    };
  }
}
