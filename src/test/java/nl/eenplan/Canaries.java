package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.OidType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.UuidType;

/**
 * Words that nobody else may ever get to read, hidden in every element of a resource that can hold
 * one. Which elements there are comes from FHIR's own definitions, so none is forgotten; left out
 * are only those that the hub passes on by a category, those that change what the message means,
 * and codes of a closed list.
 */
public final class Canaries {

  /** The elements that are released by a category, or that mean something to the hub. */
  private static final Set<String> SPARED =
      Set.of(
          "Patient.id",
          "Patient.meta.versionId",
          "Patient.meta.lastUpdated",
          "Patient.name.text",
          "Patient.address.country",
          "Patient.communication.preferred",
          "Patient.contact.name.family",
          "Patient.contact.name.given",
          "ServiceRequest.id",
          "ServiceRequest.meta.versionId",
          "ServiceRequest.meta.lastUpdated",
          "ServiceRequest.basedOn",
          "ServiceRequest.doNotPerform",
          "ServiceRequest.code.coding",
          "Task.id",
          "Task.meta.versionId",
          "Task.meta.lastUpdated",
          "Task.businessStatus",
          "Task.statusReason",
          "Consent.id",
          "Consent.meta.versionId",
          "Consent.meta.lastUpdated",
          "Consent.language",
          "Consent.dateTime",
          "Consent.source.data",
          "Consent.performer",
          "Consent.verification",
          "Consent.provision.period",
          "Consent.provision.action",
          "Consent.provision.securityLabel",
          "Consent.provision.code",
          "Consent.provision.dataPeriod",
          "Consent.provision.data",
          "Consent.provision.provision",
          "Consent.provision.class");

  /** A message that follows rules of its own is not for us to read. */
  private static final Pattern SPARED_ANYWHERE =
      Pattern.compile(".*\\.(extension|modifierExtension|implicitRules|contained|text\\.status)");

  private static final int DEEPEST = 5;
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final List<String> PREFERRED =
      List.of("Attachment", "CodeableConcept", "String", "Reference", "Range");

  private final int flock = NEXT.incrementAndGet();
  private final String date = LocalDate.of(1600, 1, 1).plusDays(flock).toString();
  private final int number = 719_000_000 + flock;
  private final Map<String, String> hidden = new TreeMap<>();

  /** A word, date or number that may not be anywhere either. */
  public Canaries never(String what, String value) {
    hidden.put(value, what);
    return this;
  }

  /**
   * What no welfare organisation or bureau ever gets of this client, in the ways in which it is
   * written.
   */
  public Canaries neverOf(Client client) {
    String date = client.birthDate();
    return never("BSN", client.bsn())
        .never("birth date", date)
        .never("birth month", "\"" + date.substring(0, 7) + "\"")
        .never("birth date, packed", date.replace("-", ""));
  }

  Canaries hideIn(Patient patient) {
    patient.addIdentifier().setSystem("urn:oid:1.2.3").setValue(canary("Patient.identifier[1]"));
    patient
        .addContact()
        .setName(new HumanName().setText("Buurvrouw An"))
        .addRelationship(new CodeableConcept().setText("buurvrouw"))
        .addTelecom()
        .setSystem(ContactPointSystem.PHONE)
        .setValue("06-99990001");
    CodeableConcept dutch = Said.coded("urn:ietf:bcp:47", "nl").setText("Nederlands");
    patient.addCommunication().setLanguage(dutch);
    hide(patient);
    return this;
  }

  Canaries hideIn(ServiceRequest order) {
    CodeableConcept reason = Said.coded("http://example.org/why", "lonely").setText("is alleen");
    reason.getCodingFirstRep().setDisplay("Eenzaam");
    order.addReasonCode(reason);
    order.addNote().setText(canary("ServiceRequest.note (unlabelled)"));
    for (String category : List.of("health", "addiction", "benefit", "category", "debts")) {
      order.addNote(Said.note(category, canary("ServiceRequest.note (" + category + ")")));
    }
    hide(order);
    return this;
  }

  Canaries hideIn(Task task) {
    hide(task);
    return this;
  }

  Canaries hideIn(Consent consent) {
    consent.setSource(new Attachment().setHash(new byte[20]));
    hide(consent);
    return this;
  }

  int number() {
    return hidden.size();
  }

  /** The canaries that are in this text after all, with the place where each was hidden. */
  public List<String> foundIn(String text) {
    return hidden.entrySet().stream()
        .filter(canary -> text.contains(canary.getKey()))
        .map(canary -> canary.getValue() + ": " + canary.getKey())
        .toList();
  }

  /** The canaries that are not in this text, with the place where each was hidden. */
  List<String> missingFrom(String text) {
    return hidden.entrySet().stream()
        .filter(canary -> !text.contains(canary.getKey()))
        .map(canary -> canary.getValue() + ": " + canary.getKey())
        .toList();
  }

  /** With what each word of these begins, and no other's. */
  String mark() {
    return "kanarie-" + flock + "-";
  }

  List<String> words() {
    return List.copyOf(hidden.keySet());
  }

  /** No byte that this partner ever received holds one of them. */
  void assertNeverReached(Partner partner) {
    assertThat(foundIn(partner.received())).as("canaries that reached a partner").isEmpty();
  }

  private void hide(DomainResource resource) {
    String type = resource.fhirType();
    Condition contained = new Condition();
    contained.setId("kanarie" + NEXT.incrementAndGet());
    contained.setCode(new CodeableConcept().setText(canary(type + ".contained")));
    resource.addContained(contained);
    resource.getText().setStatus(Narrative.NarrativeStatus.GENERATED);
    resource.getText().setDivAsString("<div>" + canary(type + ".text") + "</div>");
    resource.addExtension(extension(type));
    fill(resource, type, 0);
  }

  private void fill(IBase element, String path, int depth) {
    if (element instanceof Element any) {
      any.addExtension(extension(path));
    }
    if (depth < DEEPEST
        && definition(element) instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
      for (BaseRuntimeChildDefinition child : composite.getChildren()) {
        child(element, child, path + "." + child.getElementName().replace("[x]", ""), depth);
      }
    }
  }

  private void child(IBase element, BaseRuntimeChildDefinition child, String path, int depth) {
    List<IBase> values = child.getAccessor().getValues(element);
    boolean spared = SPARED_ANYWHERE.matcher(path).matches();
    if (!values.isEmpty() && !spared) {
      values.stream()
          .filter(value -> !(value instanceof Narrative || path.endsWith(".id")))
          .toList()
          .forEach(value -> fill(value, path, depth + 1));
    } else if (values.isEmpty() && !spared && !SPARED.contains(path) && child.getMax() != 0) {
      BaseRuntimeElementDefinition<?> type = child.getChildByName(name(child));
      IBase value = type.newInstance(child.getInstanceConstructorArguments());
      if (value instanceof org.hl7.fhir.instance.model.api.IPrimitiveType<?>) {
        if (canSing(value, path)) {
          child.getMutator().addValue(element, value);
          extend(value, path);
        }
      } else if (depth + 1 < DEEPEST) {
        fill(value, path, depth + 1);
        if (value instanceof Reference reference) {
          reference.setReference("Practitioner/" + reference.getReference());
        }
        child.getMutator().addValue(element, value);
      }
    }
  }

  /** Of a choice the type that says most. */
  private static String name(BaseRuntimeChildDefinition child) {
    return child.getValidChildNames().stream()
        .min(
            Comparator.comparing((String name) ->
                    PREFERRED.stream().filter(name::endsWith).findFirst().isEmpty())
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Gives a primitive a value by which it can be known; a code of a closed list has none. */
  private boolean canSing(IBase value, String path) {
    switch (value) {
      case Enumeration<?> code -> {
        return false;
      }
      case OidType oid -> {
        return false;
      }
      case UuidType uuid -> {
        return false;
      }
      case TimeType time -> {
        return false;
      }
      case UriType uri -> uri.setValue("http://kanarie.example/" + canary(path));
      case Base64BinaryType bytes -> {
        bytes.setValue(("kanarie" + path).getBytes(StandardCharsets.UTF_8));
        never(path, Base64.getEncoder().encodeToString(bytes.getValue()));
      }
      case InstantType instant -> instant.setValueAsString(date + "T07:19:19Z");
      case BaseDateTimeType moment -> moment.setValueAsString(date);
      case IntegerType whole -> whole.setValue(number);
      case DecimalType exact -> exact.setValue(new BigDecimal(number + ".25"));
      case BooleanType yes -> yes.setValue(true);
      case StringType text -> text.setValue(canary(path));
      default -> {
        return false;
      }
    }
    never("a date", date);
    never("a number", Integer.toString(number));
    return true;
  }

  private void extend(IBase value, String path) {
    if (value instanceof Element element && !path.endsWith(".id")) {
      element.addExtension(extension(path));
    }
  }

  private Extension extension(String path) {
    Extension extension =
        new Extension("http://kanarie.example/" + canary(path + ".extension.url"));
    extension.addExtension(
        "http://kanarie.example/more", new StringType(canary(path + ".extension.extension")));
    return extension;
  }

  private static BaseRuntimeElementDefinition<?> definition(IBase element) {
    return element instanceof org.hl7.fhir.r4.model.Resource resource
        ? Fhir.R4.getResourceDefinition(resource)
        : Fhir.R4.getElementDefinition(element.getClass());
  }

  private String canary(String path) {
    String word = mark() + NEXT.incrementAndGet() + "-" + path.hashCode();
    hidden.put(word, path);
    return word;
  }
}
