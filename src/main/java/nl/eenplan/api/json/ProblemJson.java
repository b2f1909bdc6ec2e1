package nl.eenplan.api.json;

/**
 * What is wrong (RFC 9457), in Dutch; {@code english} says the same.
 *
 * @param type says which problem it is; nothing has to be there
 * @param code a code of {@code /fhir/CodeSystem/reason}
 */
public record ProblemJson(
    String type, String title, int status, String detail, String code, English english) {

  /** The same in English. */
  public record English(String title, String detail) {}
}
