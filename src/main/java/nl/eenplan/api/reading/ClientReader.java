package nl.eenplan.api.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.api.json.ClientJson;
import nl.eenplan.client.Born;
import nl.eenplan.client.Bsn;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.problem.Problem;

/** Who a client is, each fact under its category. */
public final class ClientReader {

  private static final List<String> GENDERS = List.of("male", "female", "other", "unknown");
  private static final List<String> SYSTEMS =
      List.of("phone", "email", "sms", "fax", "pager", "url", "other");

  private ClientReader() {}

  /**
   * @throws Problem INVALID_BSN
   */
  public static Optional<Bsn> bsn(ClientJson client) {
    return client.bsn().map(Bsn::new);
  }

  /**
   * @throws Problem INVALID, INVALID_BSN, MISSING, TOO_LONG, TOO_MANY
   */
  public static Facts facts(ClientJson client) {
    List<Fact> facts = new ArrayList<>();
    bsn(client).ifPresent(b -> add(facts, Category.BSN, new Fact.BsnNumber(b.value())));
    Said.some(client.names(), "names")
        .forEach(name -> add(facts, Category.IDENTITY_NAME, name(name)));
    client.birthDate().ifPresent(date -> birth(facts, date));
    client
        .gender()
        .map(gender -> Said.oneOf(gender, GENDERS, "gender"))
        .ifPresent(gender -> add(facts, Category.IDENTITY_GENDER, new Fact.Gender(gender)));
    Said.some(client.addresses(), "addresses").forEach(address -> address(facts, address));
    if (client.addressSecret().orElse(false)) {
      add(facts, Category.PROTECTED_ADDRESS, new Fact.SecretAddress());
    }
    telecoms(client.telecoms(), "telecoms").forEach(point -> add(facts, Category.CONTACT, point));
    Said.some(client.contacts(), "contacts")
        .forEach(contact -> add(facts, Category.CONTACT, contact(contact)));
    Said.some(client.languages(), "languages")
        .forEach(language -> add(facts, Category.LANGUAGE, language(language)));
    return new Facts(facts);
  }

  private static void add(List<Fact> facts, Category category, Fact.Value value) {
    facts.add(Fact.of(category, value));
  }

  private static Fact.PersonName name(ClientJson.Name name) {
    if (name.given().isEmpty() && name.family().isEmpty() && name.text().isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "names[].family");
    }
    return new Fact.PersonName(
        Said.text(name.family(), "names[].family"),
        texts(name.given(), "names[].given"),
        Said.text(name.text(), "names[].text"));
  }

  private static void birth(List<Fact> facts, String date) {
    Born born =
        Born.on(date).orElseThrow(() -> Problem.of(Problem.Code.INVALID, "birthDate (ISO 8601)"));
    add(facts, Category.IDENTITY_BIRTH_DATE, new Fact.BirthDate(date));
    add(facts, Category.IDENTITY_BIRTH_YEAR, new Fact.BirthYear(born.earliest().getYear()));
  }

  private static void address(List<Fact> facts, ClientJson.Address address) {
    add(
        facts,
        Category.IDENTITY_ADDRESS,
        new Fact.Address(
            texts(address.lines(), "addresses[].lines"),
            Said.text(address.postalCode(), "addresses[].postalCode"),
            Said.text(address.city(), "addresses[].city"),
            Said.text(address.country(), "addresses[].country")));
    address
        .city()
        .ifPresent(city -> add(facts, Category.IDENTITY_MUNICIPALITY, new Fact.Place(city)));
  }

  private static Stream<Fact.Telecom> telecoms(List<ClientJson.Telecom> points, String place) {
    return Said.some(points, place).stream()
        .map(point ->
            new Fact.Telecom(
                Said.oneOf(
                    Said.needed(Optional.ofNullable(point.system()), place + "[].system"),
                    SYSTEMS,
                    place + "[].system"),
                Said.needed(Optional.ofNullable(point.value()), place + "[].value")));
  }

  private static Fact.ContactPerson contact(ClientJson.Contact contact) {
    if (contact.name().isEmpty() && contact.telecoms().isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "contacts[].name");
    }
    return new Fact.ContactPerson(
        Said.text(contact.name(), "contacts[].name"),
        Said.text(contact.role(), "contacts[].role"),
        telecoms(contact.telecoms(), "contacts[].telecoms").toList());
  }

  private static Fact.Language language(ClientJson.Language language) {
    if (language.code().isEmpty() && language.text().isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "languages[].code");
    }
    return new Fact.Language(
        Said.text(language.code(), "languages[].code"),
        Said.text(language.text(), "languages[].text"),
        language.preferred().orElse(false));
  }

  private static List<String> texts(List<String> texts, String place) {
    return Said.some(texts, place).stream()
        .map(text -> Said.needed(Optional.ofNullable(text), place))
        .toList();
  }
}
