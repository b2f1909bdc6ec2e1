package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** A client takes a consent back at the very moment that the target accepts. */
@HubTest
class AWithdrawalNeverLosesARaceTest {

  private final Fhir lv;
  private final Fhir stWoej;

  AWithdrawalNeverLosesARaceTest(Hub hub) {
    lv = new Fhir(hub.partner("lv"));
    stWoej = new Fhir(hub.partner("st-woej"));
  }

  @Test
  void whateverTheTargetDoesMeanwhileTheWithdrawalStands() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 15; i++) {
        Sent sent =
            lv.send(
                Said.patient(Client.mieke()),
                Said.consent(
                    Fhir.urn(1),
                    "participation",
                    List.of("st-woej"),
                    "identity",
                    "contact",
                    "referral-question"),
                Said.order(Fhir.urn(1), "participation", "Wil onder de mensen komen"),
                Said.task(Fhir.urn(1), Fhir.urn(3), "st-woej"));
        Task accepted = stWoej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED);
        Consent withdrawn =
            lv.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE);
        CyclicBarrier together = new CyclicBarrier(2);
        Future<Answer> accepting =
            both.submit(() -> {
              together.await();
              return stWoej.tryUpdate(accepted);
            });
        Future<Answer> withdrawing =
            both.submit(() -> {
              together.await();
              return lv.tryUpdate(withdrawn);
            });
        assertThat(accepting.get().status()).isIn(200, 403, 409, 412);
        assertThat(withdrawing.get().status()).as(withdrawing.get().body()).isEqualTo(200);
        assertThat(lv.read(Task.class, sent.task()).getStatus())
            .isEqualTo(Task.TaskStatus.CANCELLED);
      }
    }
  }
}
