package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sanne is treated at Rivierduinen, which referred her to the municipality. The municipality
 * directs her plan; in a crisis Rivierduinen does, for a time.
 */
@HubTest
class RivierduinenDirectsInACrisisStoryTest {

  private final Canaries secret =
      new Canaries()
          .never("the care giver's code", "rivierduinen")
          .never("its name", "Rivierduinen")
          .never("its kind", "\"ggz")
          .never("its kind in words", "ggz-")
          .never("why it directs", "crisis")
          .never("what was kept back", "involvement.care")
          .never("the statute of care", "7:457")
          .never("the contact", "Crisisdienst");

  private final Hub hub;
  private final Client sanne = Client.named("Sanne", "Voorbeeld", "1998-01-17");
  private final Partner atLv;
  private final Partner atGgz;
  private final Partner atWoej;
  private final Fhir lv;
  private final Fhir rivierduinen;
  private final Fhir woej;
  private String atMunicipality;
  private String atCareGiver;
  private String plan;

  RivierduinenDirectsInACrisisStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.atGgz = hub.partner("rivierduinen").listen();
    this.atWoej = hub.partner("st-woej").listen();
    this.lv = new Fhir(atLv);
    this.rivierduinen = new Fhir(atGgz);
    this.woej = new Fhir(atWoej);
  }

  @BeforeEach
  void theMunicipalityOpensAPlan() {
    var sent =
        rivierduinen.send(
            Said.patient(sanne),
            Said.consent(urn(1), "participation", List.of("lv")),
            Said.order(urn(1), "participation", "Wil meedoen"),
            Said.task(urn(1), urn(3), "lv").setRequester(Said.organisation("rivierduinen")));
    atCareGiver = sent.patient();
    atMunicipality = lv.create(Said.patient(sanne));
    CarePlan first = Regie.plan(atMunicipality);
    first.setAuthor(new Reference().setDisplay("Loket Meedoen"));
    plan = lv.create(first);
  }

  @AfterEach
  void hangUp() throws Exception {
    hub.clock().reset();
    atLv.close();
    atGgz.close();
    atWoej.close();
  }

  @Test
  void theRoleGoesToRivierduinenAndBackWithItsHistory() {
    lv.create(Regie.mayKnow(atMunicipality, "rivierduinen"));
    rivierduinen.create(Regie.mayKnow(atCareGiver, "lv"));
    lv.create(Regie.mayKnow(atMunicipality, "st-woej"));
    woej.create(Said.patient(sanne));
    LocalDate day = LocalDate.parse(hub.today()).plusDays(20);

    String offer =
        lv.create(Regie.until(Regie.offer(plan, "rivierduinen", "crisis"), day.toString()));
    hears(atGgz, offer, "nl.eenplan.direction-offered");
    assertThat(Regie.director(lv.read(CarePlan.class, plan))).isEqualTo("lv");

    assertThat(rivierduinen.search(Task.class, "code=direct&status=requested&_count=100"))
        .extracting(Fhir::place)
        .contains(offer);
    Task asked = rivierduinen.read(Task.class, offer);
    assertThat(asked.getFor().getReference()).isEqualTo(atCareGiver);
    assertThat(asked.getRequester().getReference()).isEqualTo("Organization/lv");
    CarePlan before = rivierduinen.read(CarePlan.class, plan);
    assertThat(before.getSubject().getReference()).isEqualTo(atCareGiver);
    assertThat(before.getAuthor().getDisplay()).isEqualTo("Loket Meedoen");

    asked.setStatus(Task.TaskStatus.ACCEPTED).getOwner().setDisplay("Crisisdienst");
    rivierduinen.update(asked);
    hears(atLv, offer, "nl.eenplan.direction-moved");
    CarePlan inCrisis = lv.read(CarePlan.class, plan);
    assertThat(Regie.director(inCrisis)).isEqualTo("rivierduinen");
    assertThat(inCrisis.getAuthor().getDisplay()).isEqualTo("Crisisdienst");
    assertThat(inCrisis.getSubject().getReference()).isEqualTo(atMunicipality);

    TermsOf.pass(hub, Period.ofDays(20));
    hears(atGgz, plan, "nl.eenplan.direction-back-today");
    hears(atLv, plan, "nl.eenplan.direction-back-today");
    Regie.operate(atGgz, plan, "return-direction", new Parameters());
    hears(atLv, plan, "nl.eenplan.direction-returned");

    for (CarePlan after :
        List.of(lv.read(CarePlan.class, plan), rivierduinen.read(CarePlan.class, plan))) {
      assertThat(Regie.director(after)).isEqualTo("lv");
      assertThat(after.getAuthor().getDisplay()).isEqualTo("Loket Meedoen");
      assertThat(Regie.history(after)).containsExactly("lv", "rivierduinen", "lv");
      assertThat(Regie.team(after).getParticipant().get(1).getPeriod().getEnd())
          .isEqualTo(Regie.team(after).getParticipant().get(2).getPeriod().getStart());
    }
    assertThat(Regie.reasons(lv.read(CarePlan.class, plan)))
        .containsExactly("opened", "crisis", "return");

    // St. WOEJ helps her and may know what the municipality does; of the care giver nothing.
    hears(atWoej, plan, "nl.eenplan.direction-moved");
    String hers = woej.create(Said.patient(sanne));
    CarePlan seen = woej.search(CarePlan.class, "patient=" + hers).getFirst();
    assertThat(Regie.director(seen)).isEqualTo("lv");
    assertThat(Regie.history(seen)).containsExactly("lv", "lv");
    atWoej.get("/fhir/" + plan);
    atWoej.get("/fhir/" + offer);
    atWoej.get("/fhir/Task?code=direct");
    Partner officer = hub.partner("st-woej-privacy");
    officer.get("/fhir/AuditEvent?_count=100&entity=" + Fhir.id(plan));
    secret.assertNeverReached(atWoej);
    secret.assertNeverReached(officer);

    List<String> log =
        new Fhir(hub.partner("lv-privacy"))
            .log("entity=" + Fhir.id(plan)).stream().map(Fhir::event).toList();
    assertThat(log)
        .contains("direction open", "direction offer", "direction accept", "direction return");
  }

  @Test
  void withoutHerWordNothingIsOfferedAndNothingAccepted() {
    Answer refused = lv.tryCreate(Regie.offer(plan, "rivierduinen", "crisis"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(Fhir.code(refused)).isEqualTo("no-consent");

    lv.create(Regie.mayKnow(atMunicipality, "rivierduinen"));
    String offer = lv.create(Regie.offer(plan, "rivierduinen", "crisis"));
    Task asked = rivierduinen.read(Task.class, offer);
    Answer unknown = rivierduinen.tryUpdate(asked.setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(Fhir.code(unknown)).isEqualTo("director-unknown");
    assertThat(Regie.director(lv.read(CarePlan.class, plan))).isEqualTo("lv");

    rivierduinen.update(
        Said.because(
            rivierduinen.read(Task.class, offer), Task.TaskStatus.REJECTED, "no-capacity"));
    hears(atLv, offer, "nl.eenplan.direction-declined");
    assertThat(Said.reason(lv.read(Task.class, offer))).isEqualTo("no-capacity");
  }

  @Test
  void whenSheTakesHerWordBackTheRoleReturnsAndNobodyDirectsNothing() {
    lv.create(Regie.mayKnow(atMunicipality, "rivierduinen"));
    String word = rivierduinen.create(Regie.mayKnow(atCareGiver, "lv"));
    String offer = lv.create(Regie.offer(plan, "rivierduinen", "crisis"));
    rivierduinen.update(rivierduinen.read(Task.class, offer).setStatus(Task.TaskStatus.ACCEPTED));

    rivierduinen.update(rivierduinen.read(Consent.class, word).setStatus(ConsentState.INACTIVE));

    CarePlan back = lv.read(CarePlan.class, plan);
    assertThat(Regie.director(back)).isEqualTo("lv");
    assertThat(Regie.history(back)).containsExactly("lv", "lv");
    assertThat(Regie.reasons(back)).containsExactly("opened", "consent-withdrawn");
    assertThat(Regie.history(rivierduinen.read(CarePlan.class, plan)))
        .containsExactly("lv", "rivierduinen", "lv");
    hears(atGgz, plan, "nl.eenplan.direction-ended");
    hears(atLv, plan, "nl.eenplan.direction-ended");
    List<AuditEvent> since = new Fhir(hub.partner("lv-privacy")).log("entity=" + Fhir.id(plan));
    assertThat(since).anyMatch(entry -> Fhir.event(entry).equals("direction return"));
  }

  @Test
  void anOfferIsWithdrawnOrWaitsInVain() {
    lv.create(Regie.mayKnow(atMunicipality, "rivierduinen"));
    String offer = lv.create(Regie.offer(plan, "rivierduinen", "crisis"));
    Answer second = lv.tryCreate(Regie.offer(plan, "rivierduinen", "client-wish"));
    assertThat(Fhir.code(second)).isEqualTo("offer-pending");

    TermsOf.pass(hub, Period.ofDays(2));
    hears(atLv, offer, "nl.eenplan.direction-offer-overdue");
    hears(atGgz, offer, "nl.eenplan.direction-offer-overdue");

    lv.update(lv.read(Task.class, offer).setStatus(Task.TaskStatus.CANCELLED));
    hears(atGgz, offer, "nl.eenplan.direction-offer-withdrawn");
    Task late = rivierduinen.read(Task.class, offer).setStatus(Task.TaskStatus.ACCEPTED);
    late.setStatusReason(null);
    Answer tooLate = rivierduinen.tryUpdate(late);
    assertThat(tooLate.status()).isEqualTo(409);
    assertThat(Fhir.code(tooLate)).isEqualTo("offer-answered");
    lv.create(Regie.offer(plan, "rivierduinen", "client-wish"));
  }

  private static void hears(Partner partner, String place, String type) {
    await()
        .atMost(java.time.Duration.ofSeconds(20))
        .until(() -> Heard.types(partner, place).contains(type));
  }
}
