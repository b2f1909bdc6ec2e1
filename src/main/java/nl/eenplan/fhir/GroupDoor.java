package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.GroupReader;
import nl.eenplan.fhir.reading.OrderReader;
import nl.eenplan.fhir.reading.Read;
import nl.eenplan.fhir.writing.GroupWriter;
import nl.eenplan.fhir.writing.Write;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Group;
import nl.eenplan.referral.Grouping;
import nl.eenplan.referral.Order;
import nl.eenplan.referral.Orders.Asks;
import nl.eenplan.referral.Stated;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Several clients in one call: an order and a Task for each. */
@Component
class GroupDoor {

  private final Grouping grouping;
  private final Persons persons;
  private final Organisations organisations;
  private final Vocabulary vocabulary;
  private final Messages messages;
  private final Explanations explanations;
  private final Transactions transactions;

  GroupDoor(
      Grouping grouping,
      Persons persons,
      Organisations organisations,
      Vocabulary vocabulary,
      Messages messages,
      Explanations explanations,
      Transactions transactions) {
    this.grouping = grouping;
    this.persons = persons;
    this.organisations = organisations;
    this.vocabulary = vocabulary;
    this.messages = messages;
    this.explanations = explanations;
    this.transactions = transactions;
  }

  @Operation(name = "$refer-group", typeName = "Task")
  public Parameters refer(@ResourceParam Parameters parameters) {
    Who who = Access.partner();
    return transactions.run(
        () -> GroupWriter.write(grouping.refer(who, plan(who, parameters)), explanations));
  }

  /** When and where a group meets, for who takes part in it. */
  @Operation(name = "$group", typeName = "Task", idempotent = true)
  public Parameters group(@OperationParam(name = "identifier") @Nullable StringType identifier) {
    Who who = Access.partner();
    UUID id =
        Optional.ofNullable(identifier)
            .map(StringType::getValue)
            .map(text -> text.substring(text.indexOf('|') + 1))
            .flatMap(Read::uuid)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    return transactions.run(() ->
        grouping
            .find(who, id)
            .map(GroupWriter::write)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND)));
  }

  private Grouping.Plan plan(Who who, Parameters parameters) {
    OrganisationCode target = GroupReader.target(parameters);
    if (target.equals(who.organisation()) || organisations.find(target).isEmpty()) {
      throw Problem.of(Problem.Code.UNKNOWN_RECIPIENT, "target");
    }
    List<UUID> clients = GroupReader.clients(parameters);
    if (clients.size() > Group.MOST) {
      throw Problem.of(Problem.Code.GROUP_TOO_LARGE, String.valueOf(Group.MOST));
    }
    return new Grouping.Plan(
        target,
        GroupReader.purpose(parameters, vocabulary),
        GroupReader.meeting(parameters),
        clients.stream().map(client -> held(who, client)).toList(),
        person -> asks(person, parameters),
        this::task,
        messages.repeat(GroupReader.identifiers(parameters), messages.text(parameters)));
  }

  private Person held(Who who, UUID client) {
    return persons
        .heldBy(who.organisation(), client)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "client"));
  }

  private Asks asks(Person person, Parameters parameters) {
    ServiceRequest request = new ServiceRequest();
    request.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
    request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    request.addCategory(
        Write.concept(Systems.PURPOSE, GroupReader.purpose(parameters, vocabulary).code()));
    request.setCode(new CodeableConcept().setText(GroupReader.words(parameters, "question")));
    request.setSubject(new Reference("Patient/" + person.id()));
    return new Asks(
        person,
        GroupReader.purpose(parameters, vocabulary),
        request.getStatus().toCode(),
        Optional.empty(),
        Stated.NOTHING,
        OrderReader.facts(request),
        messages.text(request));
  }

  private String task(Group group, Order order) {
    Task task = new Task();
    task.setStatus(Task.TaskStatus.REQUESTED);
    task.setIntent(Task.TaskIntent.ORDER);
    task.setCode(Write.concept(Systems.TASK_CODE, "fulfill"));
    task.setGroupIdentifier(Write.group(group.id()));
    task.setFocus(new Reference("ServiceRequest/" + order.id()));
    task.setFor(new Reference("Patient/" + order.person()));
    task.setOwner(Write.organisation(group.target()));
    return messages.text(task);
  }
}
