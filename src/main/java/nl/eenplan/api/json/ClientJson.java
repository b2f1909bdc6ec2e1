package nl.eenplan.api.json;

import java.util.List;
import java.util.Optional;

/**
 * Who a client is, as far as an organisation says or may know.
 *
 * @param birthDate ISO 8601, as precise as is known: 1978, 1978-03 or 1978-03-14
 * @param gender male, female, other or unknown
 * @param addressSecret whoever knows the address keeps it
 */
public record ClientJson(
    Optional<String> bsn,
    List<Name> names,
    Optional<String> birthDate,
    Optional<String> gender,
    List<Address> addresses,
    Optional<Boolean> addressSecret,
    List<Telecom> telecoms,
    List<Contact> contacts,
    List<Language> languages) {

  /**
   * @param text the whole name as one text
   */
  public record Name(List<String> given, Optional<String> family, Optional<String> text) {}

  /** Of what is shown of another holder's, perhaps only the city. */
  public record Address(
      List<String> lines,
      Optional<String> postalCode,
      Optional<String> city,
      Optional<String> country) {}

  /**
   * @param system phone, email, sms, fax, pager, url or other
   */
  public record Telecom(String system, String value) {}

  /** Somebody to call instead of the client. */
  public record Contact(Optional<String> name, Optional<String> role, List<Telecom> telecoms) {}

  /**
   * @param code BCP 47, such as {@code nl}
   */
  public record Language(
      Optional<String> code, Optional<String> text, Optional<Boolean> preferred) {}

  /** Never the words: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "ClientJson";
  }
}
