package nl.eenplan.fhir.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Move;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.StatusReason;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** What a Task asks: a referral to be prepared, submitted or moved. */
public final class TaskReader {

  private static final String LADDER_STEP = "ladder-step";

  private TaskReader() {}

  public static UUID order(Task task) {
    return Read.id(task.getFocus(), "ServiceRequest", "Task.focus");
  }

  public static Optional<UUID> optionalOrder(Task task) {
    return Read.optionalId(task.getFocus(), "ServiceRequest", "Task.focus");
  }

  /**
   * The referral that is passed on by this one.
   *
   * @throws Problem UNKNOWN_REFERENCE, INVALID (more than one)
   */
  public static Optional<UUID> partOf(Task task) {
    List<Reference> wholes =
        task.getPartOf().stream()
            .filter(whole -> "Task".equals(whole.getReferenceElement().getResourceType()))
            .toList();
    if (wholes.size() > 1) {
      throw Problem.of(Problem.Code.INVALID, "Task.partOf");
    }
    return wholes.stream()
        .findFirst()
        .flatMap(whole -> Read.optionalId(whole, "Task", "Task.partOf"));
  }

  public static Optional<UUID> person(Task task) {
    return Read.optionalId(task.getFor(), "Patient", "Task.for");
  }

  public static Optional<OrganisationCode> owner(Task task) {
    return Read.organisation(task.getOwner(), "Task.owner");
  }

  public static Optional<OrganisationCode> requester(Task task) {
    return Read.organisation(task.getRequester(), "Task.requester");
  }

  /**
   * @throws Problem MISSING, INVALID, NOT_SUPPORTED
   */
  public static ReferralState state(Task task) {
    Read.refuseModifiers(task);
    if (task.getStatus() == null) {
      throw Problem.of(Problem.Code.MISSING, "Task.status");
    }
    return ReferralState.of(task.getStatus().toCode())
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "Task.status"));
  }

  /** The move that an updated Task asks for. */
  public static Move move(Task task, String original) {
    return new Move(
        state(task),
        businessStatus(task),
        owner(task),
        reason(task),
        new Facts(reports(task)),
        false,
        original);
  }

  /** Some are the hub's word: who sends them back with an answer does not mean them. */
  private static Optional<BusinessStatus> businessStatus(Task task) {
    Optional<String> code = code(task.getBusinessStatus());
    Optional<BusinessStatus> status = code.flatMap(BusinessStatus::of);
    if (code.isPresent() && status.isEmpty()) {
      throw Problem.of(Problem.Code.INVALID, "Task.businessStatus");
    }
    return status.filter(said -> !said.isTheHubs());
  }

  private static Optional<StatusReason> reason(Task task) {
    if (!task.hasStatusReason()) {
      return Optional.empty();
    }
    return Optional.of(
        code(task.getStatusReason())
            .flatMap(StatusReason::of)
            .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "Task.statusReason")));
  }

  private static Optional<String> code(CodeableConcept concept) {
    return concept.getCoding().stream()
        .map(Coding::getCode)
        .flatMap(code -> Read.text(code).stream())
        .findFirst();
  }

  /**
   * What the target tells, each under its category; an output without one stays with the target.
   */
  private static List<Fact> reports(Task task) {
    List<Fact> facts = new ArrayList<>();
    for (Task.TaskOutputComponent output : task.getOutput()) {
      String type = type(output.getType());
      if (type.equals(LADDER_STEP)) {
        score(output).ifPresent(step -> facts.add(Fact.of(Category.DISTANCE, step)));
      } else if (end(type).isPresent()) {
        facts.add(ends(end(type).get(), output));
      } else {
        Category.of(type)
            .flatMap(category -> value(output).map(value -> Fact.of(category, value)))
            .ifPresent(facts::add);
      }
    }
    Move.reasonText(state(task), Read.text(task.getStatusReason().getText())).ifPresent(facts::add);
    facts.addAll(Read.notes(task.getNote()));
    return facts;
  }

  private static String type(CodeableConcept type) {
    return code(type).or(() -> Read.text(type.getText())).orElse("");
  }

  private static Optional<Fact.Ends.Kind> end(String type) {
    return Arrays.stream(Fact.Ends.Kind.values())
        .filter(kind -> kind.code().equals(type))
        .findFirst();
  }

  private static Fact ends(Fact.Ends.Kind kind, Task.TaskOutputComponent output) {
    LocalDate day =
        Read.day(
            output.getValue() instanceof DateType date ? date : null,
            "Task.output (" + kind.code() + ")");
    return Fact.of(Category.OUTCOME, new Fact.Ends(kind, day.toString()));
  }

  private static Optional<Fact.Score> score(Task.TaskOutputComponent output) {
    if (!(output.getValue() instanceof IntegerType step)
        || step.getValue() == null
        || step.getValue() < 1
        || step.getValue() > 6) {
      throw Problem.of(Problem.Code.INVALID, "Task.output (ladder-step: 1-6)");
    }
    return Optional.of(new Fact.Score(step.getValue()));
  }

  private static Optional<Fact.Value> value(Task.TaskOutputComponent output) {
    return switch (output.getValue()) {
      case CodeableConcept concept -> Read.coded("output", concept).map(Fact.Value.class::cast);
      case PrimitiveType<?> text -> Read.text(text.getValueAsString()).map(Fact.Note::new);
      case null, default -> Optional.empty();
    };
  }
}
