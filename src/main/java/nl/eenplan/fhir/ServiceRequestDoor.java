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
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.OrderReader;
import nl.eenplan.fhir.writing.OrderWriter;
import nl.eenplan.fhir.writing.Write;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Order;
import nl.eenplan.referral.OrderEntry;
import nl.eenplan.referral.Orders;
import nl.eenplan.referral.Orders.Asks;
import nl.eenplan.referral.Viewing;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What organisations ask for their clients; a target reads of it what the gate releases. */
@Component
class ServiceRequestDoor implements IResourceProvider {

  private final OrderEntry entry;
  private final Orders orders;
  private final Persons persons;
  private final Viewing viewing;
  private final Vocabulary vocabulary;
  private final Messages messages;
  private final Transactions transactions;

  ServiceRequestDoor(
      OrderEntry entry,
      Orders orders,
      Persons persons,
      Viewing viewing,
      Vocabulary vocabulary,
      Messages messages,
      Transactions transactions) {
    this.entry = entry;
    this.orders = orders;
    this.persons = persons;
    this.viewing = viewing;
    this.vocabulary = vocabulary;
    this.messages = messages;
    this.transactions = transactions;
  }

  @Override
  public Class<ServiceRequest> getResourceType() {
    return ServiceRequest.class;
  }

  @Create
  public MethodOutcome create(@ResourceParam ServiceRequest request) {
    Who who = Access.partner();
    return transactions.run(() -> Versions.outcome(create(who, request), true));
  }

  ServiceRequest create(Who who, ServiceRequest request) {
    request.setId((String) null);
    Asks asks = asks(who, request);
    return identified(
        request,
        entry.record(who, asks, messages.repeat(request.getIdentifier(), asks.original())));
  }

  @Read
  public ServiceRequest read(@IdParam IdType id) {
    Who who = Access.partner();
    return transactions.run(
        () -> see(who, Versions.id(id)).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND)));
  }

  @Update
  public MethodOutcome update(@IdParam IdType id, @ResourceParam ServiceRequest request) {
    Who who = Access.partner();
    return transactions.run(() -> Versions.outcome(update(who, id, request), false));
  }

  ServiceRequest update(Who who, IdType id, ServiceRequest request) {
    return identified(
        request,
        orders.change(
            Versions.id(id), who.organisation(), Versions.expected(id), asks(who, request)));
  }

  /** What the caller asked itself, and what was referred to it, the newest first. */
  @Search
  public Bundle search(
      @OptionalParam(name = "_id") @Nullable TokenOrListParam ids,
      @OptionalParam(name = "subject", targetTypes = org.hl7.fhir.r4.model.Patient.class)
          @Nullable ReferenceParam subject,
      @OptionalParam(name = "patient", targetTypes = org.hl7.fhir.r4.model.Patient.class)
          @Nullable ReferenceParam patient,
      @Offset @Nullable Integer offset,
      @Count @Nullable Integer count,
      RequestDetails request) {
    Who who = Access.partner();
    Paging page = Paging.of(offset, count, request);
    Set<UUID> only = SearchParams.ids(ids);
    Optional<UUID> person = SearchParams.id(subject).or(() -> SearchParams.id(patient));
    if (SearchParams.findsNothing(ids, only)) {
      return page.bundle(List.of(), request);
    }
    return transactions.run(() ->
        page.bundle(
            orders
                .concerning(who.organisation(), only, person, page.offset(), page.fetch())
                .stream()
                .flatMap(order -> see(who, order.id()).stream())
                .toList(),
            request));
  }

  Optional<ServiceRequest> see(Who who, UUID id) {
    return orders
        .askedBy(who.organisation(), id)
        .map(order -> own(who, order))
        .or(() ->
            viewing
                .order(who, id)
                .map(passing ->
                    OrderWriter.write(
                        passing.held(),
                        passing
                            .held()
                            .basedOn()
                            .filter(origin -> viewing.ofWhom(who, origin).isPresent()),
                        passing.releases())));
  }

  private ServiceRequest own(Who who, Order order) {
    viewing.logOwn(who, "read", List.of(order.client()), Optional.of(order.id()));
    return messages
        .kept(ServiceRequest.class, orders.original(order))
        .map(request -> identified(request, order))
        .orElseGet(
            () -> OrderWriter.write(order, order.basedOn(), List.of(viewing.own(who, order))));
  }

  private Asks asks(Who who, ServiceRequest request) {
    if (request.getStatus() == null) {
      throw Problem.of(Problem.Code.MISSING, "ServiceRequest.status");
    }
    Person person =
        persons
            .heldBy(who.organisation(), OrderReader.person(request))
            .orElseThrow(
                () -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "ServiceRequest.subject"));
    Optional<UUID> basedOn = OrderReader.basedOn(request);
    return new Asks(
        person,
        OrderReader.purpose(request, vocabulary),
        request.getStatus().toCode(),
        basedOn,
        OrderReader.stated(request, vocabulary),
        OrderReader.facts(request),
        messages.text(request));
  }

  private static ServiceRequest identified(ServiceRequest request, Order order) {
    Write.identify(request, "ServiceRequest", order.id(), order.version(), order.updated());
    return request;
  }
}
