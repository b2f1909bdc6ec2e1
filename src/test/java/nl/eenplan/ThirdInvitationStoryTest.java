package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Kees would rather keep things as they are (group C1). He is invited three times, the third by
 * registered letter; his sport track ends before it began, and the consultant knows at once.
 */
@HubTest
class ThirdInvitationStoryTest {

  private static final String INVITATION = Said.BASE + "/StructureDefinition/invitation";
  private static final String GROUP = Said.BASE + "/StructureDefinition/client-group";

  private final Hub hub;
  private final Client kees = Client.named("Kees", "Thuis", "1989-04-05");
  private final Partner atLv;
  private final Partner atWoej;
  private final Fhir consultant;
  private final Fhir woej;

  ThirdInvitationStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.atWoej = hub.partner("st-woej").listen();
    this.consultant = new Fhir(atLv);
    this.woej = new Fhir(atWoej);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atLv.close();
    atWoej.close();
  }

  @Test
  void groupCIsInvitedThreeTimesAndTheOthersTwice() {
    String task = referred("C1");
    assertThat(invited(consultant, task, "Eerste brief")).isEqualTo("1 of 3: invite-again");
    assertThat(invited(consultant, task, "Tweede brief")).isEqualTo("2 of 3: registered-letter");
    assertThat(invited(consultant, task, "Aangetekend")).isEqualTo("3 of 3: back-to-consultant");

    assertThat(invited(woej, task, "Brief van St. WOEJ")).isEqualTo("1 of 2: invite-again");
    assertThat(invited(woej, task, "Nog een brief")).isEqualTo("2 of 2: back-to-consultant");

    String other = referred("A1");
    assertThat(invited(consultant, other, "Brief")).isEqualTo("1 of 2: invite-again");
    assertThat(invited(consultant, other, "Brief")).isEqualTo("2 of 2: back-to-consultant");
  }

  @Test
  void theWordsStayWithWhoWroteThem() {
    String task = referred("C1");
    String written = consultant.create(invitation(task, "Zijn moeder zei dat hij niet durft"));
    assertThat(consultant.read(Communication.class, written).getPayloadFirstRep().getContent())
        .hasToString("Zijn moeder zei dat hij niet durft");
    assertThat(woej.tryRead(written).status()).isEqualTo(404);
    assertThat(woej.search(Communication.class, "based-on=" + task)).isEmpty();
    assertThat(consultant.search(Communication.class, "based-on=" + task)).hasSize(1);
    assertThat(atWoej.received()).doesNotContain("durft", "client-group");

    Answer outsider = new Fhir(hub.partner("jobstap")).tryCreate(invitation(task, "Brief"));
    assertThat(Fhir.code(outsider)).isEqualTo("unknown-reference");
  }

  @Test
  void theSameLetterTwiceIsOneInvitation() {
    String task = referred("C1");
    Communication letter = invitation(task, "Brief");
    letter.addIdentifier().setSystem("https://lv.example/brieven").setValue("brief-" + task);
    assertThat(consultant.create(letter)).isEqualTo(consultant.create(letter));
    assertThat(invited(consultant, task, "Volgende")).isEqualTo("2 of 3: registered-letter");
  }

  @Test
  void theDayBeforeTheTalkWhoInvitedIsReminded() {
    String task = referred("C1");
    Communication letter = invitation(task, "Komt u donderdag?");
    Instant talk = hub.clock().instant().plus(Duration.ofDays(6));
    letter.addExtension(Said.BASE + "/StructureDefinition/talk", new DateTimeType(Date.from(talk)));
    Extension counted = letterSeen(consultant.create(letter));
    assertThat(counted.hasExtension("short-notice")).isFalse();

    hub.clock().advance(Duration.ofDays(4));
    TermsOf.hearsNot(atLv, task, "talk-tomorrow");
    hub.clock().advance(Duration.ofDays(1).plusHours(2));
    TermsOf.hears(atLv, task, "talk-tomorrow");
    assertThat(Heard.events(atWoej, task)).doesNotContain("talk-tomorrow");
    assertThat(TermsOf.seenBy(atWoej, task)).noneMatch(term -> term.startsWith("talk"));
  }

  @Test
  void fewerThanFiveDaysBeforeIsShortNotice() {
    Communication letter = invitation(referred("C1"), "Komt u morgen?");
    letter.addExtension(
        Said.BASE + "/StructureDefinition/talk",
        new DateTimeType(Date.from(hub.clock().instant().plus(Duration.ofDays(3)))));
    assertThat(letterSeen(consultant.create(letter)).hasExtension("short-notice")).isTrue();
  }

  @Test
  void aTalkThatNobodyLivesToSeeIsRefused() {
    Communication letter = invitation(referred("C1"), "Komt u ooit?");
    letter.addExtension(
        Said.BASE + "/StructureDefinition/talk", new DateTimeType("9999-12-31T23:59:59-12:00"));
    Answer refused = consultant.tryCreate(letter);
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(Fhir.code(refused)).isEqualTo("invalid");
  }

  @Test
  void whoDidNotStartIsBackAtTheConsultantWithinTheMinute() {
    String task = referred("C1");
    woej.update(woej.read(Task.class, task).setStatus(Task.TaskStatus.ACCEPTED));
    Task ended = woej.read(Task.class, task).setStatus(Task.TaskStatus.FAILED);
    ended.setStatusReason(Said.coded(Said.REASON, "did-not-start"));
    woej.update(ended);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Heard.events(atLv, task).contains("cannot-deliver"));
    Task seen = consultant.read(Task.class, task);
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.FAILED);
    assertThat(seen.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("did-not-start");
    assertThat(TermsOf.seenBy(atLv, task, "2099-01-01")).isEmpty();
  }

  private String invited(Fhir by, String task, String words) {
    Communication kept = by.read(Communication.class, by.create(invitation(task, words)));
    Extension counted = kept.getExtensionByUrl(INVITATION);
    return "%s of %s: %s"
        .formatted(
            counted.getExtensionByUrl("number").getValue().primitiveValue(),
            counted.getExtensionByUrl("of").getValue().primitiveValue(),
            counted.getExtensionByUrl("next").getValue().primitiveValue());
  }

  private Extension letterSeen(String written) {
    return consultant.read(Communication.class, written).getExtensionByUrl(INVITATION);
  }

  private static Communication invitation(String task, String words) {
    Communication letter = new Communication();
    letter.setStatus(Communication.CommunicationStatus.COMPLETED);
    letter.addBasedOn(new Reference(task));
    letter.addCategory(Said.coded(Said.BASE + "/CodeSystem/contact-kind", "invitation"));
    letter.addPayload().setContent(new StringType(words));
    return letter;
  }

  private String referred(String group) {
    Patient patient = Said.patient(kees);
    patient.addExtension(GROUP, new CodeType(group));
    return consultant
        .send(
            patient,
            Said.consent(
                urn(1),
                "participation",
                List.of("st-woej"),
                "identity",
                "contact",
                "referral-question"),
            Said.order(urn(1), "participation", "Sporten in een groep"),
            Said.task(urn(1), urn(3), "st-woej"))
        .task();
  }
}
