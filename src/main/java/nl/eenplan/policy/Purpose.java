package nl.eenplan.policy;

/**
 * What data are passed for, such as {@code participation}.
 *
 * @param code a word from {@code consent-policies/vocabulary.yaml}, and of the code system {@code
 *     /CodeSystem/purpose}
 */
public record Purpose(String code) {
  @Override
  public String toString() {
    return code;
  }
}
