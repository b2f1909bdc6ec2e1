package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sonja is on a learn-work track at Jobstap, which reports each month. A month that it misses, it
 * hears first itself, the consultant a week later. Then she gets a contract for half a year.
 */
@HubTest
class MonthlyReportsStoryTest {

  private static final Period A_MONTH = Period.ofMonths(1);

  private final Hub hub;
  private final Client sonja = Client.named("Sonja", "Voorbeeld", "1978-01-02");
  private final Partner atLv;
  private final Partner atJobstap;
  private final Fhir consultant;
  private final Fhir jobstap;

  MonthlyReportsStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.atJobstap = hub.partner("jobstap").listen();
    this.consultant = new Fhir(atLv);
    this.jobstap = new Fhir(atJobstap);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atLv.close();
    atJobstap.close();
  }

  @Test
  void aMissedMonthRemindsTheTargetFirstAndTheConsultantAWeekLater() {
    String task = sheStarts();
    TermsOf.pass(hub, A_MONTH.minusDays(1));
    report(task, "Loopt goed");
    TermsOf.pass(hub, A_MONTH.minusDays(1));
    TermsOf.hearsNot(atJobstap, task, "report-missed");

    TermsOf.pass(hub, Period.ofDays(1));
    TermsOf.hears(atJobstap, task, "report-missed");
    assertThat(TermsOf.seenBy(atJobstap, task)).contains("report missed");
    assertThat(TermsOf.seenBy(atLv, task)).contains("report missed");
    TermsOf.pass(hub, Period.ofDays(6));
    TermsOf.hearsNot(atLv, task, "report-overdue");
    TermsOf.pass(hub, Period.ofDays(1));
    TermsOf.hears(atLv, task, "report-overdue");
    assertThat(Heard.events(atLv, task)).doesNotContain("report-missed");
    assertThat(Heard.events(atJobstap, task)).doesNotContain("report-overdue");

    report(task, "Weer begonnen");
    assertThat(TermsOf.seenBy(atLv, task)).doesNotContain("report missed");
    TermsOf.pass(hub, A_MONTH);
    org.awaitility.Awaitility.await()
        .atMost(Hub.SOON)
        .until(() -> TermsOf.times(atJobstap, task, "report-missed") == 2);
  }

  @Test
  void whileItIsOnHoldTheTermsStandStillAndGoOnWithWhatWasLeft() {
    String task = sheStarts();
    TermsOf.pass(hub, Period.ofDays(20));
    Task hold = jobstap.read(Task.class, task).setStatus(Task.TaskStatus.ONHOLD);
    hold.setStatusReason(Said.coded(Said.REASON, "unavailable"));
    jobstap.update(hold);
    TermsOf.pass(hub, Period.ofDays(60));
    TermsOf.hearsNot(atJobstap, task, "report-missed");
    assertThat(TermsOf.seenBy(atJobstap, task)).contains("report on-hold");

    jobstap.update(jobstap.read(Task.class, task).setStatus(Task.TaskStatus.INPROGRESS));
    TermsOf.pass(hub, Period.ofDays(8));
    TermsOf.hearsNot(atJobstap, task, "report-missed");
    TermsOf.pass(hub, Period.ofDays(4));
    TermsOf.hears(atJobstap, task, "report-missed");
  }

  @Test
  void theEndOfAContractIsToldAMonthBeforeAndAftercareFollows() {
    String task = sheStarts();
    LocalDate end =
        LocalDate.ofInstant(hub.clock().instant(), ZoneId.of("Europe/Amsterdam")).plusMonths(6);
    Task done = Said.outcome(jobstap.read(Task.class, task), "paid-work");
    done.addOutput()
        .setType(Said.coded(Said.OUTPUT, "contract-ends"))
        .setValue(new DateType(end.toString()));
    jobstap.update(done);
    assertThat(Said.outputs(consultant.read(Task.class, task), "contract-ends"))
        .containsExactly(end.toString());

    TermsOf.pass(hub, A_MONTH);
    TermsOf.hears(atLv, task, "aftercare-contact-due");
    TermsOf.pass(hub, Period.ofMonths(4).minusDays(2));
    TermsOf.hearsNot(atLv, task, "contract-ends");
    TermsOf.pass(hub, Period.ofDays(5));
    TermsOf.hears(atLv, task, "contract-ends");
    TermsOf.pass(hub, A_MONTH);
    TermsOf.hears(atLv, task, "contract-ended");
    TermsOf.pass(hub, Period.ofMonths(6));
    TermsOf.hears(atLv, task, "aftercare-over");
    assertThat(Heard.events(atJobstap, task)).doesNotContain("contract-ends", "aftercare-over");
  }

  private String sheStarts() {
    Sent sent =
        consultant.send(
            Said.patient(sonja),
            Said.consent(urn(1), "reintegration", List.of("jobstap")),
            Said.order(urn(1), "reintegration", "Zoekt betaald werk"),
            Said.task(urn(1), urn(3), "jobstap"));
    jobstap.update(jobstap.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    jobstap.update(jobstap.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));
    return sent.task();
  }

  private void report(String task, String words) {
    jobstap.update(Said.report(jobstap.read(Task.class, task), "progress", words));
  }
}
