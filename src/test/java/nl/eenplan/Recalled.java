package nl.eenplan;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** What is to be seen of a recall: on the Task, and in the log. */
final class Recalled {

  private static final String REQUEST =
      "https://eenplan.example/fhir/StructureDefinition/deletion-request";

  private Recalled() {}

  /** How far this organisation is with deleting; {@code none} when it was not asked to. */
  static String deletion(Task task, String organisation) {
    return task.getExtensionsByUrl(REQUEST).stream()
        .filter(request ->
            ((Reference) value(request, "organization"))
                .getReference()
                .equals("Organization/" + organisation))
        .map(request -> ((Coding) value(request, "status")).getCode())
        .findFirst()
        .orElse("none");
  }

  private static org.hl7.fhir.r4.model.Type value(Extension request, String part) {
    return request.getExtensionByUrl(part).getValue();
  }

  /** What the privacy officer of this organisation sees of a referral, the oldest first. */
  static List<AuditEvent> log(Hub hub, String organisation, String task) {
    return new Fhir(hub.partner(organisation + "-privacy"))
        .log("entity=" + Fhir.id(task))
        .reversed();
  }

  /** The names of what happened in those entries. */
  static List<String> events(List<AuditEvent> entries) {
    return entries.stream().map(Fhir::event).toList();
  }

  static Instant time(List<AuditEvent> entries, String event) {
    return entries.stream()
        .filter(entry -> Fhir.event(entry).equals("status " + event))
        .map(entry -> entry.getRecorded().toInstant())
        .findFirst()
        .orElseThrow();
  }
}
