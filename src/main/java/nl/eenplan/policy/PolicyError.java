package nl.eenplan.policy;

/**
 * One thing that is wrong in the policy folder.
 *
 * @param file its name within the folder
 * @param line from 1
 * @param problem what is wrong
 * @param cure what to write instead
 */
public record PolicyError(String file, int line, String problem, String cure) {

  @Override
  public String toString() {
    return "%s, line %d: %s; %s".formatted(file, line, problem, cure);
  }
}
