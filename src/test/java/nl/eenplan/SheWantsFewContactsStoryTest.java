package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Yara wants at most one contact per half year, and tells that to one. The terms of every partner
 * keep to it, also those that run already.
 */
@HubTest
class SheWantsFewContactsStoryTest {

  private static final String WISH = Said.BASE + "/StructureDefinition/contact-wish";

  private final Hub hub;
  private final Client yara = Client.named("Yara", "Verzonnen", "1998-01-17");
  private final Partner atLv;
  private final Partner atWoej;
  private final Partner atOther;
  private final Fhir consultant;
  private final Fhir woej;
  private final Fhir wassenaar;

  SheWantsFewContactsStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.atWoej = hub.partner("st-woej").listen();
    this.atOther = hub.partner("allesvoorelkaar").listen();
    this.consultant = new Fhir(atLv);
    this.woej = new Fhir(atWoej);
    this.wassenaar = new Fhir(hub.partner("wassenaar"));
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atLv.close();
    atWoej.close();
    atOther.close();
  }

  @Test
  void everyPartnersTermsFollowHerWishWhoeverHeardIt() {
    Sent sent = referred("st-woej");
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));

    // Another municipality hears it, of the same person.
    wassenaar.create(wanting("P6M"));
    TermsOf.pass(hub, Period.ofMonths(1));
    TermsOf.hearsNot(atLv, sent.task(), "contact-due");
    assertThat(atLv.received()).doesNotContain("contact-wish", "wassenaar");

    String later = referred("allesvoorelkaar").task();
    TermsOf.pass(hub, Period.ofDays(8));
    TermsOf.hearsNot(atLv, later, "answer-overdue");
    TermsOf.hearsNot(atOther, later, "first-contact-due");

    TermsOf.pass(hub, Period.ofMonths(5));
    TermsOf.hears(atLv, sent.task(), "contact-due");
    TermsOf.hears(atLv, later, "answer-overdue");
    assertThat(TermsOf.times(atLv, sent.task(), "contact-due")).isEqualTo(1);
    TermsOf.pass(hub, Period.ofMonths(5));
    assertThat(TermsOf.times(atLv, sent.task(), "contact-due")).isEqualTo(1);
  }

  @Test
  void whoMayContactHerReadsHerWish() {
    Patient patient = wanting("P6M");
    Sent sent =
        consultant.send(
            patient,
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Een vraag"),
            Said.task(urn(1), urn(3), "st-woej"));
    assertThat(woej.read(Patient.class, sent.patient()).getExtensionString(WISH)).isEqualTo("P6M");
  }

  @Test
  void aWishThatIsNoPeriodIsRefused() {
    for (String wish : List.of("zelden", "P-6M", "P0D", "P200Y")) {
      Answer refused = consultant.tryCreate(wanting(wish));
      assertThat(refused.status()).as(wish).isEqualTo(422);
      assertThat(Fhir.code(refused)).isEqualTo("invalid");
      assertThat(refused.body()).doesNotContain(wish + "\"");
    }
  }

  private Patient wanting(String period) {
    Patient patient = Said.patient(yara);
    patient.addExtension(WISH, new StringType(period));
    return patient;
  }

  private Sent referred(String target) {
    return consultant.send(
        Said.patient(yara),
        Said.consent(urn(1), "participation", List.of(target)),
        Said.order(urn(1), "participation", "Wil mensen ontmoeten"),
        Said.task(urn(1), urn(3), target));
  }
}
