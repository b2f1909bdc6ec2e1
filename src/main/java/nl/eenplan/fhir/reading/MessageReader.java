package nl.eenplan.fhir.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.door.Words;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** What a message Bundle says: who sends it, what for, and what is in it. */
public final class MessageReader {

  private static final int MOST_TASKS = 100;

  private MessageReader() {}

  /** What a message can be about; the codes of {@code /CodeSystem/message-event}. */
  public enum Event {
    CLIENT_CHANGE(Set.of(Patient.class)),
    CONSENT_CHANGE(Set.of(Patient.class, Consent.class)),
    REFERRAL_REQUEST(Set.of(Patient.class, Consent.class, ServiceRequest.class, Task.class)),
    REFERRAL_UPDATE(Set.of(ServiceRequest.class, Task.class)),
    /** The ground ended, and the sender deleted what it had. */
    DELETION_CONFIRMATION(Set.of());

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Class<? extends Resource>> carries;

    Event(Set<Class<? extends Resource>> carries) {
      this.carries = carries;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The number of a message.
   *
   * @throws Problem NOT_SUPPORTED (no message), MISSING, INVALID (no UUID)
   */
  public static UUID number(Bundle bundle) {
    return Optional.ofNullable(header(bundle).getIdElement().getIdPart())
        .map(id -> id.replaceFirst("^urn:uuid:", "")) // as HAPI reads it from the fullUrl
        .flatMap(Words::uuid)
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "MessageHeader.id (UUID)"));
  }

  private static MessageHeader header(Bundle bundle) {
    if (bundle.getType() != Bundle.BundleType.MESSAGE) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "Bundle.type (message)");
    }
    if (bundle.getEntryFirstRep().getResource() instanceof MessageHeader header) {
      return header;
    }
    throw Problem.of(Problem.Code.MISSING, "Bundle.entry[0] (MessageHeader)");
  }

  /**
   * @throws Problem MISSING, INVALID (a code that is not known)
   */
  public static Event event(Bundle bundle) {
    if (!(header(bundle).getEvent() instanceof Coding coding) || !coding.hasCode()) {
      throw Problem.of(Problem.Code.MISSING, "MessageHeader.eventCoding");
    }
    return Arrays.stream(Event.values())
        .filter(event -> event.code().equals(coding.getCode()))
        .filter(event -> Systems.MESSAGE_EVENT.equals(coding.getSystem()))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                Problem.Code.INVALID,
                "MessageHeader.eventCoding ("
                    + String.join(", ", Arrays.stream(Event.values()).map(Event::code).toList())
                    + ")"));
  }

  /**
   * Nobody speaks for another: the queue says who it is.
   *
   * @throws Problem NOT_PERMITTED
   */
  public static void refuseOtherSource(Bundle bundle, OrganisationCode sender) {
    MessageHeader header = header(bundle);
    String address = Systems.BASE + "/Organization/" + sender;
    boolean own =
        address.equals(header.getSource().getEndpoint())
            && isSilentOr(header.getSender(), sender)
            && isSilentOr(header.getResponsible(), sender);
    if (!own) {
      throw Problem.of(Problem.Code.NOT_PERMITTED);
    }
    if (header.hasResponse() || header.hasModifierExtension() || header.hasImplicitRules()) {
      throw Problem.of(
          Problem.Code.NOT_SUPPORTED, "MessageHeader.response, .modifierExtension, .implicitRules");
    }
  }

  private static boolean isSilentOr(Reference reference, OrganisationCode sender) {
    return !reference.hasReference()
        || Read.organisation(reference, "MessageHeader.sender").equals(Optional.of(sender));
  }

  /**
   * What is in it, as a transaction: a resource with the hub's own id is changed, another made.
   *
   * @throws Problem NOT_SUPPORTED (what this event does not carry)
   */
  public static Bundle transaction(Bundle message, Event event) {
    Bundle transaction = new Bundle();
    transaction.setType(Bundle.BundleType.TRANSACTION);
    for (BundleEntryComponent entry : message.getEntry().subList(1, message.getEntry().size())) {
      Resource resource = entry.getResource();
      if (resource == null || !event.carries.contains(resource.getClass()) || entry.hasRequest()) {
        throw Problem.of(Problem.Code.NOT_SUPPORTED, "Bundle.entry (" + event.code() + ")");
      }
      transaction.addEntry(asked(entry, resource, event));
    }
    return transaction;
  }

  private static BundleEntryComponent asked(
      BundleEntryComponent entry, Resource resource, Event event) {
    BundleEntryComponent asked = new BundleEntryComponent();
    asked.setFullUrl(entry.getFullUrl()).setResource(resource);
    String type = resource.fhirType();
    boolean isNew =
        !resource.hasId()
            || (event == Event.REFERRAL_REQUEST && !(resource instanceof Patient))
            || (entry.hasFullUrl() && entry.getFullUrl().startsWith("urn:uuid:"));
    if (isNew && event == Event.REFERRAL_UPDATE) {
      throw Problem.of(Problem.Code.MISSING, type + ".id");
    }
    if (isNew) {
      asked.getRequest().setMethod(Bundle.HTTPVerb.POST).setUrl(type);
    } else {
      asked
          .getRequest()
          .setMethod(Bundle.HTTPVerb.PUT)
          .setUrl(type + "/" + resource.getIdElement().getIdPart());
      if (resource.getMeta().hasVersionId()) {
        asked.getRequest().setIfMatch("W/\"" + resource.getMeta().getVersionId() + "\"");
      }
    }
    return asked;
  }

  /**
   * What it is about.
   *
   * @throws Problem MISSING, UNKNOWN_REFERENCE, TOO_MANY
   */
  public static List<UUID> tasks(Bundle message) {
    List<Reference> focus = header(message).getFocus();
    if (focus.size() > MOST_TASKS) {
      throw Problem.of(Problem.Code.TOO_MANY, "MessageHeader.focus (" + MOST_TASKS + ")");
    }
    List<UUID> tasks =
        focus.stream().map(about -> Read.task(about, "MessageHeader.focus")).toList();
    if (tasks.isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "MessageHeader.focus");
    }
    return tasks;
  }
}
