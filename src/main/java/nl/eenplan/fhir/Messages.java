package nl.eenplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.Optional;
import nl.eenplan.client.Persons;
import nl.eenplan.fhir.reading.Read;
import nl.eenplan.problem.Repeat;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Messages as they came: kept for who sent them, and known when they come again. */
@Component
class Messages {

  private final FhirContext fhir;
  private final Persons persons;

  Messages(FhirContext fhir, Persons persons) {
    this.fhir = fhir;
    this.persons = persons;
  }

  String text(Resource resource) {
    return fhir.newJsonParser().encodeResourceToString(resource);
  }

  /** What was sent before, as it came; empty when it came by another door. */
  <R extends Resource> Optional<R> kept(Class<R> type, String text) {
    return text.startsWith("{\"resourceType\"")
        ? Optional.of(fhir.newJsonParser().parseResource(type, text))
        : Optional.empty();
  }

  /** How to know this message when it comes again; empty when its sender gave it no number. */
  Optional<Repeat> repeat(java.util.List<Identifier> identifiers, String text) {
    return Read.businessId(identifiers)
        .map(id -> new Repeat(persons.digest(id), persons.digest(text)));
  }

  /** How a message with this number is known. */
  String known(String system, String value) {
    return persons.digest(Read.businessId(system, value));
  }
}
