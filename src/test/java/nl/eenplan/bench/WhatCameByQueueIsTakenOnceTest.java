package nl.eenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Messages of a partner, while first the hub's database is killed, and then the hub. */
@Execution(ExecutionMode.CONCURRENT)
class WhatCameByQueueIsTakenOnceTest {

  private static final int MESSAGES = 150;

  /** How many have an answer when the first is killed, and when the second is. */
  private static final List<Integer> MOMENTS = List.of(30, 80);

  private static final List<Victim> VICTIMS = List.of(Victim.POSTGRES, Victim.HUB);

  private static final List<String> TABLES =
      List.of(
          "inbox",
          "person",
          "consent",
          "care_order",
          "referral",
          "outbox where event = 'submit'",
          "ledger_entry where kind = 'status' and event = 'submit'");

  private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();

  @Test
  void afterTwoKills() throws Exception {
    HubProcess.sayLittle();
    try (HubProcess hub = HubProcess.on(Path.of("target/bench/queue"))) {
      hub.start();
      try (Connection lv = connect(hub)) {
        Session listening = lv.createSession(false, Session.AUTO_ACKNOWLEDGE);
        listening.createConsumer(listening.createQueue("out.lv")).setMessageListener(this::keep);
        lv.start();
        Map<String, Long> before = new HashMap<>();
        for (String table : TABLES) {
          before.put(table, count(hub, table));
        }
        List<String> sent = send(lv);
        for (int kill = 0; kill < VICTIMS.size(); kill++) {
          int moment = MOMENTS.get(kill);
          await().atMost(Duration.ofMinutes(2)).until(() -> answers.size() >= moment);
          VICTIMS.get(kill).strike(hub, null);
          assertThat(answers).as("answered before that").hasSizeLessThan(MESSAGES);
          VICTIMS.get(kill).revive(hub, null);
        }
        await().atMost(Duration.ofMinutes(3)).until(() -> answers.keySet().containsAll(sent));

        assertThat(answers.values())
            .allSatisfy(same -> assertThat(Set.copyOf(same)).hasSize(1))
            .allSatisfy(answer -> assertThat(answer.peek()).contains("\"code\":\"ok\""));
        assertThat(sent.stream().map(id -> ReferralMessages.task(answers.get(id).peek())))
            .doesNotHaveDuplicates();
        for (String table : TABLES) {
          assertThat(count(hub, table) - before.get(table)).as(table).isEqualTo(MESSAGES);
        }
      }
    }
  }

  private static Connection connect(HubProcess hub) throws JMSException {
    return new ActiveMQConnectionFactory(
            "lv",
            "demo-lv",
            "failover:(" + hub.broker() + ")?initialReconnectDelay=200&useExponentialBackOff=false")
        .createConnection();
  }

  /**
   * @return how the broker calls them
   */
  private static List<String> send(Connection lv) throws JMSException {
    List<String> sent = new ArrayList<>();
    try (Session session = lv.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("in.lv"))) {
      for (int number = 0; number < MESSAGES; number++) {
        TextMessage message = session.createTextMessage(message(number));
        producer.send(message);
        sent.add(message.getJMSMessageID());
      }
    }
    return sent;
  }

  /** Without identifiers of its resources: the message's own number has to do. */
  private static String message(int number) {
    String header =
        """
        {"fullUrl":"urn:uuid:{id}","resource":{"resourceType":"MessageHeader","id":"{id}",
         "eventCoding":{"system":"https://eenplan.example/fhir/CodeSystem/message-event",
          "code":"referral-request"},
         "source":{"endpoint":"https://eenplan.example/fhir/Organization/lv"}}},
        """
            .replace("{id}", new UUID(number, 5).toString());
    return ReferralMessages.transaction(number)
        .replaceAll("\"request\":\\{[^}]*},", "")
        .replaceAll("\"identifier\":\\[\\{\"system\":\"https://load[^]]*],", "")
        .replace("\"transaction\",\"entry\":[", "\"message\",\"entry\":[" + header);
  }

  private void keep(Message answer) {
    try {
      answers
          .computeIfAbsent(answer.getJMSCorrelationID(), id -> new ConcurrentLinkedQueue<>())
          .add(((TextMessage) answer).getText());
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(HubProcess hub, String table) throws Exception {
    try (var database = hub.database();
        var statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
