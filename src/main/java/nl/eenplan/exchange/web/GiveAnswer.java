package nl.eenplan.exchange.web;

import java.nio.charset.StandardCharsets;
import nl.eenplan.api.Answer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Puts an answer on the wire. */
@Component("giveAnswer")
class GiveAnswer implements Processor {

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException {
    Message message = exchange.getMessage();
    Answer answer = message.getMandatoryBody(Answer.class);
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    message.setHeader(Exchange.CONTENT_TYPE, answer.contentType());
    answer.headers().forEach(message::setHeader);
    message.setBody(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
