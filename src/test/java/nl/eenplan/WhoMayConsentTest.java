package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/**
 * Noor is eleven: her mother decides. Sem is fourteen: he and his father do. Mieke decides herself,
 * or asks her guide to do so, in writing.
 */
@HubTest
class WhoMayConsentTest {

  private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
  private final Fhir lv;
  private final Fhir woej;

  WhoMayConsentTest(Hub hub) {
    lv = new Fhir(hub.partner("lv"));
    woej = new Fhir(hub.partner("st-woej"));
  }

  @Test
  void underTwelveAParentUntilTheTwelfthBirthday() {
    LocalDate birthday = today.plusMonths(2);
    String noor = client("Noor", birthday.minusYears(12));
    refused(consent(noor), "giver-parent");
    refused(Said.by(consent(noor), "legal-representative"), "giver-parent");
    Answer answer = lv.tryCreate(Said.by(consent(noor), "parent"), "OperationOutcome");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(Fhir.code(answer)).isEqualTo("consent-ends-earlier");
    assertThat(answer.body()).contains(birthday.getDayOfMonth() + " ").contains("verjaardag");
  }

  @Test
  void fromTwelveToSixteenBothTogether() {
    String sem = client("Sem", today.minusYears(14));
    refused(consent(sem), "giver-client-and-parent");
    refused(Said.by(consent(sem), "parent"), "giver-client-and-parent");
    Consent both = Said.by(consent(sem), "parent");
    both.addPerformer(new Reference(sem));
    lv.create(both);
  }

  @Test
  void anAdultAloneOrAGuideWithASignature() {
    String mieke = client("Mieke", today.minusYears(48));
    refused(Said.by(consent(mieke), "parent"), "giver-adult");
    refused(Said.by(consent(mieke), "guide"), "giver-adult");
    lv.create(Said.signed(Said.by(consent(mieke), "guide")));
    lv.create(Said.by(consent(mieke), "legal-representative"));
  }

  /** To say no is easier than to say yes. */
  @Test
  void anybodyOfThemMaySayNoOrNoLonger() {
    String noor = client("Noor", today.minusYears(9));
    Consent no = consent(noor);
    no.getProvision().setType(ConsentProvisionType.DENY);
    lv.create(no);
    String place = lv.create(Said.by(consent(noor), "parent"));
    Consent yes = lv.read(Consent.class, place);
    yes.setStatus(Consent.ConsentState.INACTIVE);
    yes.setPerformer(List.of()).setContained(List.of());
    assertThat(lv.update(yes).getStatus()).isEqualTo(Consent.ConsentState.INACTIVE);
  }

  @Test
  void aFormStaysWithItsHolderAndItsHashComes() {
    String mieke = client("Mieke", today.minusYears(48));
    Consent consent = Said.signed(consent(mieke));
    Attachment form = consent.getSourceAttachment();
    refused(consent.setSource(form.copy().setData(new byte[] {1})), "not-supported");
    refused(consent.setSource(form.copy().setHash(null)), "missing");
    refused(consent.setSource(form.copy().setHash(new byte[] {1})), "invalid");
    refused(consent.setSource(new Reference("DocumentReference/1")), "not-supported");
    String place = lv.create(consent.setSource(form));
    assertThat(lv.read(Consent.class, place).getSourceAttachment().getHash()).hasSize(20);
  }

  @Test
  void aNoteOfTheTalkSaysWhatItIsAbout() {
    String mieke = client("Mieke", today.minusYears(48));
    String talk = Said.BASE + "/StructureDefinition/consent-talk";
    Consent bare = consent(mieke);
    bare.addExtension(talk, new Annotation().setText("Ze wil graag meedoen"));
    refused(bare, "unknown-category");
    Consent labelled = consent(mieke);
    labelled.addExtension(talk, Said.note("wishes", "Ze wil graag meedoen"));
    lv.create(labelled);
  }

  @Test
  void aLanguageIsAShortCode() {
    String mieke = client("Mieke", today.minusYears(48));
    Consent endless = consent(mieke);
    endless.setLanguage("nl" + "-a".repeat(20_000));
    refused(endless, "invalid");
    Consent frisian = consent(mieke);
    frisian.setLanguage("fy-NL");
    lv.create(frisian);
  }

  @Test
  void nobodyConsentsTomorrow() {
    String mieke = client("Mieke", today.minusYears(48));
    Consent early = consent(mieke);
    early.setDateTimeElement(new org.hl7.fhir.r4.model.DateTimeType(today.plusDays(2).toString()));
    refused(early, "invalid");
  }

  /** What it knows of her itself counts, whichever record it writes the word down on. */
  @Test
  void aChildIsAChildOnTheRecordThatWasReferredAsWell() {
    Client noor = Client.named("Noor", "Verzonnen", today.minusYears(9).toString());
    String patient = lv.create(Said.patient(noor));
    lv.create(
        Said.by(
            Said.consent(
                patient,
                "participation",
                List.of("st-woej"),
                "identity",
                "contact",
                "referral-question"),
            "parent"));
    lv.create(
        Said.task(patient, lv.create(Said.order(patient, "participation", "Meedoen")), "st-woej"));
    String own = woej.create(Said.patient(noor));
    for (String record : List.of(own, patient)) {
      Answer answer = woej.tryCreate(consent(record));
      assertThat(answer.status()).as(answer.body()).isEqualTo(422);
      assertThat(Fhir.code(answer)).isEqualTo("giver-parent");
    }
  }

  private void refused(Consent consent, String code) {
    int before = known(consent);
    Answer answer = lv.tryCreate(consent);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(Fhir.code(answer)).isEqualTo(code);
    assertThat(known(consent)).as("nothing stored").isEqualTo(before);
  }

  private int known(Consent consent) {
    return lv.search(Consent.class, "patient=" + consent.getPatient().getReference()).size();
  }

  private String client(String name, LocalDate birth) {
    return lv.create(Said.patient(Client.named(name, "Verzonnen", birth.toString())));
  }

  private static Consent consent(String patient) {
    return Said.consent(patient, "participation", List.of("st-woej"), "identity", "contact");
  }
}
