package nl.eenplan.fhir.writing;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Kind;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.fhir.Systems;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.StringType;

/**
 * A client's word that came by another door, as a Consent, for who recorded it: what this writes,
 * {@code ConsentReader} reads as the same word. The proof of a signed form stays at that door.
 */
public final class ConsentWriter {

  private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
  private static final String CATEGORY = "http://loinc.org";

  private ConsentWriter() {}

  public static Consent write(nl.eenplan.disclosure.Consent said) {
    Consent consent = new Consent();
    consent.setStatus(
        said.status() == Status.WITHDRAWN ? ConsentState.INACTIVE : ConsentState.ACTIVE);
    consent.setScope(
        Write.concept(SCOPE, said.kind() == Kind.DISCLOSURE ? "patient-privacy" : "treatment"));
    consent.addCategory(Write.concept(CATEGORY, "59284-0"));
    consent.setPatient(new Reference("Patient/" + said.person()));
    consent.addOrganization(Write.organisation(said.recordedBy()));
    consent.setDateTimeElement(dateTime(said.given().at()));
    said.given().by().forEach(giver -> giver(consent, giver));
    said.given().language().ifPresent(consent::setLanguage);
    said.given()
        .textVersion()
        .ifPresent(
            text -> consent.addExtension(Systems.CONSENT_TEXT_VERSION, new StringType(text)));
    said.replaces()
        .ifPresent(older ->
            consent.addExtension(Systems.CONSENT_REPLACES, new Reference("Consent/" + older)));
    ProvisionComponent root = provision(said.rules().getFirst());
    root.setPeriod(period(Optional.of(said.from()), said.until()));
    consent.setProvision(root);
    return consent;
  }

  private static void giver(Consent consent, Giver giver) {
    if (giver == Giver.CLIENT) {
      consent.addPerformer(consent.getPatient().copy());
      return;
    }
    RelatedPerson person = new RelatedPerson();
    person.setId("giver-" + consent.getPerformer().size());
    person.setPatient(consent.getPatient().copy());
    person.addRelationship(
        Write.concept(Systems.GIVER, giver.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    consent.addContained(person);
    consent.addPerformer(new Reference("#" + person.getId()));
  }

  private static ProvisionComponent provision(Rule rule) {
    ProvisionComponent written = new ProvisionComponent();
    written.setType(
        rule.effect() == Effect.DENY ? ConsentProvisionType.DENY : ConsentProvisionType.PERMIT);
    rule.purposes()
        .forEach(purpose -> written.addPurpose(new Coding(Systems.PURPOSE, purpose.code(), null)));
    rule.recipients().forEach(code -> actor(written, Write.organisation(code)));
    rule.kinds().forEach(kind -> actor(written, ofKind(kind.code())));
    if (!rule.categories().equals(Categories.ALL)) {
      rule.categories()
          .codes()
          .forEach(code -> written.addClass_(new Coding(Systems.DATA_CATEGORY, code, null)));
    }
    rule.exceptions()
        .forEach(exception -> {
          ProvisionComponent nested = provision(exception);
          if (exception.from().isPresent() || exception.until().isPresent()) {
            nested.setPeriod(period(exception.from(), exception.until()));
          }
          written.addProvision(nested);
        });
    return written;
  }

  private static Reference ofKind(String code) {
    Reference reference = new Reference();
    reference.getIdentifier().setSystem(Systems.ORGANISATION_KIND).setValue(code);
    return reference;
  }

  private static void actor(ProvisionComponent provision, Reference reference) {
    provision
        .addActor()
        .setReference(reference)
        .setRole(
            Write.concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP"));
  }

  private static Period period(Optional<Instant> from, Optional<Instant> until) {
    Period period = new Period();
    from.ifPresent(start -> period.setStartElement(dateTime(start)));
    until.ifPresent(end -> period.setEndElement(dateTime(end)));
    return period;
  }

  private static DateTimeType dateTime(Instant moment) {
    return new DateTimeType(Write.date(moment));
  }
}
