package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.directory.Offering;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.ServiceReader;
import nl.eenplan.fhir.writing.DirectoryWriter;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Offer;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Catalogue;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is on offer (sociale kaart). An organisation writes its own services. */
@Component
class HealthcareServiceDoor implements IResourceProvider {

  private final Services services;
  private final Catalogue catalogue;
  private final Offering offering;
  private final Transactions transactions;

  HealthcareServiceDoor(
      Services services, Catalogue catalogue, Offering offering, Transactions transactions) {
    this.services = services;
    this.catalogue = catalogue;
    this.offering = offering;
    this.transactions = transactions;
  }

  @Override
  public Class<HealthcareService> getResourceType() {
    return HealthcareService.class;
  }

  @Read
  public HealthcareService read(@IdParam IdType id) {
    return services
        .find(id.getIdPart())
        .map(service -> write(List.of(service)).getFirst())
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  @Create
  public MethodOutcome create(@ResourceParam HealthcareService said) {
    Service service = own(said);
    boolean isNew = services.find(service.id()).isEmpty();
    return Versions.outcome(keep(service), isNew);
  }

  /** Creates it as well: its id is that of the organisation and the purpose. */
  @Update
  public MethodOutcome update(@IdParam IdType id, @ResourceParam HealthcareService said) {
    Service service = own(said);
    if (!service.id().equals(id.getIdPart())) {
      throw Problem.of(Problem.Code.INVALID, "HealthcareService.id (" + service.id() + ")");
    }
    boolean isNew = services.find(service.id()).isEmpty();
    return Versions.outcome(keep(service), isNew);
  }

  @Search
  public List<HealthcareService> search(
      @OptionalParam(name = "_id") @Nullable TokenParam id,
      @OptionalParam(name = "organization", targetTypes = Organization.class)
          @Nullable ReferenceParam organization,
      @OptionalParam(name = "service-type") @Nullable TokenParam purpose,
      @OptionalParam(name = "active") @Nullable TokenParam active,
      @OptionalParam(name = "municipality") @Nullable StringParam municipality) {
    Optional<OrganisationCode> of = SearchParams.organisation(organization);
    String served = municipality == null ? null : municipality.getValue();
    return write(
        services.all().stream()
            .filter(service -> id == null || service.id().equals(SearchParams.unmodified(id)))
            .filter(service -> of.isEmpty() || service.organisation().equals(of.get()))
            .filter(service ->
                purpose == null || service.purpose().equals(SearchParams.unmodified(purpose)))
            .filter(service ->
                active == null
                    || String.valueOf(service.active()).equals(SearchParams.unmodified(active)))
            .filter(service -> served == null || service.serves(served))
            .toList());
  }

  private Service own(HealthcareService said) {
    Who who = Access.directory();
    if (ServiceReader.provider(said).filter(code -> !code.equals(who.organisation())).isPresent()) {
      throw Problem.of(Problem.Code.NOT_PERMITTED);
    }
    Offer.Checked checked = offering.check(who.organisation(), ServiceReader.offer(said));
    return checked
        .service()
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, String.join(", ", checked.wrong())));
  }

  private HealthcareService keep(Service service) {
    Who who = Access.directory();
    return transactions.run(() -> {
      offering.keep(who, service);
      return write(List.of(service)).getFirst();
    });
  }

  private List<HealthcareService> write(List<Service> several) {
    Map<String, Integer> inUse = catalogue.placesInUse(several);
    return several.stream()
        .map(
            service -> DirectoryWriter.write(service, Optional.ofNullable(inUse.get(service.id()))))
        .toList();
  }
}
