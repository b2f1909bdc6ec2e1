package nl.eenplan.fhir.writing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;

/**
 * The answer to a message: numbers, a code and the hub's own words. It lies in a broker, so nothing
 * of a client is in it.
 */
public final class AnswerWriter {

  private AnswerWriter() {}

  /**
   * @param to who sent the message
   * @param number of the message; empty when it could not be read
   * @param event as a code; of a message that could not be read, {@code unknown}
   * @param places what was made or changed, with its version, in the order of the message
   * @param outcome what the hub has to say; an error when it did not happen
   */
  public static Bundle write(
      OrganisationCode to,
      Optional<UUID> number,
      String event,
      List<IdType> places,
      OperationOutcome outcome) {
    MessageHeader header = new MessageHeader();
    header.setId(UUID.randomUUID().toString());
    header.setEvent(new Coding(Systems.MESSAGE_EVENT, event, null));
    header.getSource().setName("Eenplan").setEndpoint(Systems.BASE);
    header.addDestination().setEndpoint(Systems.BASE + "/Organization/" + to);
    String said = UUID.randomUUID().toString();
    header
        .getResponse()
        .setIdentifier(number.map(UUID::toString).orElse("unknown"))
        .setCode(isError(outcome) ? ResponseType.FATALERROR : ResponseType.OK)
        .setDetails(new Reference("urn:uuid:" + said));
    places.forEach(place -> header.addFocus(new Reference(place.toUnqualified().getValue())));
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.MESSAGE);
    bundle.setId(UUID.randomUUID().toString());
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + header.getIdElement().getIdPart())
        .setResource(header);
    bundle.addEntry().setFullUrl("urn:uuid:" + said).setResource(outcome);
    return bundle;
  }

  private static boolean isError(OperationOutcome outcome) {
    return outcome.getIssue().stream()
        .anyMatch(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR);
  }
}
