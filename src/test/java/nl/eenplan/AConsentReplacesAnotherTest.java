package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.junit.jupiter.api.Test;

/** A newer word does not overrule an older no, unless it says that it takes its place. */
@HubTest
class AConsentReplacesAnotherTest {

  private static final String[] MOST = {"identity", "contact", "referral-question", "wishes"};

  private final Partner atLv;
  private final Fhir lv;
  private final Fhir wassenaar;
  private final Fhir officer;
  private final Client client = Client.mieke();
  private final String mieke;

  AConsentReplacesAnotherTest(Hub hub) {
    atLv = hub.partner("lv");
    lv = new Fhir(atLv);
    wassenaar = new Fhir(hub.partner("wassenaar"));
    officer = new Fhir(hub.partner("lv-privacy"));
    mieke = lv.create(Said.patient(client));
  }

  @Test
  void aYesInThePlaceOfANoAndTheNoAgainWhenTheYesIsTakenBack() {
    String no = lv.create(no());
    lv.create(yes(MOST));
    assertThat(preview()).contains("\"client-refused\"");
    String instead = lv.create(Said.replacing(yes(MOST), no));
    assertThat(preview()).contains("\"permit\"");
    withdraw(instead);
    assertThat(preview()).contains("\"client-refused\"");
  }

  /** Otherwise whoever takes back a little would give back a lot. */
  @Test
  void aYesThatWasReplacedDoesNotComeBack() {
    String broad = lv.create(yes(MOST));
    String narrow =
        lv.create(Said.replacing(yes("identity", "contact", "referral-question"), broad));
    assertThat(preview())
        .contains("\"permit\"")
        .doesNotContain("released\",\"valueCode\":\"wishes");
    withdraw(narrow);
    assertThat(preview()).contains("\"consent-withdrawn\"");
  }

  @Test
  void onlyTheOwnWordsAboutTheSameClientGiveTheirPlace() {
    String elsewhere = wassenaar.create(Said.patient(client));
    String theirs =
        wassenaar.create(Said.consent(elsewhere, "participation", List.of("st-woej"), MOST));
    String other = lv.create(Said.patient(Client.mieke()));
    String ofAnother = lv.create(Said.consent(other, "participation", List.of("st-woej"), MOST));
    Answer unknown =
        lv.tryCreate(Said.replacing(yes(MOST), "Consent/5b8e0a4c-0000-4000-8000-000000000000"));
    assertThat(Fhir.code(unknown)).isEqualTo("unknown-reference");
    for (String older : List.of(theirs, ofAnother)) {
      Answer answer = lv.tryCreate(Said.replacing(yes(MOST), older));
      assertThat(answer.status()).isEqualTo(unknown.status());
      assertThat(answer.body()).isEqualTo(unknown.body());
    }
  }

  @Test
  void whatItReplacesIsFixed() {
    String first = lv.create(yes(MOST));
    Consent read = lv.read(Consent.class, lv.create(Said.replacing(yes(MOST), first)));
    Consent older = lv.read(Consent.class, first);
    assertThat(Fhir.code(lv.tryUpdate(Said.replacing(older, Fhir.place(read)))))
        .isEqualTo("immutable");
    read.setExtension(List.of());
    assertThat(Fhir.code(lv.tryUpdate(read))).isEqualTo("immutable");
  }

  @Test
  void everyVersionCanBeReadByWhoRecordedIt() {
    String place = lv.create(yes(MOST));
    Consent first = lv.read(Consent.class, place);
    withdraw(place);
    Bundle history = lv.read(Bundle.class, place + "/_history");
    assertThat(history.getEntry())
        .extracting(entry -> ((Consent) entry.getResource()).getStatus())
        .containsExactly(ConsentState.INACTIVE, ConsentState.ACTIVE);
    Consent again = lv.read(Consent.class, place + "/_history/1");
    assertThat(again.getStatus()).isEqualTo(ConsentState.ACTIVE);
    assertThat(again.getMeta().getLastUpdated()).isEqualTo(first.getMeta().getLastUpdated());
    assertThat(wassenaar.tryRead(place + "/_history").status()).isEqualTo(404);
    assertThat(wassenaar.tryRead(place + "/_history/1").status()).isEqualTo(404);
    assertThat(lv.tryRead(place + "/_history/9").status()).isEqualTo(404);
    assertThat(officer.log("entity=" + Fhir.id(place) + "&agent=Organization/wassenaar"))
        .as("each attempt")
        .hasSize(2);
  }

  @Test
  void theAnswerToARecordingAndTheFirstReadingSayTheSame() {
    Answer created = lv.tryCreate(yes(MOST));
    Consent answered = Fhir.parse(Consent.class, created);
    Consent read = lv.read(Consent.class, Fhir.place(answered));
    assertThat(answered.getMeta().getLastUpdated()).isEqualTo(read.getMeta().getLastUpdated());
    assertThat(answered.getMeta().getVersionId()).isEqualTo(read.getMeta().getVersionId());
  }

  /** That help is welcome says nothing about sharing. */
  @Test
  void aYesToHelpDoesNotTakeThePlaceOfANoToSharing() {
    String no = lv.create(no());
    Consent help = Said.replacing(yes(MOST), no);
    help.getScope().getCodingFirstRep().setCode("treatment");
    assertThat(Fhir.code(lv.tryCreate(help))).isEqualTo("unknown-reference");
    lv.create(yes(MOST));
    assertThat(preview()).contains("\"client-refused\"");
  }

  /** Otherwise a statute would take over what the client took back. */
  @Test
  void whatWasTakenBackStaysTakenBackWhateverComesInItsPlace() {
    String place =
        lv.create(
            Said.consent(mieke, "target-group-register", List.of("uwv"), "identity", "contact"));
    withdraw(place);
    Consent other = no();
    lv.create(Said.replacing(other, place));
    String order = lv.create(Said.order(mieke, "target-group-register", "Opname in het register"));
    Answer refused = lv.tryCreate(Said.task(mieke, order, "uwv"));
    assertThat(refused.status()).as(refused.body()).isEqualTo(403);
    assertThat(Fhir.code(refused)).isEqualTo("consent-withdrawn");
  }

  private void withdraw(String place) {
    lv.update(lv.read(Consent.class, place).setStatus(ConsentState.INACTIVE));
  }

  private Consent yes(String... categories) {
    return Said.consent(mieke, "participation", List.of("st-woej"), categories);
  }

  private Consent no() {
    Consent no = yes();
    no.getProvision().setType(ConsentProvisionType.DENY);
    return no;
  }

  private String preview() {
    String order =
        lv.create(Said.order(mieke, "participation", "Meedoen", Said.note("wishes", "schilderen")));
    return lv.preview(Fhir.transaction(Said.task(mieke, order, "st-woej"))).body();
  }
}
