package nl.eenplan.fhir.writing;

import java.util.List;
import java.util.function.Function;
import nl.eenplan.client.ClientId;
import nl.eenplan.fhir.Systems;
import nl.eenplan.ledger.Entry;
import nl.eenplan.organisation.OrganisationCode;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * An entry of the log as an AuditEvent, after IHE BALP (types DCM 110113 decision, 110106
 * disclosed, 110110 patient record, 110127 emergency override, 110101 audit log used). It names
 * categories, never values.
 */
public final class AuditEventWriter {

  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";

  private AuditEventWriter() {}

  /**
   * @param pseudonym what the reader's own organisation calls a client
   */
  public static AuditEvent write(Entry entry, Function<ClientId, String> pseudonym) {
    AuditEvent event = new AuditEvent();
    event.setId(new IdType("AuditEvent", entry.id().toString()));
    event.setType(type(entry.kind()));
    event.addSubtype(new Coding(Systems.LEDGER_KIND, entry.kind().code(), null));
    event.addSubtype(new Coding(Systems.LEDGER_KIND, entry.event(), null));
    event.setAction(action(entry));
    event.setRecorded(Write.date(entry.at()));
    event.setOutcome(
        entry.outcome() == Entry.Outcome.PERMITTED
            ? AuditEvent.AuditEventOutcome._0
            : AuditEvent.AuditEventOutcome._8);
    String reason = entry.reason().map(code -> " " + code).orElse("");
    event.setOutcomeDesc(entry.outcome().code() + reason);
    entry
        .purpose()
        .ifPresent(purpose -> event.addPurposeOfEvent(Write.concept(Systems.PURPOSE, purpose)));
    if (entry.emergency()) {
      event.addPurposeOfEvent(Write.concept(Systems.ACT_REASON, Systems.BREAK_THE_GLASS));
    }
    agents(event, entry);
    event
        .getSource()
        .setObserver(
            new Reference()
                .setIdentifier(new Identifier().setSystem(Systems.BASE).setValue("eenplan")));
    entities(event, entry, pseudonym);
    return event;
  }

  private static Coding type(Entry.Kind kind) {
    return switch (kind) {
      case DECISION -> new Coding(DCM, "110113", "Security Alert");
      case DISCLOSURE -> new Coding(DCM, "110106", "Export");
      case ACCESS, STATUS, DIRECTION, CONSENT -> new Coding(DCM, "110110", "Patient Record");
      case BREAK_GLASS -> new Coding(DCM, "110127", "Emergency Override Started");
      case SEARCH -> new Coding(DCM, "110101", "Audit Log Used");
      case LOG_IN -> new Coding(DCM, "110114", "User Authentication");
      case ADMINISTRATION -> new Coding(DCM, "110132", "Use of Restricted Function");
    };
  }

  private static AuditEvent.AuditEventAction action(Entry entry) {
    return switch (entry.kind()) {
      case ACCESS, DISCLOSURE -> AuditEvent.AuditEventAction.R;
      case STATUS, DIRECTION, CONSENT, BREAK_GLASS, ADMINISTRATION -> AuditEvent.AuditEventAction.U;
      case DECISION, SEARCH, LOG_IN -> AuditEvent.AuditEventAction.E;
    };
  }

  private static void agents(AuditEvent event, Entry entry) {
    AuditEventAgentComponent user = event.addAgent();
    user.setRequestor(true);
    user.setAltId(entry.who().user());
    user.setWho(organisation(entry.who().organisation()));
    user.addRole().setText(entry.who().role());
    entry
        .grounds()
        .ifPresent(grounds -> {
          grounds.row().ifPresent(user::addPolicy);
          grounds.statute().ifPresent(user::addPolicy);
          user.addPolicy("sha-256:" + grounds.digest());
        });
    entry.sender().ifPresent(code -> party(event, code, "110153", "Source Role ID"));
    entry.recipient().ifPresent(code -> party(event, code, "110152", "Destination Role ID"));
  }

  private static void party(AuditEvent event, OrganisationCode code, String type, String display) {
    AuditEventAgentComponent agent = event.addAgent();
    agent.setRequestor(false);
    agent.getType().addCoding(new Coding(DCM, type, display));
    agent.setWho(organisation(code));
  }

  private static Reference organisation(OrganisationCode code) {
    return Write.organisation(code);
  }

  private static void entities(
      AuditEvent event, Entry entry, Function<ClientId, String> pseudonym) {
    entry
        .clients()
        .forEach(client ->
            event
                .addEntity()
                .setWhat(
                    new Reference()
                        .setIdentifier(
                            new Identifier()
                                .setSystem(Systems.CLIENT)
                                .setValue(pseudonym.apply(client))))
                .setRole(new Coding(OBJECT_ROLE, "1", "Patient")));
    entry
        .subject()
        .ifPresent(subject ->
            event
                .addEntity()
                .setWhat(
                    new Reference().setIdentifier(new Identifier().setValue(subject.toString())))
                .setRole(new Coding(OBJECT_ROLE, "20", "Job")));
    entry
        .grounds()
        .ifPresent(grounds -> {
          AuditEventEntityComponent decision = event.addEntity();
          decision.setRole(new Coding(OBJECT_ROLE, "13", "Security Resource"));
          grounds.basis().ifPresent(basis -> detail(decision, "basis", basis));
          grounds.condition().ifPresent(condition -> detail(decision, "condition", condition));
          grounds.consents().forEach(consent -> detail(decision, "consent", consent));
          details(decision, "asked", entry.asked().codes());
          details(decision, "released", entry.released().codes());
          details(decision, "withheld", entry.withheld().codes());
        });
  }

  private static void details(
      AuditEventEntityComponent entity, String name, List<String> categories) {
    categories.forEach(category -> detail(entity, name, category));
  }

  private static void detail(AuditEventEntityComponent entity, String name, String value) {
    entity.addDetail().setType(name).setValue(new StringType(value));
  }
}
