package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Optional;
import nl.eenplan.fhir.writing.DirectoryWriter;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Services;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is on offer (sociale kaart). */
@Component
class HealthcareServiceDoor implements IResourceProvider {

  private final Services services;

  HealthcareServiceDoor(Services services) {
    this.services = services;
  }

  @Override
  public Class<HealthcareService> getResourceType() {
    return HealthcareService.class;
  }

  @Read
  public HealthcareService read(@IdParam IdType id) {
    return services
        .find(id.getIdPart())
        .map(DirectoryWriter::write)
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  @Search
  public List<HealthcareService> search(
      @OptionalParam(name = "_id") @Nullable TokenParam id,
      @OptionalParam(name = "organization", targetTypes = Organization.class)
          @Nullable ReferenceParam organization,
      @OptionalParam(name = "service-type") @Nullable TokenParam purpose) {
    Optional<OrganisationCode> of = SearchParams.organisation(organization);
    return services.all().stream()
        .filter(service -> id == null || service.id().equals(SearchParams.unmodified(id)))
        .filter(service -> of.isEmpty() || service.organisation().equals(of.get()))
        .filter(service ->
            purpose == null || service.purpose().equals(SearchParams.unmodified(purpose)))
        .map(DirectoryWriter::write)
        .toList();
  }
}
