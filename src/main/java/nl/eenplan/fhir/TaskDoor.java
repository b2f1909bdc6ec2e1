package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.OrderReader;
import nl.eenplan.fhir.reading.PlanReader;
import nl.eenplan.fhir.reading.StopRequestReader;
import nl.eenplan.fhir.reading.TaskReader;
import nl.eenplan.fhir.writing.TaskWriter;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Catalogue;
import nl.eenplan.referral.Order;
import nl.eenplan.referral.Orders;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralQuery;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Referrals;
import nl.eenplan.referral.Referrals.Submission;
import nl.eenplan.referral.Referrals.Submitted;
import nl.eenplan.referral.Ties;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Seen;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Referrals: submitted by a new Task, moved by an updated one. */
@Component
class TaskDoor implements IResourceProvider {

  private final Referrals referrals;
  private final Orders orders;
  private final Viewing viewing;
  private final StopRequestDoor stops;
  private final DirectionOfferDoor offers;
  private final StopRequestSearch stopSearch;
  private final Catalogue catalogue;
  private final Explanations explanations;
  private final Messages messages;
  private final Transactions transactions;

  TaskDoor(
      Referrals referrals,
      Orders orders,
      Viewing viewing,
      StopRequestDoor stops,
      DirectionOfferDoor offers,
      StopRequestSearch stopSearch,
      Catalogue catalogue,
      Explanations explanations,
      Messages messages,
      Transactions transactions) {
    this.referrals = referrals;
    this.orders = orders;
    this.viewing = viewing;
    this.stops = stops;
    this.offers = offers;
    this.stopSearch = stopSearch;
    this.catalogue = catalogue;
    this.explanations = explanations;
    this.messages = messages;
    this.transactions = transactions;
  }

  @Override
  public Class<Task> getResourceType() {
    return Task.class;
  }

  @Create
  public MethodOutcome create(@ResourceParam Task task) {
    Who who = Access.partner();
    return transactions.run(() -> {
      if (StopRequestReader.isStopRequest(task)) {
        return Versions.outcome(stops.create(who, task), true);
      }
      if (PlanReader.isOffer(task)) {
        return Versions.outcome(offers.create(who, task), true);
      }
      Submitted submitted = submit(who, task);
      MethodOutcome outcome = Versions.outcome(written(task, submitted), true);
      remarks(submitted).ifPresent(outcome::setOperationOutcome);
      return outcome;
    });
  }

  Task askToStop(Who who, Task task) {
    return stops.create(who, task);
  }

  Task offerDirection(Who who, Task task) {
    return offers.create(who, task);
  }

  Submitted submit(Who who, Task task) {
    task.setId((String) null);
    ReferralState state = TaskReader.state(task);
    if (state != ReferralState.DRAFT && state != ReferralState.REQUESTED) {
      throw Problem.of(Problem.Code.INVALID, "Task.status (draft, requested)");
    }
    Order order =
        orders
            .askedBy(who.organisation(), TaskReader.order(task))
            .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "Task.focus"));
    refuseOther(TaskReader.person(task), order.person(), "Task.for");
    refuseOther(TaskReader.requester(task), who.organisation(), "Task.requester");
    String original = messages.text(task);
    Optional<OrganisationCode> owner = TaskReader.owner(task);
    List<OrganisationCode> candidates = owner.isPresent() ? List.of() : performers(order);
    catalogue.refuseUnknown(owner.map(List::of).orElse(candidates), who.organisation());
    return referrals.submit(
        who,
        new Submission(
            order,
            owner,
            candidates,
            state == ReferralState.DRAFT,
            original,
            messages.repeat(task.getIdentifier(), original),
            Ties.partOf(TaskReader.partOf(task))));
  }

  /** What the sender should know of a referral that went out. */
  Optional<OperationOutcome> remarks(Submitted submitted) {
    Referral referral = submitted.referral();
    if (referral.state() == ReferralState.DRAFT) {
      return submitted.decisions().stream()
          .filter(made -> !(made instanceof Decision.Permit))
          .findFirst()
          .map(made -> Outcomes.held(made, explanations));
    }
    return Outcomes.directory(
        catalogue.remarks(referral.requester(), referral.targets(), referral.purpose()));
  }

  private List<OrganisationCode> performers(Order order) {
    return messages
        .kept(ServiceRequest.class, orders.original(order))
        .map(OrderReader::performers)
        .orElse(List.of());
  }

  @Read
  public Task read(@IdParam IdType id) {
    Who who = Access.partner();
    UUID uuid = Versions.id(id);
    return transactions.run(() ->
        stops
            .read(who, uuid)
            .or(() -> offers.read(who, uuid))
            .or(() -> viewing.overseen(who, uuid).map(this::write))
            .orElseGet(() -> read(who, uuid)));
  }

  Task read(Who who, UUID id) {
    return viewing
        .referral(who, id)
        .map(this::write)
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  @Update
  public MethodOutcome update(@IdParam IdType id, @ResourceParam Task task) {
    Who who = Access.partner();
    return transactions.run(() -> Versions.outcome(update(who, id, task), false));
  }

  Task update(Who who, IdType id, Task task) {
    if (StopRequestReader.isStopRequest(task)) {
      return stops.update(who, id, task);
    }
    return PlanReader.isOffer(task) ? offers.update(who, id, task) : move(who, id, task);
  }

  private Task move(Who who, IdType id, Task task) {
    UUID uuid = Versions.id(id);
    referrals.refuseLateClaim(who, uuid);
    Seen before = viewing.referral(who, uuid).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    refuseOther(TaskReader.person(task), before.referral().person(), "Task.for");
    refuseOther(TaskReader.optionalOrder(task), before.referral().order(), "Task.focus");
    refuseOther(TaskReader.requester(task), before.referral().requester(), "Task.requester");
    Optional<UUID> whole = TaskReader.partOf(task);
    if (whole.isPresent() && !whole.equals(before.referral().ties().partOf())) {
      throw Problem.of(Problem.Code.IMMUTABLE, "Task.partOf");
    }
    TaskReader.owner(task)
        .ifPresent(owner -> catalogue.refuseUnknown(List.of(owner), before.referral().requester()));
    referrals.move(who, uuid, Versions.expected(id), TaskReader.move(task, messages.text(task)));
    return read(who, uuid);
  }

  private static <T> void refuseOther(Optional<T> said, T kept, String element) {
    if (said.isPresent() && !said.get().equals(kept)) {
      throw Problem.of(Problem.Code.IMMUTABLE, element);
    }
  }

  /** What concerns the caller, as requester or target, the newest first. */
  @Search
  public Bundle search(
      @OptionalParam(name = "_id") @Nullable TokenOrListParam ids,
      @OptionalParam(name = "identifier") @Nullable TokenParam identifier,
      @OptionalParam(name = "owner", targetTypes = Organization.class)
          @Nullable ReferenceParam owner,
      @OptionalParam(name = "requester", targetTypes = Organization.class)
          @Nullable ReferenceParam requester,
      @OptionalParam(name = "group-identifier") @Nullable TokenParam group,
      @OptionalParam(name = "code") @Nullable TokenParam code,
      @OptionalParam(name = "status") @Nullable TokenOrListParam statuses,
      @OptionalParam(name = "business-status") @Nullable TokenOrListParam businessStatuses,
      @OptionalParam(
              name = "focus",
              targetTypes = {ServiceRequest.class, Task.class})
          @Nullable ReferenceParam focus,
      @OptionalParam(name = "subject", targetTypes = Patient.class)
          @Nullable ReferenceParam subject,
      @OptionalParam(name = "patient", targetTypes = Patient.class)
          @Nullable ReferenceParam patient,
      @Offset @Nullable Integer offset,
      @Count @Nullable Integer count,
      RequestDetails request) {
    Who who = Access.partner();
    Paging page = Paging.of(offset, count, request);
    Set<UUID> only = SearchParams.ids(ids);
    if (SearchParams.findsNothing(ids, only)) {
      return page.bundle(List.of(), request);
    }
    if (StopRequestSearch.isMeant(code, focus)) {
      return stopSearch.search(who, owner, requester, statuses, only, focus, page, request);
    }
    if (DirectionOfferDoor.isMeant(code)) {
      return offers.search(
          who,
          SearchParams.organisation(owner),
          SearchParams.organisation(requester),
          statuses,
          page,
          request);
    }
    if (code != null && !"fulfill".equals(SearchParams.unmodified(code))) {
      return page.bundle(List.of(), request);
    }
    boolean unclaimed = owner != null && Boolean.TRUE.equals(owner.getMissing());
    ReferralQuery query =
        new ReferralQuery(
            who.organisation(),
            unclaimed ? Optional.empty() : SearchParams.organisation(owner),
            SearchParams.organisation(requester),
            SearchParams.codes(statuses, ReferralState::of, "Task?status"),
            SearchParams.codes(businessStatuses, BusinessStatus::of, "Task?business-status"),
            only,
            SearchParams.id(focus).map(Set::of).orElse(Set.of()),
            SearchParams.id(subject)
                .or(() -> SearchParams.id(patient))
                .map(Set::of)
                .orElse(Set.of()),
            Optional.ofNullable(identifier)
                .map(number -> messages.known(number.getSystem(), number.getValue())),
            unclaimed,
            Optional.ofNullable(group).map(SearchParams::idInToken),
            page.offset(),
            page.fetch());
    return transactions.run(() ->
        page.bundle(viewing.referrals(who, query).stream().map(this::write).toList(), request));
  }

  private Task write(Seen seen) {
    return TaskWriter.write(
        seen,
        seen.original()
            .filter(original -> seen.grounded())
            .flatMap(original -> messages.kept(Task.class, original)));
  }

  /** The new Task as its requester wrote it, with what the hub added. */
  Task written(Task task, Submitted submitted) {
    return TaskWriter.write(
        new Seen(submitted.referral(), true, Optional.empty(), Optional.empty()),
        Optional.of(task));
  }
}
