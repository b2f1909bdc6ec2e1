package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An identifier makes a repeat harmless, whenever it comes. */
@HubTest
class TheSameMessageAtTheSameMomentTest {

  private static final int TIMES = 4;

  private final Fhir lv;
  private final String patient;
  private final JdbcClient database;

  TheSameMessageAtTheSameMomentTest(Hub hub, JdbcClient database) {
    this.database = database;
    lv = new Fhir(hub.partner("lv"));
    patient = lv.create(Said.patient(Client.mieke()));
  }

  @Test
  void oneIsKeptAndAllGetItsAnswer() throws Exception {
    lv.create(consent("voluntary-work"));
    String order = lv.create(order());
    for (int i = 0; i < 5; i++) {
      String id = UUID.randomUUID().toString();
      Consent consent = consent("participation");
      consent.addIdentifier().setValue(id);
      ServiceRequest again = order();
      again.addIdentifier().setValue(id);
      Task task = Said.task(patient, order, "st-woej");
      task.addIdentifier().setValue(id);
      assertThat(together(consent)).hasSize(1);
      assertThat(together(again)).hasSize(1);
      assertThat(together(task)).hasSize(1);
      assertThat(lv.search(Task.class, "identifier=%7C" + id)).hasSize(1);
      assertThat(together(invitation(lv.create(Said.task(patient, order, "st-woej")), id)))
          .hasSize(1);
    }
  }

  private static Communication invitation(String task, String id) {
    Communication said = new Communication();
    said.setStatus(Communication.CommunicationStatus.COMPLETED).addBasedOn(new Reference(task));
    said.addCategory(Said.coded(Said.BASE + "/CodeSystem/contact-kind", "invitation"));
    said.addIdentifier().setValue(id);
    return said;
  }

  @Test
  void whatTheNumberSaysIsNotKept() {
    String number = "canary-" + UUID.randomUUID();
    Consent consent = consent("participation");
    consent.addIdentifier().setValue(number);
    ServiceRequest order = order();
    order.addIdentifier().setValue(number);
    Task task = Said.task(patient, lv.create(order), "st-woej");
    task.setStatus(Task.TaskStatus.DRAFT).addIdentifier().setValue(number);
    lv.create(consent);
    lv.create(task);
    assertThat(
            database
                .sql(
                    """
                    select business_id from consent union select business_id from care_order
                    union select business_id from referral
                    """)
                .query(String.class)
                .list())
        .isNotEmpty()
        .noneMatch(kept -> kept != null && kept.contains(number));
  }

  private Set<String> together(Resource resource) throws Exception {
    CyclicBarrier start = new CyclicBarrier(TIMES);
    List<Future<Answer>> answers = new ArrayList<>();
    try (ExecutorService all = Executors.newFixedThreadPool(TIMES)) {
      for (int i = 0; i < TIMES; i++) {
        answers.add(
            all.submit(() -> {
              start.await();
              return lv.tryCreate(resource);
            }));
      }
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer.get().status()).isEqualTo(201));
    return answers.stream()
        .map(Future::resultNow)
        .map(answer -> answer.header("Location"))
        .collect(Collectors.toSet());
  }

  private Consent consent(String purpose) {
    return Said.consent(
        patient, purpose, List.of("st-woej"), "identity", "contact", "referral-question");
  }

  private ServiceRequest order() {
    return Said.order(patient, "voluntary-work", "Wil iets doen");
  }
}
