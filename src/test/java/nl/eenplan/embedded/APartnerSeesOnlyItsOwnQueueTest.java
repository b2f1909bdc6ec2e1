package nl.eenplan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.Partner;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@HubTest
class APartnerSeesOnlyItsOwnQueueTest {

  private final Hub hub;
  private final ConnectionFactory hubsOwn;
  private final Organisations organisations;
  private final PartnerAccounts accounts;

  APartnerSeesOnlyItsOwnQueueTest(
      Hub hub, ConnectionFactory hubsOwn, Organisations organisations, PartnerAccounts accounts) {
    this.hub = hub;
    this.hubsOwn = hubsOwn;
    this.organisations = organisations;
    this.accounts = accounts;
  }

  @Test
  void whatTheHubPutsThereArrives() throws JMSException {
    String text = "notice-" + UUID.randomUUID();
    try (Partner partner = hub.partner("noa").listen()) {
      putInQueue("out.noa", text);
      await()
          .untilAsserted(
              () -> assertThat(partner.notices()).extracting(Partner.Notice::body).contains(text));
      assertThat(partner.received()).contains(text, "queue://out.noa");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "out.lv",
        "in.salude",
        "in.lv",
        "out.>",
        ">",
        "out.*",
        "out.salude,out.lv",
        "DLQ.out.lv",
        "ActiveMQ.DLQ",
        "out.does-not-exist"
      })
  void itMayNotReadAnyOther(String queue) throws JMSException {
    try (Partner partner = hub.partner("salude")) {
      Session session = session(partner);
      assertRefused(() -> session.createConsumer(session.createQueue(queue)));
      assertRefused(() -> session.createBrowser(session.createQueue(queue)).getEnumeration());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "ActiveMQ.Advisory.>",
        "ActiveMQ.Advisory.Connection",
        "ActiveMQ.Advisory.Consumer.Queue.out.lv",
        "ActiveMQ.Advisory.TempQueue,ActiveMQ.Advisory.Connection",
        "out.salude"
      })
  void itMayNotListenToWhoElseIsThere(String topic) throws JMSException {
    try (Partner partner = hub.partner("salude")) {
      Session session = session(partner);
      assertRefused(() -> session.createConsumer(session.createTopic(topic)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.salude", "out.lv", "in.lv", "in.salude,in.lv", "made.up", "in.>"})
  void itMayNotWriteToAnyOther(String queue) throws JMSException {
    try (Partner partner = hub.partner("salude")) {
      Session session = session(partner);
      assertRefused(() -> session.createProducer(session.createQueue(queue)));
      assertRefused(() ->
          session
              .createProducer(null)
              .send(session.createQueue(queue), session.createTextMessage("x")));
    }
  }

  @Test
  void itMayWriteToItsOwn() throws JMSException {
    try (Partner partner = hub.partner("salude")) {
      Session session = session(partner);
      session
          .createProducer(session.createQueue("in.salude"))
          .send(session.createTextMessage("hello"));
    }
  }

  @Test
  void itMayNotMakeATemporaryQueue() throws JMSException {
    try (Partner partner = hub.partner("salude")) {
      Session session = session(partner);
      assertRefused(() -> session.createConsumer(session.createTemporaryQueue()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "salude, demo-lv",
    "salude, ''",
    "_hub, x",
    "'', ''",
    "nobody, demo-nobody",
    "lv-privacy, demo-lv-privacy"
  })
  void aWrongAccountIsRefused(String user, String password) throws JMSException {
    try (Partner partner = hub.partner(user, password)) {
      assertRefused(partner::connect);
    }
  }

  @Test
  void aPartnerThatIsAddedWhileTheHubRunsCanConnectUntilItsAgreementEnds() throws JMSException {
    OrganisationCode code = new OrganisationCode("new-partner");
    organisations.add(organisation(code, Optional.empty()));
    accounts.open(code, "demo-new-partner");
    try (Partner partner = hub.partner("new-partner")) {
      partner.listen();
    }

    organisations.add(organisation(code, Optional.of(LocalDate.of(2020, 12, 31))));
    try (Partner partner = hub.partner("new-partner")) {
      assertRefused(partner::connect);
    }
  }

  private void putInQueue(String queue, String text) throws JMSException {
    try (Connection connection = hubsOwn.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session.createProducer(session.createQueue(queue)).send(session.createTextMessage(text));
    }
  }

  private static Session session(Partner partner) throws JMSException {
    return partner.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  private static void assertRefused(ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOf(JMSException.class);
  }

  private static Organisation organisation(OrganisationCode code, Optional<LocalDate> last) {
    return new Organisation(
        code,
        "Nieuwkomer",
        new OrganisationKind("welfare"),
        Optional.empty(),
        "00000099000000902000",
        LocalDate.of(2020, 1, 1),
        last);
  }
}
