package nl.eenplan.fhir.writing;

import java.util.List;
import java.util.stream.Stream;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Person;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.fhir.Systems;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;

/** A Patient made of what was released, and of nothing else. */
public final class PatientWriter {

  private PatientWriter() {}

  /**
   * @param record says which record it is; its facts are not used
   * @param releases the own words, or one release for each referral by which it may be read
   */
  public static Patient write(Person record, List<? extends Shown> releases) {
    Patient patient = new Patient();
    Write.identify(patient, "Patient", record.id(), record.version(), record.updated());
    values(releases, Fact.BsnNumber.class)
        .forEach(bsn -> patient.addIdentifier().setSystem(Systems.BSN).setValue(bsn.value()));
    values(releases, Fact.PersonName.class).map(PatientWriter::name).forEach(patient::addName);
    values(releases, Fact.BirthYear.class)
        .findFirst()
        .ifPresent(
            year -> patient.setBirthDateElement(new DateType("%04d".formatted(year.year()))));
    values(releases, Fact.BirthDate.class)
        .findFirst()
        .ifPresent(birth -> patient.setBirthDateElement(new DateType(birth.date())));
    values(releases, Fact.Gender.class)
        .findFirst()
        .map(gender -> Enumerations.AdministrativeGender.fromCode(gender.code()))
        .ifPresent(patient::setGender);
    address(patient, releases);
    values(releases, Fact.SecretAddress.class)
        .findFirst()
        .ifPresent(secret ->
            patient.getMeta().addSecurity().setSystem(Systems.CONFIDENTIALITY).setCode("R"));
    values(releases, Fact.Telecom.class).map(PatientWriter::telecom).forEach(patient::addTelecom);
    values(releases, Fact.ContactPerson.class).forEach(person -> contact(patient, person));
    values(releases, Fact.ContactWish.class)
        .forEach(wish -> patient.addExtension(Systems.CONTACT_WISH, new StringType(wish.period())));
    values(releases, Fact.Group.class)
        .forEach(group -> patient.addExtension(Systems.CLIENT_GROUP, new CodeType(group.code())));
    values(releases, Fact.Language.class).forEach(language -> language(patient, language));
    values(releases, Fact.Interpreter.class)
        .forEach(needed -> patient.addExtension(Systems.INTERPRETER, new BooleanType(true)));
    return patient;
  }

  private static <V extends Fact.Value> Stream<V> values(
      List<? extends Shown> releases, Class<V> type) {
    return releases.stream().flatMap(release -> release.values(type)).distinct();
  }

  private static HumanName name(Fact.PersonName name) {
    HumanName written = new HumanName();
    name.family().ifPresent(written::setFamily);
    name.given().forEach(written::addGiven);
    name.text().ifPresent(written::setText);
    return written;
  }

  /** A whole address where that is released, and else the place alone. */
  private static void address(Patient patient, List<? extends Shown> releases) {
    List<Fact.Address> whole = values(releases, Fact.Address.class).toList();
    whole.forEach(address -> {
      var written = patient.addAddress();
      address.lines().forEach(written::addLine);
      address.postalCode().ifPresent(written::setPostalCode);
      address.city().ifPresent(written::setCity);
      address.country().ifPresent(written::setCountry);
    });
    if (whole.isEmpty()) {
      values(releases, Fact.Place.class)
          .forEach(place -> patient.addAddress().setCity(place.city()));
    }
  }

  private static ContactPoint telecom(Fact.Telecom point) {
    return new ContactPoint()
        .setSystem(ContactPoint.ContactPointSystem.fromCode(point.system()))
        .setValue(point.value());
  }

  private static void contact(Patient patient, Fact.ContactPerson person) {
    var written = patient.addContact();
    person.name().ifPresent(name -> written.setName(new HumanName().setText(name)));
    person.role().ifPresent(role -> written.addRelationship(new CodeableConcept().setText(role)));
    person.telecom().stream().map(PatientWriter::telecom).forEach(written::addTelecom);
  }

  private static void language(Patient patient, Fact.Language language) {
    CodeableConcept concept = new CodeableConcept();
    language
        .code()
        .ifPresent(code -> concept.addCoding().setSystem("urn:ietf:bcp:47").setCode(code));
    language.text().ifPresent(concept::setText);
    var written = patient.addCommunication().setLanguage(concept);
    if (language.preferred()) {
      written.setPreferred(true);
    }
  }
}
