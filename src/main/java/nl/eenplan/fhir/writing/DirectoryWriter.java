package nl.eenplan.fhir.writing;

import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Service;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;

/** The directory (sociale kaart): no personal data. */
public final class DirectoryWriter {

  private DirectoryWriter() {}

  public static org.hl7.fhir.r4.model.Organization write(Organisation organisation) {
    org.hl7.fhir.r4.model.Organization written = new org.hl7.fhir.r4.model.Organization();
    written.setId(new IdType("Organization", organisation.code().value()));
    written.addIdentifier().setSystem(Systems.OIN).setValue(organisation.oin());
    written.setName(organisation.name());
    written.addType(Write.concept(Systems.ORGANISATION_KIND, organisation.kind().code()));
    organisation.municipality().ifPresent(city -> written.addAddress().setCity(city));
    return written;
  }

  public static HealthcareService write(Service service) {
    HealthcareService written = new HealthcareService();
    written.setId(new IdType("HealthcareService", service.id()));
    written.setActive(true);
    written.setProvidedBy(Write.organisation(service.organisation()));
    written.addType(Write.concept(Systems.PURPOSE, service.purpose()));
    written.setName(service.nameNl());
    written.setComment(service.nameEn());
    service.municipality().ifPresent(city -> written.addCoverageArea().setDisplay(city));
    return written;
  }
}
