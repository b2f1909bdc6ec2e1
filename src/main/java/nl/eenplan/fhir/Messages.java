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

  <R extends Resource> R resource(Class<R> type, String text) {
    return fhir.newJsonParser().parseResource(type, text);
  }

  /** How to know this message when it comes again; empty when its sender gave it no number. */
  Optional<Repeat> repeat(java.util.List<Identifier> identifiers, String text) {
    return Read.businessId(identifiers).map(id -> new Repeat(businessId(id), persons.digest(text)));
  }

  /**
   * The sender's number as it is kept: a keyed digest, for a sender may have put a BSN in it.
   *
   * @param identifier {@code system|value}
   */
  String businessId(String identifier) {
    return persons.digest("identifier:" + Read.keepable(identifier));
  }
}
