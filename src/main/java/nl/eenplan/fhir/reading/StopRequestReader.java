package nl.eenplan.fhir.reading;

import java.util.Optional;
import java.util.UUID;
import nl.eenplan.fhir.Systems;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.StatusReason;
import nl.eenplan.referral.StopRequest;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;

/** What a Task with code abort asks, or answers. */
public final class StopRequestReader {

  /** The code by which it is known. */
  public static final String ABORT = "abort";

  private StopRequestReader() {}

  public static boolean isStopRequest(Task task) {
    return task.getCode().getCoding().stream()
        .anyMatch(coding ->
            Systems.TASK_CODE.equals(coding.getSystem()) && ABORT.equals(coding.getCode()));
  }

  /**
   * The referral that has to stop.
   *
   * @throws Problem MISSING, UNKNOWN_REFERENCE
   */
  public static UUID referral(Task task) {
    return Read.task(task.getFocus(), "Task.focus");
  }

  /** The same, where it need not be said. */
  public static Optional<UUID> optionalReferral(Task task) {
    return Read.optionalId(task.getFocus(), "Task", "Task.focus");
  }

  /**
   * @throws Problem MISSING, INVALID, NOT_SUPPORTED
   */
  public static StopRequest.State state(Task task) {
    Read.refuseModifiers(task);
    if (task.getStatus() == null) {
      throw Problem.of(Problem.Code.MISSING, "Task.status");
    }
    return StopRequest.State.of(task.getStatus().toCode())
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "Task.status"));
  }

  /**
   * Why it has to stop.
   *
   * @throws Problem INVALID for a code that is none
   */
  public static Optional<StatusReason> reason(Task task) {
    return code(task.getReasonCode())
        .map(code ->
            StatusReason.of(code)
                .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "Task.reasonCode")));
  }

  /**
   * Why it does not stop.
   *
   * @throws Problem INVALID for a code that is none
   */
  public static Optional<StopRequest.Answer> answer(Task task) {
    return code(task.getStatusReason())
        .map(code ->
            StopRequest.Answer.of(code)
                .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "Task.statusReason")));
  }

  private static Optional<String> code(CodeableConcept concept) {
    return concept.getCoding().stream()
        .map(Coding::getCode)
        .flatMap(code -> Read.text(code).stream())
        .findFirst();
  }
}
