package nl.eenplan.fhir.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.eenplan.disclosure.Given;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.fhir.Systems;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.StringType;

/**
 * Who gave a Consent, and how.
 *
 * <p>The giver is {@code Consent.performer}: the Patient, or a contained RelatedPerson of which the
 * {@code relationship} has a code of {@code /CodeSystem/giver}, or one of a parent or guardian of
 * v3-RoleCode. Without a performer it was the client. A {@code sourceAttachment} with a hash is a
 * signed form; without one it was said in a talk.
 */
public final class GivenReader {

  private static final String ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
  private static final Set<String> PARENTS =
      Set.of("PRN", "FTH", "MTH", "NPRN", "NFTH", "NMTH", "ADOPTP", "ADOPTF", "ADOPTM", "GUARD");

  /** The codes of {@code /CodeSystem/giver}. */
  public static final Map<String, Giver> GIVERS =
      Map.of(
          "parent", Giver.PARENT,
          "legal-representative", Giver.LEGAL_REPRESENTATIVE,
          "guide", Giver.GUIDE);

  /** SHA-1, as FHIR R4 asks, or SHA-256; in bytes. */
  private static final Set<Integer> HASHES = Set.of(20, 32);

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final int LONGEST = 100;

  private GivenReader() {}

  /**
   * @param now when it was received: the moment it was given, if it does not say
   * @throws Problem CONSENT_NOT_UNDERSTOOD, MISSING, INVALID, NOT_SUPPORTED, UNKNOWN_CATEGORY
   */
  static Given read(Consent consent, Instant now) {
    return new Given(
        givers(consent), evidence(consent), at(consent, now), language(consent), text(consent));
  }

  private static Set<Giver> givers(Consent consent) {
    Set<Giver> givers =
        consent.getPerformer().stream()
            .map(performer -> giver(performer, consent))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Giver.class)));
    return givers.isEmpty() ? Set.of(Giver.CLIENT) : givers;
  }

  private static Giver giver(Reference performer, Consent consent) {
    Read.understand(performer.hasReference(), "Consent.performer");
    if (performer.getResource() instanceof RelatedPerson person) {
      return giver(person, consent);
    }
    Read.understand(Read.leadsNowhereElse(performer, consent.getPatient()), "Consent.performer");
    return Giver.CLIENT;
  }

  private static Giver giver(RelatedPerson person, Consent consent) {
    String path = "Consent.contained(RelatedPerson)";
    Read.understand(
        !person.hasModifierExtension() && !person.hasImplicitRules(), path + ".modifierExtension");
    Read.understand(!person.hasActive() || person.getActive(), path + ".active");
    Read.understand(!person.hasPeriod(), path + ".period");
    Read.understand(
        person.getPatient().hasReference()
            && Read.leadsNowhereElse(person.getPatient(), consent.getPatient()),
        path + ".patient");
    Set<Giver> known =
        person.getRelationship().stream()
            .flatMap(relationship -> relationship.getCoding().stream())
            .flatMap(coding -> giver(coding).stream())
            .collect(Collectors.toSet());
    Read.understand(known.size() == 1, path + ".relationship (/CodeSystem/giver)");
    return known.iterator().next();
  }

  private static Optional<Giver> giver(Coding relationship) {
    if (ROLE_CODE.equals(relationship.getSystem())) {
      return PARENTS.contains(relationship.getCode())
          ? Optional.of(Giver.PARENT)
          : Optional.empty();
    }
    return Systems.GIVER.equals(relationship.getSystem())
        ? Read.text(relationship.getCode()).map(GIVERS::get)
        : Optional.empty();
  }

  private static Evidence evidence(Consent consent) {
    talk(consent);
    if (!consent.hasSource()) {
      return Evidence.TALK;
    }
    if (!(consent.getSource() instanceof Attachment form)) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "Consent.sourceReference (sourceAttachment)");
    }
    if (form.hasData()) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "Consent.sourceAttachment.data (hash)");
    }
    if (!form.hasHash()) {
      throw Problem.of(Problem.Code.MISSING, "Consent.sourceAttachment.hash");
    }
    if (!HASHES.contains(form.getHash().length)) {
      throw Problem.of(Problem.Code.INVALID, "Consent.sourceAttachment.hash (SHA-1, SHA-256)");
    }
    return Evidence.SIGNED_FORM;
  }

  /** A note about the talk stays with who recorded it; it has to say what it is about. */
  private static void talk(Consent consent) {
    for (Extension extension : consent.getExtensionsByUrl(Systems.CONSENT_TALK)) {
      Read.understand(
          extension.getValue() instanceof Annotation, "Consent.extension(consent-talk)");
      Read.label((Annotation) extension.getValue());
    }
  }

  private static Instant at(Consent consent, Instant now) {
    if (!consent.getDateTimeElement().hasValue()) {
      return now;
    }
    Instant given = Moments.start(consent.getDateTimeElement());
    if (given.isAfter(now.plus(CLOCKS_DIFFER))) {
      throw Problem.of(Problem.Code.INVALID, "Consent.dateTime");
    }
    return given;
  }

  private static Optional<String> language(Consent consent) {
    Optional<String> language = Read.text(consent.getLanguage());
    if (language
        .filter(
            code -> code.length() > LONGEST || !code.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"))
        .isPresent()) {
      throw Problem.of(Problem.Code.INVALID, "Consent.language (BCP 47)");
    }
    return language;
  }

  private static Optional<String> text(Consent consent) {
    Extension version = consent.getExtensionByUrl(Systems.CONSENT_TEXT_VERSION);
    if (version == null) {
      return Optional.empty();
    }
    Optional<String> text =
        version.getValue() instanceof StringType said
            ? Read.text(said.getValue())
            : Optional.empty();
    return Optional.of(
        text.filter(
                said -> said.length() <= LONGEST && said.chars().noneMatch(Character::isISOControl))
            .orElseThrow(
                () -> Problem.of(Problem.Code.INVALID, "Consent.extension(consent-text-version)")));
  }
}
