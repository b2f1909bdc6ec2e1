package nl.eenplan.api.writing;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.api.json.ClientAnswer;
import nl.eenplan.api.json.ClientJson;
import nl.eenplan.api.json.Kept;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Person;
import nl.eenplan.disclosure.Shown;

/** A client made of what may be shown, and of nothing else. */
public final class ClientWriter {

  private ClientWriter() {}

  /**
   * @param record says which record it is; its facts are not used
   * @param shown the own words, or one release for each referral by which it may be read
   */
  public static ClientAnswer write(Person record, List<? extends Shown> shown) {
    return new ClientAnswer(
        new Kept(record.id(), record.version(), record.updated().atOffset(ZoneOffset.UTC)),
        new ClientJson(
            values(shown, Fact.BsnNumber.class).map(Fact.BsnNumber::value).findFirst(),
            values(shown, Fact.PersonName.class).map(ClientWriter::name).toList(),
            birth(shown),
            values(shown, Fact.Gender.class).map(Fact.Gender::code).findFirst(),
            addresses(shown),
            values(shown, Fact.SecretAddress.class).map(secret -> true).findFirst(),
            values(shown, Fact.Telecom.class).map(ClientWriter::telecom).toList(),
            values(shown, Fact.ContactPerson.class).map(ClientWriter::contact).toList(),
            values(shown, Fact.Language.class).map(ClientWriter::language).toList()));
  }

  private static <V extends Fact.Value> Stream<V> values(
      List<? extends Shown> shown, Class<V> type) {
    return shown.stream().flatMap(one -> one.values(type)).distinct();
  }

  private static ClientJson.Name name(Fact.PersonName name) {
    return new ClientJson.Name(name.given(), name.family(), name.text());
  }

  private static Optional<String> birth(List<? extends Shown> shown) {
    return values(shown, Fact.BirthDate.class)
        .map(Fact.BirthDate::date)
        .findFirst()
        .or(() ->
            values(shown, Fact.BirthYear.class)
                .map(year -> "%04d".formatted(year.year()))
                .findFirst());
  }

  /** A whole address where that is shown, and else the place alone. */
  private static List<ClientJson.Address> addresses(List<? extends Shown> shown) {
    List<ClientJson.Address> whole =
        values(shown, Fact.Address.class)
            .map(address ->
                new ClientJson.Address(
                    address.lines(), address.postalCode(), address.city(), address.country()))
            .toList();
    return whole.isEmpty()
        ? values(shown, Fact.Place.class)
            .map(place ->
                new ClientJson.Address(
                    List.of(), Optional.empty(), Optional.of(place.city()), Optional.empty()))
            .toList()
        : whole;
  }

  private static ClientJson.Telecom telecom(Fact.Telecom point) {
    return new ClientJson.Telecom(point.system(), point.value());
  }

  private static ClientJson.Contact contact(Fact.ContactPerson person) {
    return new ClientJson.Contact(
        person.name(),
        person.role(),
        person.telecom().stream().map(ClientWriter::telecom).toList());
  }

  private static ClientJson.Language language(Fact.Language language) {
    return new ClientJson.Language(
        language.code(),
        language.text(),
        language.preferred() ? Optional.of(true) : Optional.empty());
  }
}
