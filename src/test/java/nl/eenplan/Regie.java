package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** Plans and who directs them, as FHIR says it. */
final class Regie {

  static final String TASK_CODE = Said.BASE + "/CodeSystem/task-code";
  private static final String DIRECTION = Said.BASE + "/StructureDefinition/direction";

  private Regie() {}

  static CarePlan plan(String patient) {
    CarePlan plan = new CarePlan();
    plan.setStatus(CarePlan.CarePlanStatus.ACTIVE);
    plan.setIntent(CarePlan.CarePlanIntent.PLAN);
    plan.setSubject(new Reference(patient));
    return plan;
  }

  static Task offer(String plan, String to, String reason) {
    Task task = new Task();
    task.setStatus(Task.TaskStatus.REQUESTED);
    task.setIntent(Task.TaskIntent.PROPOSAL);
    task.setCode(Said.coded(TASK_CODE, "direct"));
    task.setFocus(new Reference(plan));
    task.setOwner(Said.organisation(to));
    task.setReasonCode(Said.coded(Said.REASON, reason));
    return task;
  }

  /** For a time. */
  static Task until(Task offer, String day) {
    offer.addInput().setType(new CodeableConcept().setText("back-on")).setValue(new DateType(day));
    return offer;
  }

  /** The client lets one know that the other helps, and works on the plan. */
  static org.hl7.fhir.r4.model.Consent mayKnow(String patient, String recipient) {
    return Said.signed(Said.consent(patient, "plan-coordination", List.of(recipient)));
  }

  /** An operation on a plan. */
  static CarePlan operate(Partner partner, String plan, String operation, Parameters parameters) {
    Answer answer = tryOperate(partner, plan, operation, parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Fhir.parse(CarePlan.class, answer);
  }

  static Answer tryOperate(Partner partner, String plan, String operation, Parameters parameters) {
    return partner.post(
        "/fhir/" + plan + "/$" + operation, parameters.isEmpty() ? "" : Fhir.json(parameters));
  }

  static Parameters because(String reason) {
    Parameters parameters = new Parameters();
    parameters.addParameter("reason", new CodeType(reason));
    return parameters;
  }

  /** Who directs now: the code, or the words in its place; empty when that is not shown. */
  static String director(CarePlan plan) {
    return plan.hasAuthor() ? name(plan.getAuthor()) : "";
  }

  /** Who directed, the oldest first. */
  static List<String> history(CarePlan plan) {
    return team(plan).getParticipant().stream()
        .map(participant -> name(participant.getMember()))
        .toList();
  }

  /** Why each got the role; a dash where that is not shown. */
  static List<String> reasons(CarePlan plan) {
    return team(plan).getParticipant().stream()
        .map(participant -> {
          var how = participant.getExtensionByUrl(DIRECTION);
          return how == null || how.getExtensionByUrl("reason") == null
              ? "-"
              : how.getExtensionByUrl("reason").getValue().primitiveValue();
        })
        .toList();
  }

  static CareTeam team(CarePlan plan) {
    return (CareTeam) plan.getContained().getFirst();
  }

  private static String name(Reference party) {
    return party.hasReference()
        ? party.getReference().replaceFirst("Organization/", "")
        : party.getDisplay();
  }
}
