package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A partner that speaks by queue: a FHIR message in, an answer out. */
final class ByQueue {

  private static final String BASE = "https://eenplan.example/fhir";

  private final Partner partner;

  /**
   * @param partner that listens
   */
  ByQueue(Partner partner) {
    this.partner = partner;
  }

  /** Makes a message that the broker can carry. */
  interface Made {
    Message in(Session session) throws JMSException;
  }

  /**
   * An answer.
   *
   * @param places what was made or changed, such as {@code Task/...}, without version
   */
  record Answer(String response, String code, List<String> places, String text) {}

  /** A message as this partner would send it. */
  Bundle message(String event, Resource... resources) {
    MessageHeader header = new MessageHeader();
    header.setId(UUID.randomUUID().toString());
    header.setEvent(new Coding(BASE + "/CodeSystem/message-event", event, null));
    header.getSource().setEndpoint(BASE + "/Organization/" + partner.account());
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.MESSAGE);
    bundle.addEntry().setFullUrl("urn:uuid:" + header.getId()).setResource(header);
    for (int i = 0; i < resources.length; i++) {
      var entry = bundle.addEntry().setResource(resources[i]);
      if (!resources[i].hasId()) {
        entry.setFullUrl(Fhir.urn(i + 1));
      }
    }
    return bundle;
  }

  /** The same about something that is there. */
  Bundle about(String event, String... places) {
    Bundle bundle = message(event);
    MessageHeader header = (MessageHeader) bundle.getEntryFirstRep().getResource();
    for (String place : places) {
      header.addFocus(new Reference(place));
    }
    return bundle;
  }

  Answer ask(Bundle message) {
    return ask(Fhir.json(message));
  }

  Answer ask(String text) {
    return ask(session -> session.createTextMessage(text));
  }

  /** Sends, and waits for the answer to just that. */
  Answer ask(Made made) {
    String id = send(made);
    await().atMost(Hub.SOON).until(() -> answers(id).size(), size -> size > 0);
    assertThat(answers(id)).hasSize(1);
    return read(answers(id).getFirst());
  }

  /** Sends and goes on. */
  String send(Made made) {
    try (Session session = partner.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer =
            session.createProducer(session.createQueue("in." + partner.account()))) {
      Message message = made.in(session);
      producer.send(message);
      return message.getJMSMessageID();
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> answers(String id) {
    return partner.notices().stream()
        .filter(notice -> id.equals(notice.properties().get("JMSCorrelationID")))
        .map(Partner.Notice::body)
        .toList();
  }

  static Answer read(String text) {
    Bundle bundle = Fhir.R4.newJsonParser().parseResource(Bundle.class, text);
    MessageHeader header = (MessageHeader) bundle.getEntryFirstRep().getResource();
    OperationOutcome outcome = (OperationOutcome) bundle.getEntry().get(1).getResource();
    return new Answer(
        header.getResponse().getCode().toCode(),
        outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode(),
        header.getFocus().stream()
            .map(focus -> focus.getReferenceElement().toUnqualifiedVersionless().getValue())
            .toList(),
        text);
  }
}
