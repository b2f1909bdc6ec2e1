package nl.eenplan.fhir.writing;

import nl.eenplan.fhir.Systems;
import nl.eenplan.fhir.reading.StopRequestReader;
import nl.eenplan.referral.StopRequest;
import nl.eenplan.referral.Stopping.Seen;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** A request to stop as a Task: which referral, who asks whom, why. Nothing of the client. */
public final class StopRequestWriter {

  private StopRequestWriter() {}

  public static Task write(Seen seen) {
    StopRequest stop = seen.stop();
    Task task = new Task();
    Write.identify(task, "Task", stop.id(), stop.version(), stop.updated());
    task.setStatus(Task.TaskStatus.fromCode(stop.state().code()));
    task.setIntent(Task.TaskIntent.ORDER);
    task.setCode(Write.concept(Systems.TASK_CODE, StopRequestReader.ABORT));
    task.setFocus(new Reference("Task/" + stop.referral()));
    task.setRequester(
        seen.asker()
            .map(Write::organisation)
            .orElseGet(() -> new Reference().setDisplay("Eenplan")));
    task.setOwner(Write.organisation(seen.owner()));
    task.setReasonCode(Write.concept(Systems.REASON, stop.reason().code()));
    task.setStatusReason(
        stop.answer().map(why -> Write.concept(Systems.REASON, why.code())).orElse(null));
    task.setAuthoredOn(Write.date(stop.authored()));
    task.setLastModified(Write.date(stop.updated()));
    return task;
  }
}
