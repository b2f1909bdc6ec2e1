package nl.eenplan.fhir.writing;

import java.time.Period;
import java.util.Optional;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Service;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;

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

  /**
   * @param inUse how many of its places; empty when they are not counted
   */
  public static HealthcareService write(Service service, Optional<Integer> inUse) {
    HealthcareService written = new HealthcareService();
    written.setId(new IdType("HealthcareService", service.id()));
    written.setActive(service.active());
    written.setProvidedBy(Write.organisation(service.organisation()));
    written.addType(Write.concept(Systems.PURPOSE, service.purpose()));
    written.setName(service.nameNl());
    written.setComment(service.nameEn());
    service.municipalities().forEach(city -> written.addCoverageArea().setDisplay(city));
    written.addExtension(times(service.times()));
    service.places().ifPresent(places -> written.addExtension(places(places, inUse.orElse(0))));
    service
        .mode()
        .map(mode -> Write.concept(Systems.SERVICE_MODE, mode.code()))
        .ifPresent(written::addCharacteristic);
    service
        .prerequisite()
        .ifPresent(needed -> {
          var eligibility = written.addEligibility();
          eligibility.setCode(Write.concept(Systems.PURPOSE, needed.purpose()));
          eligibility.getCode().addCoding().setSystem(Systems.OUTCOME).setCode(needed.outcome());
          eligibility.setComment(words(needed));
          needed
              .notFrom()
              .forEach(code ->
                  eligibility.addExtension(Systems.NOT_WHEN_FROM, Write.organisation(code)));
        });
    service
        .channel()
        .map(channel -> Write.concept(Systems.CHANNEL, channel))
        .ifPresent(written::addReferralMethod);
    return written;
  }

  private static String words(Service.Prerequisite needed) {
    String first = "Eerst nodig: %s met uitkomst %s.".formatted(needed.purpose(), needed.outcome());
    return needed.notFrom().isEmpty()
        ? first
        : first
            + " Volgens contract niet nodig bij verwijzing door %s."
                .formatted(
                    String.join(", ", needed.notFrom().stream().map(Object::toString).toList()));
  }

  private static Extension times(Service.Times times) {
    Extension written = new Extension(Systems.SERVICE_TIMES);
    period(written, "first-contact", Optional.of(times.firstContact()));
    period(written, "answer", times.answer());
    period(written, "track", times.track());
    period(written, "report-every", times.reportEvery());
    period(written, "waiting-time", times.waiting());
    if (times.workingDays()) {
      written.addExtension("working-days", new BooleanType(true));
    }
    return written;
  }

  private static void period(Extension times, String name, Optional<Period> period) {
    period.ifPresent(time -> times.addExtension(name, new StringType(time.toString())));
  }

  private static Extension places(Service.Places places, int inUse) {
    Extension written = new Extension(Systems.SERVICE_PLACES);
    written.addExtension("capacity", new IntegerType(places.capacity()));
    written.addExtension("in-use", new IntegerType(inUse));
    written.addExtension("free", new IntegerType(Math.max(0, places.capacity() - inUse)));
    if (places.fullRefuses()) {
      written.addExtension("full-refuses", new BooleanType(true));
    }
    return written;
  }
}
