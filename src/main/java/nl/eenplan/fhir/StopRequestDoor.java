package nl.eenplan.fhir;

import java.util.Optional;
import java.util.UUID;
import nl.eenplan.fhir.reading.StopRequestReader;
import nl.eenplan.fhir.reading.TaskReader;
import nl.eenplan.fhir.writing.StopRequestWriter;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.StopRequest;
import nl.eenplan.referral.Stopping;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Tasks with code abort; {@link TaskDoor} lets them in. */
@Component
class StopRequestDoor {

  private final Stopping stopping;
  private final Messages messages;

  StopRequestDoor(Stopping stopping, Messages messages) {
    this.stopping = stopping;
    this.messages = messages;
  }

  Task create(Who who, Task task) {
    task.setId((String) null);
    if (StopRequestReader.state(task) != StopRequest.State.REQUESTED) {
      throw Problem.of(Problem.Code.INVALID, "Task.status (requested)");
    }
    refuseOther(TaskReader.requester(task), Optional.of(who.organisation()), "Task.requester");
    UUID id =
        stopping
            .ask(
                who,
                StopRequestReader.referral(task),
                StopRequestReader.reason(task),
                messages.repeat(task.getIdentifier(), messages.text(task)))
            .id();
    return read(who, id).orElseThrow();
  }

  Optional<Task> read(Who who, UUID id) {
    return stopping.find(who, id).map(StopRequestWriter::write);
  }

  /** The answer of the target; what does not change may be left out. */
  Task update(Who who, IdType id, Task task) {
    UUID uuid = Versions.id(id);
    Stopping.Seen before =
        stopping.find(who, uuid).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    refuseOther(
        StopRequestReader.optionalReferral(task),
        Optional.of(before.stop().referral()),
        "Task.focus");
    refuseOther(TaskReader.requester(task), before.asker(), "Task.requester");
    refuseOther(TaskReader.owner(task), Optional.of(before.owner()), "Task.owner");
    stopping.answer(
        who,
        uuid,
        Versions.expected(id),
        StopRequestReader.state(task),
        StopRequestReader.answer(task));
    return read(who, uuid).orElseThrow();
  }

  private static <T> void refuseOther(Optional<T> said, Optional<T> kept, String element) {
    if (said.isPresent() && !said.equals(kept)) {
      throw Problem.of(Problem.Code.IMMUTABLE, element);
    }
  }
}
