package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What did not work out now is looked at again: when, depends on why. */
@HubTest
class AFileIsLookedAtAgainStoryTest {

  private final Hub hub;
  private final Client henk = Client.named("Henk", "Later", "1969-09-09");
  private final Partner atLv;
  private final Partner atWoej;
  private final Fhir consultant;
  private final Fhir woej;

  AFileIsLookedAtAgainStoryTest(Hub hub) {
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
  void withoutAPossibilityThereIsAContactAfterThreeMonthsAndAReviewAfterAYear() {
    String task = ended("no-possibility");
    TermsOf.pass(hub, Period.ofMonths(3).minusDays(1));
    TermsOf.hearsNot(atLv, task, "contact-due");
    TermsOf.pass(hub, Period.ofDays(1));
    TermsOf.hears(atLv, task, "contact-due");
    TermsOf.pass(hub, Period.ofMonths(9).minusDays(2));
    TermsOf.hearsNot(atLv, task, "review-due");
    TermsOf.pass(hub, Period.ofDays(4));
    TermsOf.hears(atLv, task, "review-due");
    assertThat(Heard.events(atWoej, task)).doesNotContain("contact-due", "review-due");
    assertThat(TermsOf.seenBy(atLv, task)).isEmpty();
  }

  @Test
  void withoutInterestItIsReviewedAfterAYear() {
    String task = ended("no-interest");
    assertThat(TermsOf.seenBy(atLv, task, "2099-12-31")).containsExactly("review later");
    TermsOf.pass(hub, Period.ofYears(1));
    TermsOf.hears(atLv, task, "review-due");
    assertThat(Heard.events(atLv, task)).doesNotContain("contact-due");
  }

  @Test
  void heIsStillCalledWhenOneOfTwoReferralsEnds() {
    String first = begun();
    String second = begun();
    assertThat(TermsOf.seenBy(atLv, second, "2099-12-31")).doesNotContain("contact later");
    woej.update(Said.because(woej.read(Task.class, first), Task.TaskStatus.ONHOLD, "unavailable"));
    woej.update(Said.outcome(woej.read(Task.class, first), "participates"));
    assertThat(TermsOf.seenBy(atLv, second, "2099-12-31"))
        .contains("contact later", "contact-in-person later");
    woej.update(Said.outcome(woej.read(Task.class, second), "participates"));
    assertThat(TermsOf.seenBy(atLv, second, "2099-12-31")).isEmpty();
  }

  @Test
  void aNewReferralComesInItsPlace() {
    String none = ended("no-possibility");
    assertThat(TermsOf.seenBy(atLv, none, "2099-12-31"))
        .containsExactly("contact-later later", "review later");
    begun();
    assertThat(TermsOf.seenBy(atLv, none, "2099-12-31")).isEmpty();
  }

  @Test
  void whoRefusesIsAskedAgainAfterHalfAYear() {
    String task = begun();
    Task stopped = woej.read(Task.class, task).setStatus(Task.TaskStatus.CANCELLED);
    stopped.setStatusReason(Said.coded(Said.REASON, "client-request"));
    woej.update(stopped);
    TermsOf.pass(hub, Period.ofMonths(6).minusDays(1));
    TermsOf.hearsNot(atLv, task, "review-due");
    TermsOf.pass(hub, Period.ofDays(1));
    TermsOf.hears(atLv, task, "review-due");
  }

  @Test
  void whatWasAMistakeIsLookedAtNoMore() {
    String task = ended("no-interest");
    consultant.update(consultant.read(Task.class, task).setStatus(Task.TaskStatus.ENTEREDINERROR));
    assertThat(TermsOf.seenBy(atLv, task, "2099-12-31")).isEmpty();
  }

  private String ended(String outcome) {
    String task = begun();
    woej.update(Said.outcome(woej.read(Task.class, task), outcome));
    return task;
  }

  private String begun() {
    String task =
        consultant
            .send(
                Said.patient(henk),
                Said.consent(urn(1), "participation", List.of("st-woej")),
                Said.order(urn(1), "participation", "Wil iets doen"),
                Said.task(urn(1), urn(3), "st-woej"))
            .task();
    woej.update(woej.read(Task.class, task).setStatus(Task.TaskStatus.ACCEPTED));
    woej.update(woej.read(Task.class, task).setStatus(Task.TaskStatus.INPROGRESS));
    return task;
  }
}
