package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who recorded a permission hears when it will end: at once, and again a month before. */
@HubTest
class AConsentEndsInTimeTest {

  private static final String ENDING = "consent-ending";

  private final Hub hub;
  private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
  private final Partner atLv;
  private final Fhir lv;
  private final Fhir officer;
  private final Client client = Client.mieke();
  private final String mieke;

  AConsentEndsInTimeTest(Hub hub) {
    this.hub = hub;
    atLv = hub.partner("lv").listen();
    lv = new Fhir(atLv);
    officer = new Fhir(hub.partner("lv-privacy"));
    mieke = lv.create(Said.patient(client));
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atLv.close();
  }

  @Test
  void aConsentThatMayNotLastSoLongSaysSoWhenItIsRecorded() {
    Answer answer = lv.tryCreate(until(today.plusYears(9)), "OperationOutcome");
    assertThat(Fhir.code(answer)).isEqualTo("consent-ends-earlier");
    assertThat(answer.body()).contains(String.valueOf(today.plusYears(1).getYear()));
    Answer short_ = lv.tryCreate(until(today.plusMonths(2)), "OperationOutcome");
    assertThat(Fhir.code(short_)).isEqualTo("recorded");
  }

  @Test
  void inATransactionTheAnswerIsWithTheConsent() {
    Answer answer = lv.trySend(Fhir.transaction(until(today.plusYears(9))));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"outcome\"", "consent-ends-earlier");
  }

  @Test
  void aMonthBeforeItEndsThereIsOneNoticeWithNothingAboutTheClient() {
    String ends = lv.create(until(today.plusDays(60)));
    String withdrawn = lv.create(until(today.plusDays(60)));
    lv.update(lv.read(Consent.class, withdrawn).setStatus(Consent.ConsentState.INACTIVE));
    String replaced = lv.create(until(today.plusDays(60)));
    lv.create(Said.replacing(until(today.plusDays(300)), replaced));
    Consent no = until(today.plusDays(60));
    no.getProvision().setType(ConsentProvisionType.DENY);
    String refused = lv.create(no);

    hub.clock().advance(Duration.ofDays(29));
    quietAbout(ends);
    hub.clock().advance(Duration.ofDays(2));
    await().atMost(Hub.SOON).until(() -> Heard.types(atLv, ends).contains("nl.eenplan." + ENDING));
    hub.clock().advance(Duration.ofDays(5));
    quietAbout(withdrawn, replaced, refused);

    assertThat(Heard.types(atLv, ends)).containsExactly("nl.eenplan." + ENDING);
    String notice = Heard.body(atLv, ends);
    assertThat(notice).contains("/fhir/" + ends);
    assertThat(notice).doesNotContain(Fhir.id(mieke), client.family(), client.bsn());
    assertThat(officer.log("entity=" + Fhir.id(ends) + "&subtype=consent"))
        .filteredOn(entry ->
            entry.getSubtype().stream().anyMatch(coding -> coding.getCode().equals(ENDING)))
        .hasSize(1);
  }

  private void quietAbout(String... places) {
    await()
        .during(Duration.ofMillis(2500))
        .atMost(Hub.SOON)
        .until(
            () -> List.of(places).stream().allMatch(place -> Heard.types(atLv, place).isEmpty()));
  }

  private Consent until(LocalDate end) {
    Consent consent = Said.consent(mieke, "participation", List.of("st-woej"), "identity");
    consent.getProvision().setPeriod(new Period().setEndElement(new DateTimeType(end.toString())));
    return consent;
  }
}
