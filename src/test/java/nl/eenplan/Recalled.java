package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
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
    Answer answer =
        hub.partner(organisation)
            .get(
                "/fhir/AuditEvent?_count=100&entity=" + Fhir.id(task),
                Minted.token(hub, organisation, "privacy-officer", Duration.ZERO));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Fhir.parse(Bundle.class, answer).getEntry().stream()
        .map(entry -> (AuditEvent) entry.getResource())
        .toList()
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
