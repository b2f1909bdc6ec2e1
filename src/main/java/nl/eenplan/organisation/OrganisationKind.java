package nl.eenplan.organisation;

/**
 * The kind of an organisation as the policies know it, such as {@code municipality} or {@code
 * welfare}.
 *
 * @param code a word from {@code consent-policies/vocabulary.yaml}
 */
public record OrganisationKind(String code) {
  @Override
  public String toString() {
    return code;
  }
}
