package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** Saskia withdraws at her consultant's desk while 360voorWerk is off line. */
@HubTest
@BrowserTest
class AConsultantWithdrawsWhileMessagesWaitTest {

  private static final String BUREAU = "360voorwerk";
  private static final String QUESTION = "Wil weer aan het werk";

  private final Hub hub;
  private final Client saskia = Client.named("Saskia", "Fictief", "1985-07-19");

  AConsultantWithdrawsWhileMessagesWaitTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void itIsOneClickAndAConfirmationAndSaysWhatFollows() throws Exception {
    Fhir consultant = new Fhir(hub.partner("lv"));
    String patient = consultant.create(Said.patient(saskia));
    String consent = consultant.create(Said.consent(patient, "reintegration", List.of(BUREAU)));
    String order = consultant.create(Said.order(patient, "reintegration", QUESTION));
    String task = consultant.create(Said.task(patient, order, BUREAU));

    Visitor lv = Visitor.at(hub).signIn("lv-medewerker", "/consents/" + Fhir.id(consent));
    lv.follow("Intrekken");
    assertThat(lv.main())
        .contains("360voorWerk", "de verwijzing wordt ingetrokken", "om te wissen wat ze heeft");
    assertThat(consultant.read(Task.class, task).getStatus())
        .as("it was only shown what would happen")
        .isEqualTo(Task.TaskStatus.REQUESTED);
    lv.press("Ja, trek dit in");
    assertThat(lv.main()).contains("blijft ingetrokken", "360voorWerk", "Nog niet bevestigd");
    lv.look("consent-withdrawn-under-way");

    try (Partner back = hub.partner(BUREAU)) {
      Fhir bureau = new Fhir(back);
      assertThat(bureau.tryRead(patient).status()).isEqualTo(404);
      await()
          .atMost(Hub.SOON)
          .untilAsserted(
              () -> assertThat(Heard.waiting(back, task)).containsExactly("ground-ended"));
      back.listen();
      await().atMost(Hub.SOON).until(() -> !Heard.events(back, task).isEmpty());
      bureau.operate(task, "confirm-deletion");
      new Canaries()
          .neverOf(saskia)
          .never("name", saskia.family())
          .never("question", QUESTION)
          .assertNeverReached(back);
    }
    lv.page().reload();
    lv.settle();
    assertThat(lv.main()).contains("Bevestigd op").doesNotContain("Nog niet bevestigd");

    Visitor other = Visitor.at(hub).signIn(BUREAU + "-medewerker", lv.address());
    assertThat(other.main()).contains("Dit bestaat niet, of u mag het niet zien");
    other.go(lv.address() + "/withdraw").go(lv.address() + "/letter");
    other.go("/clients/" + Fhir.id(patient) + "/consents/new");
    for (String secret : List.of(saskia.family(), saskia.phone(), saskia.bsn(), QUESTION)) {
      assertThat(other.received()).doesNotContain(secret);
    }
  }
}
