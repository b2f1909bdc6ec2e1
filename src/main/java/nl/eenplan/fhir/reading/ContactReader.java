package nl.eenplan.fhir.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.fhir.Systems;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Contact;
import nl.eenplan.referral.Contacts;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/** What a Communication says that the hub plans by; its words stay with its holder. */
public final class ContactReader {

  private ContactReader() {}

  /**
   * @throws Problem MISSING (the referral, the category), INVALID, UNKNOWN_REFERENCE
   */
  public static Contacts.Said contact(Communication said, String original) {
    Read.refuseModifiers(said);
    return new Contacts.Said(
        referral(said),
        kind(said),
        Optional.ofNullable(said.getSent()).map(java.util.Date::toInstant),
        talk(said.getExtensionsByUrl(Systems.TALK)),
        original);
  }

  private static UUID referral(Communication said) {
    return Stream.concat(said.getBasedOn().stream(), said.getAbout().stream())
        .filter(reference -> "Task".equals(reference.getReferenceElement().getResourceType()))
        .findFirst()
        .map(reference -> Read.id(reference, "Task", "Communication.basedOn"))
        .orElseGet(() -> Read.id(new Reference(), "Task", "Communication.basedOn (Task)"));
  }

  private static Contact.Kind kind(Communication said) {
    return said.getCategory().stream()
        .flatMap(category -> category.getCoding().stream())
        .filter(coding -> Systems.CONTACT_KIND.equals(coding.getSystem()))
        .flatMap(coding -> Contact.Kind.of(String.valueOf(coding.getCode())).stream())
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                Problem.Code.MISSING, "Communication.category (" + Systems.CONTACT_KIND + ")"));
  }

  private static Optional<Instant> talk(List<Extension> said) {
    if (said.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Optional.of(said.getFirst().getValue())
            .filter(DateTimeType.class::isInstance)
            .map(DateTimeType.class::cast)
            .map(DateTimeType::getValue)
            .map(java.util.Date::toInstant)
            .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "Communication.extension (talk)")));
  }
}
