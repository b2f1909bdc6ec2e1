package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import java.util.UUID;
import java.util.function.BiConsumer;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.Recalls;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * After a withdrawal or a mistake: the target says that it deleted, the requester that it goes on.
 */
@Component
class RecallDoor {

  private final Recalls recalls;
  private final TaskDoor tasks;
  private final Transactions transactions;

  RecallDoor(Recalls recalls, TaskDoor tasks, Transactions transactions) {
    this.recalls = recalls;
    this.tasks = tasks;
    this.transactions = transactions;
  }

  @Operation(name = "$" + Recalls.CONFIRM, typeName = "Task")
  public Task confirmDeletion(@IdParam IdType id) {
    return run(id, recalls::confirm);
  }

  @Operation(name = "$" + Recalls.RESUME, typeName = "Task")
  public Task resume(@IdParam IdType id) {
    return run(id, recalls::resume);
  }

  private Task run(IdType id, BiConsumer<Who, UUID> step) {
    Who who = Access.partner();
    UUID task = Versions.id(id);
    return transactions.run(() -> {
      tasks.read(who, task);
      step.accept(who, task);
      return tasks.read(who, task);
    });
  }
}
