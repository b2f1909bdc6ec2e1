package nl.eenplan;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;

/** What the parties say to the hub, as FHIR resources. */
final class Said {

  static final String BASE = "https://eenplan.example/fhir";
  static final String BSN = "http://fhir.nl/fhir/NamingSystem/bsn";
  static final String PURPOSE = BASE + "/CodeSystem/purpose";
  static final String CATEGORY = BASE + "/CodeSystem/data-category";
  static final String REASON = BASE + "/CodeSystem/reason";
  static final String OUTCOME = BASE + "/CodeSystem/outcome";
  static final String OUTPUT = BASE + "/CodeSystem/output";
  static final String BUSINESS_STATUS = BASE + "/CodeSystem/business-status";
  static final String LABEL = BASE + "/StructureDefinition/data-category";
  static final String GIVER = BASE + "/CodeSystem/giver";
  static final String REPLACES = BASE + "/StructureDefinition/consent-replaces";

  private Said() {}

  static Patient patient(Client client) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem(BSN).setValue(client.bsn());
    patient.addName().setFamily(client.family()).addGiven(client.given());
    patient.addTelecom().setSystem(ContactPointSystem.PHONE).setValue(client.phone());
    patient.setBirthDateElement(new DateType(client.birthDate()));
    patient.setGender(AdministrativeGender.FEMALE);
    patient
        .addAddress()
        .addLine(client.street())
        .setPostalCode(client.postalCode())
        .setCity(client.city());
    return patient;
  }

  /** The client says yes: for this purpose, to these recipients, about these categories. */
  static Consent consent(
      String patient, String purpose, List<String> recipients, String... categories) {
    Consent consent = word(patient, recipients);
    consent
        .getProvision()
        .setType(ConsentProvisionType.PERMIT)
        .addPurpose()
        .setSystem(PURPOSE)
        .setCode(purpose);
    for (String category : categories) {
      consent.getProvision().addClass_().setSystem(CATEGORY).setCode(category);
    }
    return consent;
  }

  /** The client says no to these recipients, whatever it is for. */
  static Consent refusal(String patient, String date, String... recipients) {
    Consent consent = word(patient, List.of(recipients));
    consent.setDateTimeElement(new DateTimeType(date));
    consent.getProvision().setType(ConsentProvisionType.DENY);
    return consent;
  }

  /** What is said within a rule. */
  static ProvisionComponent rule(ConsentProvisionType type, String... categories) {
    ProvisionComponent rule = new ProvisionComponent().setType(type);
    for (String category : categories) {
      rule.addClass_().setSystem(CATEGORY).setCode(category);
    }
    return rule;
  }

  static ProvisionComponent towards(ProvisionComponent rule, String... recipients) {
    for (String recipient : recipients) {
      rule.addActor().setRole(recipientRole()).setReference(organisation(recipient));
    }
    return rule;
  }

  static CodeableConcept recipientRole() {
    return coded("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP");
  }

  /** The same, said by somebody else than the client: parent, legal-representative, guide. */
  static Consent by(Consent consent, String giver) {
    RelatedPerson person = new RelatedPerson();
    person.setId("giver-" + giver);
    person.setPatient(consent.getPatient().copy());
    person.addRelationship(coded(GIVER, giver));
    consent.addContained(person);
    return consent.addPerformer(new Reference("#giver-" + giver));
  }

  /** The same, with a form that was signed. */
  static Consent signed(Consent consent) {
    Attachment form = new Attachment();
    form.setTitle("Toestemmingsformulier").setHash(new byte[20]);
    return consent.setSource(form);
  }

  /** In the place of an older one. */
  static Consent replacing(Consent consent, String older) {
    consent.addExtension(REPLACES, new Reference(older));
    return consent;
  }

  private static Consent word(String patient, List<String> recipients) {
    Consent consent = new Consent();
    consent.setStatus(ConsentState.ACTIVE);
    consent.setScope(
        coded("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"));
    consent.addCategory(coded("http://loinc.org", "59284-0"));
    consent.setPatient(new Reference(patient));
    for (String recipient : recipients) {
      consent
          .getProvision()
          .addActor()
          .setRole(recipientRole())
          .setReference(organisation(recipient));
    }
    return consent;
  }

  /** What is asked for the client. */
  static ServiceRequest order(
      String patient, String purpose, String question, Annotation... notes) {
    ServiceRequest order = new ServiceRequest();
    order.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
    order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    order.addCategory(coded(PURPOSE, purpose));
    order.setCode(new CodeableConcept().setText(question));
    order.setSubject(new Reference(patient));
    Stream.of(notes).forEach(order::addNote);
    return order;
  }

  /** The requester states a vital interest. */
  static ServiceRequest emergency(ServiceRequest order, String reason, String acute) {
    Extension emergency = order.addExtension().setUrl(BASE + "/StructureDefinition/emergency");
    emergency.addExtension("reason", new StringType(reason));
    emergency.addExtension("acute", new StringType(acute));
    return order;
  }

  /** The requester says which ground it has. */
  static ServiceRequest claiming(ServiceRequest order, String basis) {
    order.addExtension(BASE + "/StructureDefinition/basis", new CodeType(basis));
    return order;
  }

  static ServiceRequest urgent(ServiceRequest order, String reason) {
    order.setPriority(ServiceRequest.ServiceRequestPriority.URGENT);
    order.addExtension(BASE + "/StructureDefinition/urgency-reason", new StringType(reason));
    return order;
  }

  /** A note that its writer labelled. */
  static Annotation note(String category, String text) {
    Annotation note = new Annotation();
    note.setText(text);
    note.addExtension(LABEL, new CodeType(category));
    return note;
  }

  /** The order, put before one organisation. */
  static Task task(String patient, String order, String owner) {
    Task task = openTask(patient, order);
    task.setOwner(organisation(owner));
    return task;
  }

  /** The order, put before whoever takes it first. */
  static Task openTask(String patient, String order) {
    Task task = new Task();
    task.setStatus(Task.TaskStatus.REQUESTED);
    task.setIntent(Task.TaskIntent.ORDER);
    task.setCode(coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"));
    task.setFocus(new Reference(order));
    task.setFor(new Reference(patient));
    task.setRequester(organisation("lv"));
    return task;
  }

  /** The end of a referral: what came of it. */
  static Task outcome(Task task, String outcome) {
    task.setStatus(Task.TaskStatus.COMPLETED);
    task.addOutput().setType(coded(CATEGORY, "outcome")).setValue(coded(OUTCOME, outcome));
    return task;
  }

  static Task ladderStep(Task task, int step) {
    task.addOutput()
        .setType(coded(OUTPUT, "ladder-step"))
        .setValue(new org.hl7.fhir.r4.model.IntegerType(step));
    return task;
  }

  static Task report(Task task, String category, String words) {
    task.addOutput().setType(coded(CATEGORY, category)).setValue(new StringType(words));
    return task;
  }

  /** In another state, with the reason for it. */
  static Task because(Task task, Task.TaskStatus status, String reason) {
    task.setStatus(status);
    task.setStatusReason(coded(REASON, reason));
    return task;
  }

  /** The code; empty when there is none. */
  static String businessStatus(Task task) {
    return task.getBusinessStatus().getCodingFirstRep().getCode();
  }

  /** The code; empty when there is none. */
  static String reason(Task task) {
    return task.getStatusReason().getCodingFirstRep().getCode();
  }

  /** The codes and words in the outputs of this type. */
  static List<String> outputs(Task task, String type) {
    return task.getOutput().stream()
        .filter(output -> output.getType().getCodingFirstRep().getCode().equals(type))
        .map(output -> words(output.getValue()))
        .toList();
  }

  private static String words(Type value) {
    return value instanceof CodeableConcept concept
        ? concept.getCodingFirstRep().getCode()
        : value.primitiveValue();
  }

  static CodeableConcept coded(String system, String code) {
    CodeableConcept concept = new CodeableConcept();
    concept.addCoding().setSystem(system).setCode(code);
    return concept;
  }

  static Reference organisation(String code) {
    return new Reference("Organization/" + code);
  }
}
