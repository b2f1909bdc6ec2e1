package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.fhir.writing.DirectoryWriter;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who takes part. */
@Component
class OrganizationDoor implements IResourceProvider {

  private final Organisations organisations;

  OrganizationDoor(Organisations organisations) {
    this.organisations = organisations;
  }

  @Override
  public Class<Organization> getResourceType() {
    return Organization.class;
  }

  @Read
  public Organization read(@IdParam IdType id) {
    return find(id.getIdPart()).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  @Search
  public List<Organization> search(
      @OptionalParam(name = "_id") @Nullable TokenParam id,
      @OptionalParam(name = "name") @Nullable StringParam name) {
    if (id != null) {
      return find(SearchParams.unmodified(id)).stream().toList();
    }
    String part =
        name == null || name.getValue() == null ? "" : name.getValue().toLowerCase(Locale.ROOT);
    return organisations.all().stream()
        .filter(organisation -> organisation.name().toLowerCase(Locale.ROOT).contains(part))
        .map(DirectoryWriter::write)
        .toList();
  }

  private Optional<Organization> find(String code) {
    return Optional.of(code)
        .filter(OrganisationCode::isValid)
        .map(OrganisationCode::new)
        .flatMap(organisations::find)
        .map(DirectoryWriter::write);
  }
}
