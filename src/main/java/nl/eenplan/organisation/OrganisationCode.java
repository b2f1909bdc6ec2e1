package nl.eenplan.organisation;

import java.util.regex.Pattern;

/**
 * The short name of an organisation, such as {@code st-woej}: its FHIR id, its OAuth client id and
 * the end of its queue's name.
 *
 * @param value lower-case letters, digits and hyphens, 2 to 64 characters
 */
public record OrganisationCode(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])");

  /** In the place of an organisation that the reader may not know of; none has this code. */
  public static final OrganisationCode UNNAMED = new OrganisationCode("unnamed-partner");

  public OrganisationCode {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not an organisation code");
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
