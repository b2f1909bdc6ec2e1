package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * A partner's system at the FHIR door. What is sent has to succeed, unless a method says {@code
 * try}.
 */
final class Fhir {

  static final FhirContext R4 = FhirContext.forR4Cached();

  private static final Pattern PLACE =
      Pattern.compile("(?:.*/)?([A-Za-z]+/[0-9a-f-]{36})(?:/_history/.*)?");

  private final Partner partner;

  Fhir(Partner partner) {
    this.partner = partner;
  }

  /** What was sent, under the numbers that the hub gave. */
  record Sent(String patient, String consent, String order, String task) {}

  String create(Resource resource) {
    Answer answer = tryCreate(resource);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return place(answer.header("Location"));
  }

  Answer tryCreate(Resource resource) {
    return partner.post("/fhir/" + resource.fhirType(), json(resource));
  }

  /**
   * @param wanted representation or OperationOutcome
   */
  Answer tryCreate(Resource resource, String wanted) {
    return partner.post(
        "/fhir/" + resource.fhirType(), json(resource), "Prefer", "return=" + wanted);
  }

  /**
   * All at once, in the order patient, consent, order, task; they call each other urn:uuid:1 to
   * urn:uuid:4.
   */
  Sent send(Patient patient, Consent consent, ServiceRequest order, Task task) {
    List<String> places = send(transaction(patient, consent, order, task));
    return new Sent(places.get(0), places.get(1), places.get(2), places.get(3));
  }

  List<String> send(Bundle transaction) {
    Answer answer = trySend(transaction);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return parse(Bundle.class, answer).getEntry().stream()
        .map(entry -> place(entry.getResponse().getLocation()))
        .toList();
  }

  Answer trySend(Bundle transaction) {
    return partner.post("/fhir", json(transaction));
  }

  static Bundle transaction(Resource... resources) {
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.TRANSACTION);
    for (Resource resource : resources) {
      BundleEntryComponent entry = bundle.addEntry().setResource(resource);
      entry.setFullUrl(urn(bundle.getEntry().size()));
      entry.getRequest().setMethod(HTTPVerb.POST).setUrl(resource.fhirType());
    }
    return bundle;
  }

  /** What the n-th of a transaction is called in it. */
  static String urn(int n) {
    return "urn:uuid:" + new UUID(0, n);
  }

  <R extends Resource> R read(Class<R> type, String place) {
    Answer answer = tryRead(place);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return parse(type, answer);
  }

  Answer tryRead(String place) {
    return partner.get("/fhir/" + place);
  }

  /** Puts back what was read, on condition that nobody else changed it. */
  <R extends Resource> R update(R resource) {
    Answer answer = tryUpdate(resource);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return read(cast(resource), place(resource));
  }

  Answer tryUpdate(Resource resource) {
    return partner.put(
        "/fhir/" + place(resource),
        json(resource),
        "If-Match",
        "W/\"" + resource.getIdElement().getVersionIdPart() + "\"");
  }

  /** Whatever is kept under this id. */
  Answer tryPut(Resource resource) {
    return partner.put("/fhir/" + place(resource), json(resource));
  }

  <R extends Resource> List<R> search(Class<R> type, String query) {
    Answer answer = partner.get("/fhir/" + type.getSimpleName() + "?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<R> found = new ArrayList<>();
    for (BundleEntryComponent entry : parse(Bundle.class, answer).getEntry()) {
      found.add(type.cast(entry.getResource()));
    }
    return found;
  }

  /** An operation on one Task, such as {@code resume}; the answer is the Task as it is then. */
  Task operate(String task, String operation) {
    Answer answer = tryOperate(task, operation);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return parse(Task.class, answer);
  }

  Answer tryOperate(String task, String operation) {
    return partner.post("/fhir/" + task + "/$" + operation, "");
  }

  /** Preview: what would pass if this were sent. */
  Answer preview(Bundle transaction) {
    return partner.post("/fhir/$disclosure-preview", json(transaction));
  }

  /** What a privacy officer finds in the log, the newest first. */
  List<AuditEvent> log(String query) {
    return search(AuditEvent.class, query + "&_count=100");
  }

  static String place(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  static String id(String place) {
    return new IdType(place).getIdPart();
  }

  static String json(Resource resource) {
    return R4.newJsonParser().encodeResourceToString(resource);
  }

  static <R extends Resource> R parse(Class<R> type, Answer answer) {
    return R4.newJsonParser().parseResource(type, answer.body());
  }

  /** The hub's own code in an answer that says no. */
  static String code(Answer answer) {
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
    return parse(OperationOutcome.class, answer)
        .getIssueFirstRep()
        .getDetails()
        .getCoding()
        .stream()
        .filter(coding -> Said.REASON.equals(coding.getSystem()))
        .map(coding -> coding.getCode())
        .findFirst()
        .orElse("no code in " + answer.body());
  }

  /** The details of this name in an entry of the log, such as {@code released}. */
  static List<String> details(AuditEvent entry, String name) {
    return entry.getEntity().stream()
        .flatMap(entity -> entity.getDetail().stream())
        .filter(detail -> name.equals(detail.getType()))
        .map(detail -> detail.getValueStringType().getValue())
        .toList();
  }

  /** What kind of entry it is, and what happened: {@code decision refer}. */
  static String event(AuditEvent entry) {
    return Stream.of(entry.getSubtype().get(0), entry.getSubtype().get(1))
        .map(coding -> coding.getCode())
        .reduce((kind, event) -> kind + " " + event)
        .orElseThrow();
  }

  /** The place in a location, without its version. */
  static String placeIn(String location) {
    return place(location);
  }

  private static String place(String location) {
    Matcher place = PLACE.matcher(location);
    assertThat(place.matches()).as(location).isTrue();
    return place.group(1);
  }

  @SuppressWarnings("unchecked") // a resource's class is of its own type
  private static <R extends Resource> Class<R> cast(R resource) {
    return (Class<R>) resource.getClass();
  }
}
