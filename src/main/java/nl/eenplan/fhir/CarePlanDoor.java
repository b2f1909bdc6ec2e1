package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.PlanReader;
import nl.eenplan.fhir.writing.PlanWriter;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.plan.Plan;
import nl.eenplan.plan.PlanViewing;
import nl.eenplan.plan.Plans;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The plan of a client and who directs it. Its direction is offered by a Task with code direct. */
@Component
class CarePlanDoor implements IResourceProvider {

  private final Plans plans;
  private final PlanViewing viewing;
  private final Transactions transactions;

  CarePlanDoor(Plans plans, PlanViewing viewing, Transactions transactions) {
    this.plans = plans;
    this.viewing = viewing;
    this.transactions = transactions;
  }

  @Override
  public Class<CarePlan> getResourceType() {
    return CarePlan.class;
  }

  /** Who opens a plan directs it. One that it knows of already is the answer (200). */
  @Create
  public MethodOutcome create(@ResourceParam CarePlan plan) {
    Who who = Access.partner();
    UUID person = PlanReader.opened(plan);
    if (PlanReader.author(plan).filter(by -> !by.equals(who.organisation())).isPresent()) {
      throw Problem.of(Problem.Code.INVALID, "CarePlan.author");
    }
    Optional<String> contact = PlanReader.contact(plan);
    return transactions.run(() -> {
      Plans.Opened opened = plans.open(who, person, contact);
      return Versions.outcome(read(who, opened.plan()), opened.created());
    });
  }

  @Read
  public CarePlan read(@IdParam IdType id) {
    Who who = Access.partner();
    UUID uuid = Versions.id(id);
    return transactions.run(() -> read(who, uuid));
  }

  private CarePlan read(Who who, UUID id) {
    return viewing
        .find(who, id)
        .map(PlanWriter::write)
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  /** Of one's own client; or all that one directs or directed. */
  @Search
  public Bundle search(
      @OptionalParam(name = "subject", targetTypes = Patient.class)
          @Nullable ReferenceParam subject,
      @OptionalParam(name = "patient", targetTypes = Patient.class)
          @Nullable ReferenceParam patient,
      @Offset @Nullable Integer offset,
      @Count @Nullable Integer count,
      RequestDetails request) {
    Who who = Access.partner();
    Paging page = Paging.of(offset, count, request);
    Optional<UUID> person = SearchParams.id(subject).or(() -> SearchParams.id(patient));
    return transactions.run(() -> {
      List<PlanViewing.Seen> seen =
          person.isPresent()
              ? viewing.ofPerson(who, person.get()).stream()
                  .skip(page.offset())
                  .limit(page.fetch())
                  .toList()
              : viewing.own(who, page.offset(), page.fetch());
      return page.bundle(seen.stream().map(PlanWriter::write).toList(), request);
    });
  }

  /** As was agreed when it was handed over for a time. */
  @Operation(name = "$return-direction")
  public CarePlan giveBack(@IdParam IdType id) {
    Who who = Access.partner();
    UUID uuid = Versions.id(id);
    return transactions.run(() -> {
      read(who, uuid);
      plans.giveBack(who, uuid);
      return read(who, uuid);
    });
  }

  /**
   * @param reason why the plan is over
   */
  @Operation(name = "$close-plan")
  public CarePlan close(
      @IdParam IdType id, @OperationParam(name = "reason") @Nullable CodeType reason) {
    Who who = Access.partner();
    UUID uuid = Versions.id(id);
    Plan.Ending because =
        Optional.ofNullable(reason)
            .flatMap(code -> Plan.Ending.of(code.getValueNotNull()))
            .orElseThrow(() ->
                Problem.of(
                    Problem.Code.INVALID,
                    "reason (" + String.join(", ", Plan.Ending.codes()) + ")"));
    return transactions.run(() -> {
      read(who, uuid);
      plans.close(who, uuid, because);
      return read(who, uuid);
    });
  }
}
