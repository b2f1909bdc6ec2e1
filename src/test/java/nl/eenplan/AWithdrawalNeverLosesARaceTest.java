package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** A client takes a consent back at the very moment that somebody does something else. */
@HubTest
class AWithdrawalNeverLosesARaceTest {

  private static final String[] CATEGORIES = {"identity", "contact", "referral-question"};
  private static final String OTHER = "allesvoorelkaar";

  private final Hub hub;
  private final Fhir lv;
  private final Fhir stWoej;
  private final DataSource database;

  AWithdrawalNeverLosesARaceTest(Hub hub, DataSource database) {
    this.database = database;
    this.hub = hub;
    lv = new Fhir(hub.partner("lv"));
    stWoej = new Fhir(hub.partner("st-woej"));
  }

  @Test
  void againstAnAnswer() throws Exception {
    for (int i = 0; i < 15; i++) {
      Sent sent = refer();
      Task accepted = stWoej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED);
      Consent withdrawn = withdrawn(sent);
      Both both = together(() -> lv.tryUpdate(withdrawn), () -> stWoej.tryUpdate(accepted));
      assertThat(both.first.status()).as(both.first.body()).isEqualTo(200);
      assertThat(both.second.status()).isIn(200, 403, 409, 412);
      assertThat(lv.read(Task.class, sent.task()).getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
      assertThat(deletion(sent)).isEqualTo("requested");
    }
  }

  /** A withdrawal holds the referral first and its terms later; so must who watches the terms. */
  @Test
  void againstATermThatPasses() throws Exception {
    Sent sent = refer();
    UUID referral = UUID.fromString(Fhir.id(sent.task()));
    try (Connection withdrawal = database.getConnection();
        Connection time = database.getConnection()) {
      withdrawal.setAutoCommit(false);
      execute(withdrawal, "select id from referral where id = ? for update", referral);
      execute(
          time,
          "update term set at = '2020-01-01', due = '2020-01-01' where referral = ?",
          referral);
      Thread.sleep(3000);
      execute(
          withdrawal, "select id from term where referral = ? for no key update nowait", referral);
      withdrawal.rollback();
    }
    await().atMost(Hub.SOON).until(() -> lv.read(Task.class, sent.task()).hasBusinessStatus());
  }

  /**
   * It holds the client first and the client's referrals later; so must who writes of a contact.
   */
  @Test
  void againstAnInvitation() throws Exception {
    Sent sent = refer();
    UUID referral = UUID.fromString(Fhir.id(sent.task()));
    Communication invitation = new Communication();
    invitation.setStatus(Communication.CommunicationStatus.COMPLETED);
    invitation.addCategory(Said.coded(Said.BASE + "/CodeSystem/contact-kind", "invitation"));
    invitation.addBasedOn(new Reference(sent.task()));
    Consent withdrawn = withdrawn(sent);
    try (Connection step = database.getConnection();
        ExecutorService both = Executors.newFixedThreadPool(2)) {
      step.setAutoCommit(false);
      execute(step, "select id from referral where id = ? for update", referral);
      Future<Answer> written = both.submit(() -> stWoej.tryCreate(invitation));
      Thread.sleep(500);
      Future<Answer> withdrawal = both.submit(() -> lv.tryUpdate(withdrawn));
      Thread.sleep(400);
      step.rollback();
      assertThat(withdrawal.get().status()).as(withdrawal.get().body()).isEqualTo(200);
      assertThat(written.get().status()).as(written.get().body()).isEqualTo(201);
    }
  }

  private static void execute(Connection connection, String sql, UUID referral)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, referral);
      statement.execute();
    }
  }

  @Test
  void againstAReport() throws Exception {
    for (int i = 0; i < 10; i++) {
      Sent sent = refer();
      begin(sent);
      Task report = Said.report(stWoej.read(Task.class, sent.task()), "progress", "Komt elke week");
      Consent withdrawn = withdrawn(sent);
      Both both = together(() -> lv.tryUpdate(withdrawn), () -> stWoej.tryUpdate(report));
      assertThat(both.first.status()).as(both.first.body()).isEqualTo(200);
      assertThat(both.second.status()).isIn(200, 403, 412);
      Task seen = lv.read(Task.class, sent.task());
      assertThat(seen.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("ground-ended");
      assertThat(seen.hasOutput()).isFalse();
    }
  }

  @Test
  void againstReads() throws Exception {
    for (int i = 0; i < 5; i++) {
      Sent sent = refer();
      Consent withdrawn = withdrawn(sent);
      Both both =
          together(
              () -> {
                Answer answer = lv.tryUpdate(withdrawn);
                assertThat(stWoej.tryRead(sent.patient()).status()).isEqualTo(404);
                return answer;
              },
              () -> {
                Answer answer = stWoej.tryRead(sent.patient());
                while (answer.status() == 200) {
                  answer = stWoej.tryRead(sent.patient());
                }
                return stWoej.tryRead(sent.patient());
              });
      assertThat(both.first.status()).isEqualTo(200);
      assertThat(both.second.status()).as("gone is gone").isEqualTo(404);
    }
  }

  @Test
  void againstAClaim() throws Exception {
    for (int i = 0; i < 10; i++) {
      String patient = lv.create(Said.patient(Client.mieke()));
      lv.create(Said.consent(patient, "participation", List.of("st-woej", OTHER), CATEGORIES));
      ServiceRequest asked = Said.order(patient, "participation", "Wil onder de mensen komen");
      asked.addPerformer(Said.organisation("st-woej")).addPerformer(Said.organisation(OTHER));
      String task = lv.create(Said.openTask(patient, lv.create(asked)));
      Task claim = stWoej.read(Task.class, task).setOwner(Said.organisation("st-woej"));
      Consent refusal = Said.refusal(patient, "2026-11-20", "st-woej");
      refusal.getProvision().addPurpose().setSystem(Said.PURPOSE).setCode("participation");
      Both both = together(() -> lv.tryCreate(refusal), () -> stWoej.tryUpdate(claim));
      assertThat(both.first.status()).as(both.first.body()).isEqualTo(201);
      Task seen = lv.read(Task.class, task);
      assertThat(Recalled.deletion(seen, "st-woej")).isEqualTo("requested");
      assertThat(seen.getStatus())
          .as("claimed by who has no ground: over; else open to the other")
          .isEqualTo(
              both.second.status() == 200 ? Task.TaskStatus.CANCELLED : Task.TaskStatus.REQUESTED);
      assertThat(seen.hasOwner()).isEqualTo(both.second.status() == 200);
    }
  }

  /** Who goes on by a new word, which is taken back in turn, does not go on. */
  @Test
  void againstGoingOn() throws Exception {
    for (int i = 0; i < 8; i++) {
      Sent sent = refer();
      begin(sent);
      lv.update(withdrawn(sent));
      String anew =
          lv.create(Said.consent(sent.patient(), "participation", List.of("st-woej"), CATEGORIES));
      Consent withdrawn = lv.read(Consent.class, anew).setStatus(Consent.ConsentState.INACTIVE);
      Both both =
          together(() -> lv.tryUpdate(withdrawn), () -> lv.tryOperate(sent.task(), "resume"));
      assertThat(both.first.status()).isEqualTo(200);
      assertThat(both.second.status()).isIn(200, 403);
      assertThat(deletion(sent)).isEqualTo("requested");
      lv.create(Said.consent(sent.patient(), "participation", List.of("st-woej"), CATEGORIES));
      assertThat(stWoej.tryRead(sent.patient()).status()).as("closed again").isEqualTo(404);
    }
  }

  @Test
  void aConfirmationAndItsRepeatAreOne() throws Exception {
    for (int i = 0; i < 5; i++) {
      Sent sent = refer();
      lv.update(withdrawn(sent));
      Callable<Answer> confirm = () -> stWoej.tryOperate(sent.task(), "confirm-deletion");
      Both both = together(confirm, confirm);
      assertThat(both.first.status()).isEqualTo(200);
      assertThat(both.second.status()).isEqualTo(200);
      assertThat(Recalled.events(Recalled.log(hub, "lv", sent.task())))
          .containsOnlyOnce("status deletion-confirmed");
    }
  }

  @Test
  void aConfirmationCountsBeforeSomebodyGoesOnOrNotAtAll() throws Exception {
    for (int i = 0; i < 8; i++) {
      Sent sent = refer();
      begin(sent);
      lv.update(withdrawn(sent));
      lv.create(Said.consent(sent.patient(), "participation", List.of("st-woej"), CATEGORIES));
      Both both =
          together(
              () -> lv.tryOperate(sent.task(), "resume"),
              () -> stWoej.tryOperate(sent.task(), "confirm-deletion"));
      assertThat(both.first.status()).as(both.first.body()).isEqualTo(200);
      assertThat(both.second.status()).isIn(200, 409);
      List<String> events = Recalled.events(Recalled.log(hub, "lv", sent.task()));
      if (both.second.status() == 200) {
        assertThat(events)
            .containsSubsequence("status deletion-confirmed", "status ground-restored");
      } else {
        assertThat(events).doesNotContain("status deletion-confirmed");
      }
      assertThat(stWoej.tryRead(sent.patient()).status()).isEqualTo(200);
    }
  }

  /** The notice that a ground has ended first empties the queue; what comes next waits for it. */
  @Test
  void goingOnIsHeardAfterTheEnd() throws Exception {
    try (Partner listening = hub.partner("st-woej").listen()) {
      List<Sent> all = IntStream.range(0, 4).mapToObj(i -> refer()).toList();
      for (Sent sent : all) {
        begin(sent);
        lv.update(withdrawn(sent));
        Thread.sleep(250);
        lv.create(Said.consent(sent.patient(), "participation", List.of("st-woej"), CATEGORIES));
        lv.operate(sent.task(), "resume");
      }
      for (Sent sent : all) {
        await()
            .atMost(Hub.SOON)
            .until(() -> Heard.events(listening, sent.task()).contains("ground-restored"));
      }
      Thread.sleep(1500);
      for (Sent sent : all) {
        assertThat(Heard.events(listening, sent.task())).endsWith("ground-restored");
      }
    }
  }

  private Sent refer() {
    return lv.send(
        Said.patient(Client.mieke()),
        Said.consent(Fhir.urn(1), "participation", List.of("st-woej"), CATEGORIES),
        Said.order(Fhir.urn(1), "participation", "Wil onder de mensen komen"),
        Said.task(Fhir.urn(1), Fhir.urn(3), "st-woej"));
  }

  private void begin(Sent sent) {
    stWoej.update(stWoej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    stWoej.update(stWoej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));
  }

  private Consent withdrawn(Sent sent) {
    return lv.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE);
  }

  private String deletion(Sent sent) {
    return Recalled.deletion(lv.read(Task.class, sent.task()), "st-woej");
  }

  private record Both(Answer first, Answer second) {}

  private static Both together(Callable<Answer> first, Callable<Answer> second) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Future<Answer> one = both.submit(() -> go(start, first));
      Future<Answer> other = both.submit(() -> go(start, second));
      return new Both(one.get(), other.get());
    }
  }

  private static Answer go(CyclicBarrier start, Callable<Answer> step) throws Exception {
    start.await();
    return step.call();
  }
}
