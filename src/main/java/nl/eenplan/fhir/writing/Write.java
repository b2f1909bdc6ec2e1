package nl.eenplan.fhir.writing;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import nl.eenplan.client.Fact;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The small steps that all writers share. */
public final class Write {

  private Write() {}

  /** Id, version and moment as the hub keeps them, whatever the message said. */
  public static void identify(
      Resource resource, String type, UUID id, int version, Instant updated) {
    resource.setId(new IdType(type, id.toString(), Integer.toString(version)));
    resource.getMeta().setVersionId(Integer.toString(version)).setLastUpdated(date(updated));
  }

  @SuppressWarnings("JavaUtilDate") // HAPI speaks java.util.Date
  public static Date date(Instant moment) {
    return Date.from(moment);
  }

  public static Reference organisation(OrganisationCode code) {
    return code.equals(OrganisationCode.UNNAMED)
        ? new Reference().setDisplay("Een partner (a partner)")
        : new Reference("Organization/" + code.value());
  }

  /** The number of a group. */
  public static Identifier group(UUID id) {
    return new Identifier().setSystem(Systems.GROUP).setValue(id.toString());
  }

  public static CodeableConcept concept(String system, String code) {
    CodeableConcept concept = new CodeableConcept();
    concept.addCoding().setSystem(system).setCode(code);
    return concept;
  }

  static CodeableConcept concept(Fact.Coded coded) {
    CodeableConcept concept = new CodeableConcept();
    coded
        .codings()
        .forEach(coding -> {
          var written = concept.addCoding().setCode(coding.code());
          coding.system().ifPresent(written::setSystem);
          coding.display().ifPresent(written::setDisplay);
        });
    coded.text().ifPresent(concept::setText);
    return concept;
  }

  /** A note with the category under which it passed. */
  static Annotation note(Fact fact, Fact.Note note) {
    Annotation written = new Annotation();
    written.setText(note.text());
    written.addExtension(Systems.CATEGORY_EXTENSION, new CodeType(fact.category().code()));
    return written;
  }
}
