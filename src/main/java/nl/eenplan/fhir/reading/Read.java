package nl.eenplan.fhir.reading;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.door.Words;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The small steps that all readers share. */
public final class Read {

  /** Characters. */
  private static final int LONGEST_TEXT = 2000;

  private Read() {}

  /**
   * An element that changes the meaning of the others has to be understood, and we know none (FHIR
   * R4, 2.4.1 and 2.1.0.6).
   *
   * @throws Problem NOT_SUPPORTED
   */
  static void refuseModifiers(DomainResource resource) {
    if (resource.hasModifierExtension() || resource.hasImplicitRules()) {
      throw Problem.of(
          Problem.Code.NOT_SUPPORTED, resource.fhirType() + ".modifierExtension, .implicitRules");
    }
  }

  /**
   * Stops where something could mean more or less than we know.
   *
   * @throws Problem CONSENT_NOT_UNDERSTOOD
   */
  static void understand(boolean understood, String path) {
    if (!understood) {
      throw Problem.of(Problem.Code.CONSENT_NOT_UNDERSTOOD, path);
    }
  }

  static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  /**
   * The words in an extension, if there are any.
   *
   * @throws Problem TOO_LONG, INVALID when it holds something else
   */
  public static Optional<String> text(@Nullable Type value, String path) {
    if (value != null && !(value instanceof StringType)) {
      throw Problem.of(Problem.Code.INVALID, path);
    }
    Optional<String> text =
        value instanceof StringType said ? text(said.getValue()) : Optional.empty();
    if (text.filter(words -> words.length() > LONGEST_TEXT).isPresent()) {
      throw Problem.of(Problem.Code.TOO_LONG, path + " (" + LONGEST_TEXT + ")");
    }
    return text;
  }

  /**
   * The labels that a holder put on a whole resource.
   *
   * @throws Problem UNKNOWN_CATEGORY
   */
  static Categories labels(Meta meta) {
    return Categories.of(
        meta.getTag().stream()
            .filter(tag -> Systems.DATA_CATEGORY.equals(tag.getSystem()))
            .map(tag -> category(tag.getCode(), "meta.tag"))
            .toList());
  }

  static Category category(@Nullable String code, String path) {
    return text(code)
        .flatMap(Category::of)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_CATEGORY, path));
  }

  /** A concept's codes and text; extensions stay behind. */
  static Optional<Fact.Coded> coded(String element, CodeableConcept concept) {
    List<Fact.Coding> codings =
        concept.getCoding().stream()
            .filter(Coding::hasCode)
            .map(coding ->
                new Fact.Coding(
                    text(coding.getSystem()), coding.getCode(), text(coding.getDisplay())))
            .toList();
    Optional<String> text = text(concept.getText());
    return codings.isEmpty() && text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fact.Coded(element, codings, text));
  }

  /** The notes that the holder labelled; the others stay with the holder. */
  static List<Fact> notes(Collection<Annotation> notes) {
    return notes.stream()
        .filter(note -> note.hasExtension(Systems.CATEGORY_EXTENSION) && note.hasText())
        .map(note -> Fact.of(label(note), new Fact.Note(note.getText())))
        .toList();
  }

  /**
   * The category that a note is marked with.
   *
   * @throws Problem UNKNOWN_CATEGORY also when there is none
   */
  static Category label(Annotation note) {
    Extension label = note.getExtensionByUrl(Systems.CATEGORY_EXTENSION);
    String code =
        label != null && label.getValue() instanceof CodeType value ? value.getCode() : null;
    return category(code, "note.extension(data-category)");
  }

  /**
   * The id in a reference to a resource of this hub.
   *
   * @throws Problem MISSING, UNKNOWN_REFERENCE
   */
  static UUID id(Reference reference, String type, String path) {
    return optionalId(reference, type, path)
        .orElseThrow(() -> Problem.of(Problem.Code.MISSING, path));
  }

  /**
   * The id of a referral.
   *
   * @throws Problem MISSING, UNKNOWN_REFERENCE
   */
  public static UUID task(@Nullable Reference reference, String path) {
    return id(reference == null ? new Reference() : reference, "Task", path);
  }

  /**
   * A whole day.
   *
   * @throws Problem MISSING, INVALID (a month or a year)
   */
  public static LocalDate day(@Nullable DateType date, String path) {
    if (date == null || date.getValue() == null) {
      throw Problem.of(Problem.Code.MISSING, path);
    }
    if (date.getPrecision() != TemporalPrecisionEnum.DAY) {
      throw Problem.of(Problem.Code.INVALID, path);
    }
    return LocalDate.parse(date.getValueAsString());
  }

  /**
   * @throws Problem UNKNOWN_REFERENCE when there is a reference, but not to such a resource
   */
  static Optional<UUID> optionalId(Reference reference, String type, String path) {
    if (!reference.hasReference()) {
      return Optional.empty();
    }
    return Optional.of(
        reference.getReferenceElement().hasResourceType()
                && !type.equals(reference.getReferenceElement().getResourceType())
            ? unknown(path)
            : uuid(reference.getReferenceElement().getIdPart())
                .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, path)));
  }

  private static UUID unknown(String path) {
    throw Problem.of(Problem.Code.UNKNOWN_REFERENCE, path);
  }

  /** Whether it leads to nothing else than the other one does; it may be words only. */
  static boolean leadsNowhereElse(Reference one, Reference other) {
    return !one.hasReference()
        || Optional.ofNullable(one.getReferenceElement().getIdPart())
            .equals(Optional.ofNullable(other.getReferenceElement().getIdPart()));
  }

  /** A UUID as this hub writes it; anything else is an id that nothing has. */
  public static Optional<UUID> uuid(@Nullable String id) {
    return Words.uuid(id);
  }

  /**
   * The organisation in a reference.
   *
   * @throws Problem UNKNOWN_RECIPIENT when it cannot be a code of one
   */
  static Optional<OrganisationCode> organisation(Reference reference, String path) {
    if (!reference.hasReference()) {
      return Optional.empty();
    }
    String type = reference.getReferenceElement().getResourceType();
    return Optional.of(
        Optional.ofNullable(reference.getReferenceElement().getIdPart())
            .filter(id -> type == null || type.equals("Organization"))
            .filter(OrganisationCode::isValid)
            .map(OrganisationCode::new)
            .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_RECIPIENT, path)));
  }

  /** The sender's own number of this message. */
  public static Optional<String> businessId(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(Identifier::hasValue)
        .map(identifier -> businessId(identifier.getSystem(), identifier.getValue()))
        .findFirst();
  }

  public static String businessId(@Nullable String system, @Nullable String value) {
    return keepable(text(system).orElse("") + "|" + text(value).orElse(""));
  }

  /**
   * What a column can hold.
   *
   * @throws Problem INVALID
   */
  public static String keepable(String text) {
    return Words.keepable(text);
  }
}
