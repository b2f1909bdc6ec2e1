package nl.eenplan.fhir.writing;

import java.util.Optional;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.disclosure.Release;
import nl.eenplan.fhir.Systems;
import nl.eenplan.referral.Recall;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.Viewing.Seen;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;

/**
 * A Task as one party sees it: what this party wrote in it, the state as the hub keeps it, and of
 * the other party what was released. Without a ground only the bare state is left: its number, and
 * that it is over.
 */
public final class TaskWriter {

  private TaskWriter() {}

  /**
   * @param own what this party itself sent, as it came; empty when it sent nothing, or has no
   *     ground
   */
  public static Task write(Seen seen, Optional<Task> own) {
    Referral referral = seen.referral();
    Task task = own.orElseGet(Task::new);
    Write.identify(task, "Task", referral.id(), referral.version(), referral.updated());
    task.setStatus(Task.TaskStatus.fromCode(referral.state().code()));
    task.setBusinessStatus(
        referral
            .businessStatus()
            .map(status -> Write.concept(Systems.BUSINESS_STATUS, status.code()))
            .orElse(null));
    task.setStatusReason(
        referral.reason().map(reason -> Write.concept(Systems.REASON, reason.code())).orElse(null));
    task.setIntent(Task.TaskIntent.ORDER);
    if (!task.hasCode()) {
      task.setCode(Write.concept(Systems.TASK_CODE, "fulfill"));
    }
    task.setRequester(Write.organisation(referral.requester()));
    task.setOwner(referral.owner().map(Write::organisation).orElse(null));
    task.setAuthoredOn(Write.date(referral.authored()));
    task.setLastModified(Write.date(referral.updated()));
    task.getRestriction().getPeriod().setEnd(Write.date(referral.due()));
    referral
        .ties()
        .partOf()
        .filter(whole -> !task.hasPartOf())
        .ifPresent(whole -> task.addPartOf().setReference("Task/" + whole));
    referral.ties().group().ifPresent(group -> task.setGroupIdentifier(Write.group(group)));
    if (seen.grounded()) {
      task.setFor(new Reference("Patient/" + referral.person()));
      task.setFocus(new Reference("ServiceRequest/" + referral.order()));
    }
    seen.reports().ifPresent(release -> report(task, release));
    task.getExtension().removeIf(said -> Systems.DELETION_EXTENSION.equals(said.getUrl()));
    referral.recalls().stream().map(TaskWriter::deletion).forEach(task::addExtension);
    return task;
  }

  private static Extension deletion(Recall recall) {
    Extension asked = new Extension(Systems.DELETION_EXTENSION);
    asked.addExtension("organization", Write.organisation(recall.organisation()));
    asked.addExtension("status", new Coding(Systems.DELETION, recall.status().code(), null));
    asked.addExtension("requested", new InstantType(Write.date(recall.asked())));
    recall
        .confirmed()
        .ifPresent(at -> asked.addExtension("confirmed", new InstantType(Write.date(at))));
    return asked;
  }

  /**
   * What the target told; what the requester may have written in these places is not the target's
   * word.
   */
  private static void report(Task task, Release release) {
    task.getOutput().clear();
    release.facts().forEach(fact -> report(task, fact));
  }

  private static void report(Task task, Fact fact) {
    switch (fact.value()) {
      case Fact.Coded coded -> output(task, fact.category().code(), Write.concept(coded));
      case Fact.Score step -> output(task, "ladder-step", new IntegerType(step.value()));
      case Fact.Note note -> output(task, fact.category().code(), new StringType(note.text()));
      case Fact.Ends ends -> output(task, ends.kind().code(), new DateType(ends.date()));
      case Fact.ReasonText reason -> reason(task, reason.text());
      default -> {}
    }
  }

  private static void output(Task task, String type, Type value) {
    String system =
        Category.of(type).isPresent() ? Systems.DATA_CATEGORY : Systems.BASE + "/CodeSystem/output";
    task.addOutput().setType(Write.concept(system, type)).setValue(value);
  }

  private static void reason(Task task, String text) {
    if (task.hasStatusReason()) {
      CodeableConcept reason = task.getStatusReason();
      reason.setText(text);
    }
  }
}
