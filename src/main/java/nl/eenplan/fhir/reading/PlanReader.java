package nl.eenplan.fhir.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.plan.Direction;
import nl.eenplan.plan.DirectionOffer;
import nl.eenplan.plan.DirectionOffers.Reply;
import nl.eenplan.plan.DirectionOffers.Terms;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Task;

/** What a CarePlan opens, and what a Task with code direct offers or answers. */
public final class PlanReader {

  /** The code by which an offer of the direction is known. */
  public static final String DIRECT = "direct";

  /** The input of an offer that says from which day the offerer may take it back. */
  public static final String BACK_ON = "back-on";

  /** Characters. */
  private static final int LONGEST_CONTACT = 100;

  private PlanReader() {}

  /**
   * The own record of the client for whom a plan is opened.
   *
   * @throws Problem MISSING, INVALID, NOT_SUPPORTED, UNKNOWN_REFERENCE
   */
  public static UUID opened(CarePlan plan) {
    Read.refuseModifiers(plan);
    if (plan.getStatus() != CarePlan.CarePlanStatus.ACTIVE) {
      throw Problem.of(Problem.Code.INVALID, "CarePlan.status (active)");
    }
    return Read.id(plan.getSubject(), "Patient", "CarePlan.subject");
  }

  /**
   * Who directs it, if it is said.
   *
   * @throws Problem UNKNOWN_RECIPIENT
   */
  public static Optional<OrganisationCode> author(CarePlan plan) {
    return Read.organisation(plan.getAuthor(), "CarePlan.author");
  }

  /**
   * The function that the client turns to.
   *
   * @throws Problem TOO_LONG
   */
  public static Optional<String> contact(CarePlan plan) {
    return contact(plan.getAuthor().getDisplay(), "CarePlan.author.display");
  }

  private static Optional<String> contact(String display, String path) {
    Optional<String> contact = Read.text(display);
    if (contact.filter(words -> words.length() > LONGEST_CONTACT).isPresent()) {
      throw Problem.of(Problem.Code.TOO_LONG, path + " (" + LONGEST_CONTACT + ")");
    }
    return contact;
  }

  public static boolean isOffer(Task task) {
    return task.getCode().getCoding().stream()
        .anyMatch(coding ->
            Systems.TASK_CODE_DIRECT.equals(coding.getSystem()) && DIRECT.equals(coding.getCode()));
  }

  /**
   * The plan of which the direction is offered.
   *
   * @throws Problem MISSING, UNKNOWN_REFERENCE
   */
  public static UUID plan(Task task) {
    return Read.id(task.getFocus(), "CarePlan", "Task.focus");
  }

  /** The same, where it need not be said. */
  public static Optional<UUID> optionalPlan(Task task) {
    return Read.optionalId(task.getFocus(), "CarePlan", "Task.focus");
  }

  /**
   * @throws Problem MISSING, INVALID, UNKNOWN_RECIPIENT
   */
  public static Terms terms(Task task) {
    if (state(task) != DirectionOffer.State.REQUESTED) {
      throw Problem.of(Problem.Code.INVALID, "Task.status (requested)");
    }
    return new Terms(
        TaskReader.owner(task).orElseThrow(() -> Problem.of(Problem.Code.MISSING, "Task.owner")),
        code(task.getReasonCode())
            .flatMap(Direction.Reason::ofOffer)
            .orElseThrow(() ->
                Problem.of(
                    Problem.Code.INVALID,
                    "Task.reasonCode ("
                        + String.join(", ", Direction.Reason.codesOfOffers())
                        + ")")),
        backOn(task),
        answerBy(task));
  }

  private static Optional<LocalDate> backOn(Task task) {
    List<Task.ParameterComponent> inputs = task.getInput();
    if (inputs.isEmpty()) {
      return Optional.empty();
    }
    Task.ParameterComponent only = inputs.getFirst();
    if (inputs.size() > 1
        || !BACK_ON.equals(only.getType().getText())
        || !(only.getValue() instanceof DateType)) {
      throw Problem.of(Problem.Code.INVALID, "Task.input (back-on, valueDate)");
    }
    return Optional.of(Read.day((DateType) only.getValue(), "Task.input (back-on)"));
  }

  private static Optional<Instant> answerBy(Task task) {
    if (!task.getRestriction().getPeriod().hasEnd()) {
      return Optional.empty();
    }
    DateTimeType end = task.getRestriction().getPeriod().getEndElement();
    if (end.getTimeZone() == null) {
      throw Problem.of(Problem.Code.INVALID, "Task.restriction.period.end");
    }
    return Optional.of(OffsetDateTime.parse(end.getValueAsString()).toInstant());
  }

  /**
   * @throws Problem MISSING, INVALID, NOT_SUPPORTED, TOO_LONG
   */
  public static Reply reply(Task task) {
    return new Reply(
        state(task),
        code(task.getStatusReason())
            .map(code ->
                DirectionOffer.Answer.declining(code)
                    .orElseThrow(() ->
                        Problem.of(
                            Problem.Code.INVALID,
                            "Task.statusReason ("
                                + String.join(", ", DirectionOffer.Answer.codesToDecline())
                                + ")"))),
        contact(task.getOwner().getDisplay(), "Task.owner.display"));
  }

  private static DirectionOffer.State state(Task task) {
    Read.refuseModifiers(task);
    if (task.getStatus() == null) {
      throw Problem.of(Problem.Code.MISSING, "Task.status");
    }
    return DirectionOffer.State.of(task.getStatus().toCode())
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "Task.status"));
  }

  private static Optional<String> code(CodeableConcept concept) {
    return concept.getCoding().stream()
        .map(Coding::getCode)
        .flatMap(code -> Read.text(code).stream())
        .findFirst();
  }
}
