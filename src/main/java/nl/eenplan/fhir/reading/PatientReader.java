package nl.eenplan.fhir.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.Bsn;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.Offer;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;

/**
 * What a Patient says that has a category: name, birth date, gender, address, contact, language and
 * BSN. All else (narrative, extensions, contained resources, photo, other identifiers, doctors,
 * ...) stays with its holder.
 */
public final class PatientReader {

  /** Restricted and very restricted, of HL7 v3 Confidentiality. */
  private static final Set<String> RESTRICTED = Set.of("R", "V");

  private static final Set<String> GROUPS =
      Set.of("A1", "A2", "A3", "A4", "A5a", "A5b", "B1", "B2", "C1", "C2", "D");

  private PatientReader() {}

  /**
   * @throws Problem INVALID_BSN, INVALID (two BSNs), UNKNOWN_CATEGORY
   */
  public static Optional<Bsn> bsn(Patient patient) {
    List<String> numbers =
        patient.getIdentifier().stream()
            .filter(identifier -> Systems.BSN.equals(identifier.getSystem()))
            .map(identifier -> Read.text(identifier.getValue()).orElse(""))
            .distinct()
            .toList();
    if (numbers.size() > 1) {
      throw Problem.of(Problem.Code.INVALID, "Patient.identifier (BSN)");
    }
    return numbers.stream().findFirst().map(Bsn::new);
  }

  /** Another holder's record of the same client, which was referred to who sends this. */
  public static Optional<UUID> sameAs(Patient patient) {
    return patient.getLink().stream()
        .filter(link -> link.getType() == Patient.LinkType.SEEALSO)
        .findFirst()
        .flatMap(link -> Read.optionalId(link.getOther(), "Patient", "Patient.link"));
  }

  /**
   * The facts, each under its category, with the labels of the whole resource. What is marked as
   * old stays with its holder: nobody needs it, and it would be shown as if it still held.
   */
  public static Facts facts(Patient patient) {
    Read.refuseModifiers(patient);
    Categories labels = Read.labels(patient.getMeta());
    List<Fact> facts = new ArrayList<>();
    bsn(patient).ifPresent(b -> add(facts, Category.BSN, new Fact.BsnNumber(b.value())));
    patient.getName().stream()
        .filter(name -> name.getUse() != HumanName.NameUse.OLD)
        .flatMap(name -> name(name).stream())
        .forEach(name -> add(facts, Category.IDENTITY_NAME, name));
    if (patient.getBirthDateElement().hasValue()) {
      String date = patient.getBirthDateElement().getValueAsString();
      add(facts, Category.IDENTITY_BIRTH_DATE, new Fact.BirthDate(date));
      int year = Integer.parseInt(date.substring(0, 4));
      add(facts, Category.IDENTITY_BIRTH_YEAR, new Fact.BirthYear(year));
    }
    if (patient.getGender() != null) {
      add(facts, Category.IDENTITY_GENDER, new Fact.Gender(patient.getGender().toCode()));
    }
    patient.getAddress().stream()
        .filter(address -> address.getUse() != Address.AddressUse.OLD)
        .forEach(address -> address(facts, address));
    if (hasSecretAddress(patient) || labels.contains(Category.PROTECTED_ADDRESS)) {
      add(facts, Category.PROTECTED_ADDRESS, new Fact.SecretAddress());
    }
    telecom(patient.getTelecom()).forEach(point -> add(facts, Category.CONTACT, point));
    patient.getContact().stream()
        .map(PatientReader::contact)
        .filter(contact -> contact.name().isPresent() || !contact.telecom().isEmpty())
        .forEach(contact -> add(facts, Category.CONTACT, contact));
    wish(patient).ifPresent(wish -> add(facts, Category.CONTACT, wish));
    group(patient).ifPresent(group -> add(facts, Category.DISTANCE, group));
    patient.getCommunication().stream()
        .flatMap(communication -> language(communication).stream())
        .forEach(language -> add(facts, Category.LANGUAGE, language));
    if (needsInterpreter(patient)) {
      add(facts, Category.LANGUAGE, new Fact.Interpreter());
    }
    return new Facts(facts.stream().map(fact -> fact.labelled(labels)).toList());
  }

  /**
   * The record is marked restricted: of a person, FHIR R4 has no other way to say that the address
   * is secret.
   */
  private static boolean hasSecretAddress(Patient patient) {
    return patient.getMeta().getSecurity().stream()
        .anyMatch(label ->
            Systems.CONFIDENTIALITY.equals(label.getSystem())
                && RESTRICTED.contains(label.getCode()));
  }

  private static boolean needsInterpreter(Patient patient) {
    return patient.getExtensionsByUrl(Systems.INTERPRETER).stream()
        .map(Extension::getValue)
        .anyMatch(said -> said instanceof BooleanType yes && Boolean.TRUE.equals(yes.getValue()));
  }

  /** How often the client wants to be contacted at most. */
  private static Optional<Fact.ContactWish> wish(Patient patient) {
    return said(patient, Systems.CONTACT_WISH, StringType.class)
        .map(said ->
            Offer.period(said)
                .map(period -> new Fact.ContactWish(period.toString()))
                .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "contact-wish (P6M)")));
  }

  private static Optional<Fact.Group> group(Patient patient) {
    return said(patient, Systems.CLIENT_GROUP, CodeType.class)
        .map(code -> {
          if (!GROUPS.contains(code)) {
            throw Problem.of(Problem.Code.INVALID, "client-group");
          }
          return new Fact.Group(code);
        });
  }

  private static Optional<String> said(
      Patient patient, String url, Class<? extends PrimitiveType<String>> type) {
    List<Extension> said = patient.getExtensionsByUrl(url);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Optional.of(said.getFirst().getValue())
            .filter(value -> said.size() == 1)
            .filter(type::isInstance)
            .map(type::cast)
            .flatMap(value -> Read.text(value.getValue()))
            .orElseThrow(
                () -> Problem.of(Problem.Code.INVALID, url.substring(url.lastIndexOf('/') + 1))));
  }

  private static void add(List<Fact> facts, Category category, Fact.Value value) {
    facts.add(Fact.of(category, value));
  }

  private static Optional<Fact.PersonName> name(HumanName name) {
    Fact.PersonName read =
        new Fact.PersonName(
            Read.text(name.getFamily()),
            name.getGiven().stream()
                .map(PrimitiveType::getValue)
                .flatMap(given -> Read.text(given).stream())
                .toList(),
            Read.text(name.getText()));
    boolean empty = read.family().isEmpty() && read.given().isEmpty() && read.text().isEmpty();
    return empty ? Optional.empty() : Optional.of(read);
  }

  private static void address(List<Fact> facts, Address address) {
    Optional<String> city = Read.text(address.getCity());
    add(
        facts,
        Category.IDENTITY_ADDRESS,
        new Fact.Address(
            address.getLine().stream()
                .map(PrimitiveType::getValue)
                .flatMap(line -> Read.text(line).stream())
                .toList(),
            Read.text(address.getPostalCode()),
            city,
            Read.text(address.getCountry())));
    city.ifPresent(place -> add(facts, Category.IDENTITY_MUNICIPALITY, new Fact.Place(place)));
  }

  private static Stream<Fact.Telecom> telecom(List<ContactPoint> points) {
    return points.stream()
        .filter(point -> point.getSystem() != null && point.hasValue())
        .filter(point -> point.getUse() != ContactPoint.ContactPointUse.OLD)
        .map(point -> new Fact.Telecom(point.getSystem().toCode(), point.getValue()));
  }

  private static Fact.ContactPerson contact(Patient.ContactComponent contact) {
    HumanName name = contact.getName();
    return new Fact.ContactPerson(
        Read.text(name.getText()).or(() -> Read.text(name.getNameAsSingleString())),
        contact.getRelationship().stream()
            .flatMap(relation ->
                Read.text(relation.getText())
                    .or(() -> Read.text(relation.getCodingFirstRep().getDisplay()))
                    .stream())
            .findFirst(),
        telecom(contact.getTelecom()).toList());
  }

  private static Optional<Fact.Language> language(Patient.PatientCommunicationComponent spoken) {
    Fact.Language read =
        new Fact.Language(
            Read.text(spoken.getLanguage().getCodingFirstRep().getCode()),
            Read.text(spoken.getLanguage().getText()),
            spoken.getPreferred());
    return read.code().isEmpty() && read.text().isEmpty() ? Optional.empty() : Optional.of(read);
  }
}
