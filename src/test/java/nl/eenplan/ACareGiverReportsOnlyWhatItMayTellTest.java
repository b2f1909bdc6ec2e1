package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The municipality asks an examination bureau what Sanne can bear, or a ggz institution to help
 * her. That it asked, lifts no medical secrecy: she has to tell the care giver herself that this
 * municipality may know.
 */
@HubTest
class ACareGiverReportsOnlyWhatItMayTellTest {

  private static final String CAUSE = "Herstelt van een depressie";

  private final Hub hub;
  private final Client sanne = Client.named("Sanne", "Voorbeeld", "1998-01-17");
  private final Fhir lv;

  ACareGiverReportsOnlyWhatItMayTellTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
  }

  @ParameterizedTest
  @CsvSource({"examination, salude, work-capacity", "treatment, rivierduinen, attendance"})
  void onlyByHerPermissionThatNamesTheMunicipality(
      String purpose, String careGiver, String reported) {
    Fhir bureau = new Fhir(hub.partner(careGiver));
    Sent sent =
        lv.send(
            Said.patient(sanne),
            Said.consent(
                urn(1), purpose, List.of(careGiver), "identity", "contact", "referral-question"),
            Said.order(urn(1), purpose, "Wat kan zij aan?"),
            Said.task(urn(1), urn(3), careGiver));
    assertThat(bureau.read(Patient.class, sent.patient()).hasName()).isTrue();
    Task task = bureau.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED);

    assertRefused(bureau.tryUpdate(task));
    assertThat(lv.read(Task.class, sent.task()).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);

    // A bureau may not have the BSN: it writes down what she says on the record that it was sent.
    String record =
        careGiver.equals("salude") ? sent.patient() : bureau.create(Said.patient(sanne));
    Consent toAnyMunicipality = Said.consent(record, purpose, List.of(), "outcome", reported);
    bureau.create(toAnyMunicipality);
    assertRefused(bureau.tryUpdate(task));

    String permission =
        bureau.create(Said.consent(record, purpose, List.of("lv"), "outcome", reported));
    bureau.update(task);
    Task going =
        bureau.update(bureau.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));
    Said.report(going, reported, "Vier dagdelen per week");
    Said.report(going, "health", CAUSE);
    bureau.update(going);

    Task told = lv.read(Task.class, sent.task());
    assertThat(Said.outputs(told, reported)).containsExactly("Vier dagdelen per week");
    assertThat(Fhir.json(told)).doesNotContain(CAUSE);

    bureau.update(bureau.read(Consent.class, permission).setStatus(ConsentState.INACTIVE));
    assertThat(lv.read(Task.class, sent.task()).getOutput()).isEmpty();
    Task next = bureau.read(Task.class, sent.task());
    Answer denied = bureau.tryUpdate(Said.outcome(next, "participates"));
    assertThat(denied.status()).as(denied.body()).isEqualTo(403);
    assertThat(Fhir.code(denied)).isEqualTo("consent-withdrawn");
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(Fhir.code(answer)).isEqualTo("secrecy");
    var issue = Fhir.parse(OperationOutcome.class, answer).getIssueFirstRep();
    assertThat(issue.getDetails().getText())
        .contains("Gemeente Leidschendam-Voorburg", "uw beroepsgeheim", "met naam");
    assertThat(issue.getDiagnostics()).contains("medical secrecy", "names this recipient");
  }
}
