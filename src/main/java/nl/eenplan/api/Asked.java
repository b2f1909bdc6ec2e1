package nl.eenplan.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.door.Words;
import nl.eenplan.problem.Problem;

/**
 * A request, stripped to what an operation may use: no header of the sender goes further than this.
 *
 * @param operation its id in the contract
 * @param path the parts of the address that the contract names
 * @param query each key with all its values
 * @param ifMatch the header of that name; empty when there is none
 */
public record Asked(
    String operation,
    String url,
    Map<String, String> path,
    Map<String, List<String>> query,
    Optional<String> ifMatch,
    String body) {

  /** Of a version that this hub would never have given; nothing has it. */
  private static final int NO_VERSION = -1;

  /**
   * @throws Problem NOT_FOUND for an id that this hub would never have given
   */
  UUID id() {
    return Words.uuid(path.get("id")).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  /** The version that the caller read before it wrote; empty when it does not say. */
  Optional<Integer> expected() {
    return ifMatch
        .filter(tag -> !tag.equals("*"))
        .map(tag -> tag.replaceFirst("^W/", "").replace("\"", ""))
        .map(Asked::number);
  }

  private static int number(String version) {
    return version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : NO_VERSION;
  }

  /**
   * The value of a key.
   *
   * @throws Problem INVALID when it is there twice
   */
  Optional<String> one(String key) {
    List<String> values = query.getOrDefault(key, List.of());
    if (values.size() > 1) {
      throw Problem.of(Problem.Code.INVALID, "?" + key);
    }
    return values.stream().findFirst();
  }

  /** What would change the answer and is not known would give another answer than was asked. */
  void refuseOtherKeys(Set<String> known) {
    if (!known.containsAll(query.keySet())) {
      throw Problem.of(
          Problem.Code.NOT_SUPPORTED,
          "?... " + String.join(", ", known.stream().sorted().toList()));
    }
  }

  /** Never the body: a record's text may end up in a log. */
  @Override
  public String toString() {
    return operation;
  }
}
