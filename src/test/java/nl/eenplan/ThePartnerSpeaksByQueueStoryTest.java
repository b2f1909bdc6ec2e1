package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.eenplan.ByQueue.Answer;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.util.ByteSequence;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A municipality that only exchanges messages refers Mieke to St. WOEJ, which does so too: each
 * message has one effect and one answer, whatever else comes along.
 */
@HubTest
class ThePartnerSpeaksByQueueStoryTest {

  private final Client mieke = Client.mieke();
  private final Canaries canaries = new Canaries().neverOf(mieke).never("street", mieke.street());
  private final Partner atLv;
  private final Partner atWoej;
  private final ByQueue lv;
  private final ByQueue woej;
  private final BrokerService broker;

  ThePartnerSpeaksByQueueStoryTest(Hub hub, BrokerService broker) {
    this.broker = broker;
    this.atLv = hub.partner("lv").listen();
    this.atWoej = hub.partner("st-woej").listen();
    this.lv = new ByQueue(atLv);
    this.woej = new ByQueue(atWoej);
  }

  @AfterEach
  void hangUp() throws Exception {
    atLv.close();
    atWoej.close();
  }

  private Bundle referral() {
    return lv.message(
        "referral-request",
        Said.patient(mieke),
        Said.consent(
            urn(1),
            "participation",
            List.of("st-woej"),
            "identity",
            "contact",
            "referral-question"),
        Said.order(urn(1), "participation", "Wil onder de mensen komen"),
        Said.task(urn(1), urn(3), "st-woej"));
  }

  @Test
  void aReferralIsSentAcceptedAndEndedByMessages() {
    Bundle message = referral();
    Answer sent = lv.ask(message);
    assertThat(sent.response()).as(sent.text()).isEqualTo("ok");
    assertThat(sent.places()).hasSize(4);
    String task = sent.places().get(3);

    assertThat(lv.ask(message).text()).as("the same again").isEqualTo(sent.text());
    Bundle other = message.copy();
    ((Patient) other.getEntry().get(1).getResource()).getNameFirstRep().setFamily("Anders");
    assertThat(lv.ask(other).code()).isEqualTo("same-id-other-content");
    assertThat(lv.ask(message).text()).as("the first answer stays").isEqualTo(sent.text());

    await().atMost(Hub.SOON).until(() -> Heard.events(atWoej, task), List.of("submit")::equals);
    Fhir reader = new Fhir(atWoej);
    move(reader.read(Task.class, task).setStatus(Task.TaskStatus.ACCEPTED));
    move(reader.read(Task.class, task).setStatus(Task.TaskStatus.INPROGRESS));
    Task stale = reader.read(Task.class, task);
    move(Said.outcome(reader.read(Task.class, task), "participates"));
    assertThat(woej.ask(woej.message("referral-update", stale)).code()).isEqualTo("stale-version");

    assertThat(new Fhir(atLv).read(Task.class, task).getStatus())
        .isEqualTo(Task.TaskStatus.COMPLETED);

    Consent consent = new Fhir(atLv).read(Consent.class, sent.places().get(1));
    Answer withdrawn =
        lv.ask(lv.message("consent-change", consent.setStatus(Consent.ConsentState.INACTIVE)));
    assertThat(withdrawn.response()).as(withdrawn.text()).isEqualTo("ok");
    assertThat(woej.ask(woej.about("deletion-confirmation", task)).response()).isEqualTo("ok");
    canaries.assertNeverReached(atWoej);
    assertThat(sent.text()).doesNotContain(mieke.family(), mieke.given(), mieke.bsn());
  }

  private void move(Task task) {
    Answer answer = woej.ask(woej.message("referral-update", task));
    assertThat(answer.response()).as(answer.text()).isEqualTo("ok");
  }

  @Test
  void whatIsWrongIsAnsweredAndTheQueueGoesOn() {
    assertCode("no message", "unreadable", lv.ask("Goedemorgen"));
    assertCode("no message", "unreadable", lv.ask("{\"resourceType\": \"Patient\"}"));
    assertCode(
        "twice",
        "unreadable",
        lv.ask("{\"resourceType\":\"Bundle\",\"type\":\"message\",\"type\":\"message\"}"));
    String patient = Fhir.json(lv.message("client-change", Said.patient(mieke)));
    for (String endless : List.of("1e1000000000", "\"1e1000000000\"", "-0.1E+0002147483647")) {
      String bomb =
          "\"extension\":[{\"url\":\"http://x.example\",\"valueDecimal\":" + endless + "}],";
      assertCode(
          endless, "unreadable", lv.ask(patient.replace("\"Patient\",", "\"Patient\"," + bomb)));
    }
    assertCode("deep", "unreadable", lv.ask("[".repeat(50_000)));
    assertCode("half a letter", "unreadable", lv.ask("{\"a\": \"\\ud800\"}"));
    assertCode("large", "too-many", lv.ask("\"" + "x".repeat(1_100_000) + "\""));
    assertCode(
        "no bundle type",
        "not-supported",
        lv.ask("{\"resourceType\": \"Bundle\", \"type\": \"transaction\"}"));
    assertCode(
        "an object", "unreadable", lv.ask(session -> session.createObjectMessage(new Hurt())));
    assertCode("a map", "unreadable", lv.ask(session -> session.createMapMessage()));
    assertCode("packed", "unreadable", lv.ask(session -> packed()));
    assertCode("shorter than it says", "unreadable", lv.ask(session -> shorterThanItSays()));
    assertCode("properties that are none", "unreadable", lv.ask(session -> brokenProperties()));
    assertCode(
        "other letters",
        "unreadable",
        lv.ask(session -> {
          BytesMessage bytes = session.createBytesMessage();
          bytes.writeBytes("{\"naam\": \"é\"}".getBytes(StandardCharsets.UTF_16));
          return bytes;
        }));
    assertCode(
        "an entity bomb", "unreadable", lv.ask("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"));
    assertCode("an unknown event", "invalid", lv.ask(lv.message("koffie")));
    assertCode(
        "no referral yet",
        "not-found",
        lv.ask(lv.about("deletion-confirmation", "Task/" + UUID.randomUUID())));
    assertCode(
        "not of this event", "not-supported", lv.ask(lv.message("client-change", new Consent())));
    Bundle numbered = lv.message("client-change", Said.patient(mieke));
    numbered.getEntryFirstRep().getResource().setId(mieke.bsn());
    Answer answer = lv.ask(numbered);
    assertCode("a number that is none", "invalid", answer);
    assertThat(answer.text()).doesNotContain(mieke.bsn());

    assertThat(lv.ask(lv.message("client-change", Said.patient(mieke))).response()).isEqualTo("ok");
    assertThat(Hurt.built).isFalse();
  }

  @Test
  void nobodySpeaksForAnotherOrSendsTheHubElsewhere() throws Exception {
    Bundle forged = woej.message("client-change", Said.patient(mieke));
    ((MessageHeader) forged.getEntryFirstRep().getResource())
        .getSource()
        .setEndpoint("https://eenplan.example/fhir/Organization/lv");
    assertCode("another's name", "not-permitted", woej.ask(forged));

    int before = atWoej.notices().size();
    Answer answer =
        lv.ask(session -> {
          TextMessage message =
              session.createTextMessage(
                  Fhir.json(lv.message("client-change", Said.patient(mieke))));
          message.setJMSReplyTo(session.createQueue("out.st-woej"));
          message.setStringProperty("CamelJmsDestinationName", "out.st-woej");
          message.setStringProperty("camelBeanMethodName", "open");
          message.setStringProperty("CamelFileName", "kanarie");
          message.setJMSCorrelationID("out.st-woej");
          return message;
        });
    assertThat(answer.response()).as(answer.text()).isEqualTo("ok");
    assertThat(woej.ask(woej.about("deletion-confirmation")).response()).isEqualTo("fatal-error");
    assertThat(atWoej.notices().size()).as("its own answer only").isEqualTo(before + 1);
  }

  @Test
  void aFloodOfOneKeepsNobodyElseWaitingAndItsOrder() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String text = Fhir.json(lv.message("client-change", Said.patient(Client.mieke())));
      sent.add(lv.send(session -> session.createTextMessage(text)));
    }
    woej.ask("hallo");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> sent.stream().allMatch(id -> !lv.answers(id).isEmpty()));
    assertThat(
            atLv.notices().stream()
                .map(notice -> notice.properties().get("JMSCorrelationID"))
                .filter(sent::contains))
        .containsExactlyElementsOf(sent);
  }

  private static void assertCode(String what, String code, Answer answer) {
    assertThat(answer.response()).as(what + ": " + answer.text()).isEqualTo("fatal-error");
    assertThat(answer.code()).as(what).isEqualTo(code);
  }

  private static ActiveMQTextMessage packed() throws JMSException {
    ActiveMQTextMessage message = new ActiveMQTextMessage();
    message.setText(" ".repeat(1_000_000));
    message.setCompressed(true);
    message.storeContent();
    message.onSend();
    return message;
  }

  private static ActiveMQTextMessage brokenProperties() throws JMSException {
    ActiveMQTextMessage message = new ActiveMQTextMessage();
    message.setText("hallo");
    message.setMarshalledProperties(new ByteSequence(new byte[] {0, 0, 0, 5, 0, 3, 'a', 'b', 'c'}));
    return message;
  }

  private static ActiveMQTextMessage shorterThanItSays() {
    ActiveMQTextMessage message = new ActiveMQTextMessage();
    message.setContent(new ByteSequence(new byte[] {0, 0, 1, 0, '{'}));
    return message;
  }

  @Test
  void whatComesTooLateStaysNowhere() throws Exception {
    try (Session session = atLv.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("in.lv"))) {
      producer.setTimeToLive(1);
      for (int i = 0; i < 20; i++) {
        producer.send(
            session.createTextMessage(Fhir.json(lv.message("client-change", Said.patient(mieke)))));
      }
    }
    assertThat(lv.ask("hallo").response()).isEqualTo("fatal-error");
    assertThat(
            broker.getRegionBroker().getDestinations(new ActiveMQQueue("DLQ.in.lv")).stream()
                .mapToLong(queue -> queue.getDestinationStatistics().getMessages().getCount())
                .sum())
        .as("dead letters with somebody in them")
        .isZero();
  }

  /** Harm, when somebody builds it of what was sent. */
  static final class Hurt implements Serializable {
    private static final long serialVersionUID = 1;
    private static boolean built;

    private void readObject(ObjectInputStream in) {
      built = true;
    }
  }
}
