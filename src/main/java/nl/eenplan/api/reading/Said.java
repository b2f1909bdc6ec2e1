package nl.eenplan.api.reading;

import java.util.List;
import java.util.Optional;
import nl.eenplan.problem.Problem;

/** The small steps that all readers share. */
final class Said {

  /** Characters. */
  private static final int LONGEST = 2000;

  private static final int MOST = 100;

  private Said() {}

  /**
   * @throws Problem INVALID (nothing but spaces), TOO_LONG
   */
  static Optional<String> text(Optional<String> said, String place) {
    said.ifPresent(text -> check(text, place));
    return said;
  }

  /**
   * @throws Problem MISSING, INVALID, TOO_LONG
   */
  static String needed(Optional<String> said, String place) {
    return text(said, place).orElseThrow(() -> Problem.of(Problem.Code.MISSING, place));
  }

  private static void check(String text, String place) {
    if (text.isBlank()) {
      throw Problem.of(Problem.Code.INVALID, place);
    }
    if (text.length() > LONGEST) {
      throw Problem.of(Problem.Code.TOO_LONG, place + " (" + LONGEST + ")");
    }
  }

  /**
   * @throws Problem TOO_MANY
   */
  static <T> List<T> some(List<T> said, String place) {
    if (said.size() > MOST) {
      throw Problem.of(Problem.Code.TOO_MANY, place + " (" + MOST + ")");
    }
    return said;
  }

  /**
   * @throws Problem INVALID
   */
  static String oneOf(String said, List<String> words, String place) {
    if (!words.contains(said)) {
      throw Problem.of(Problem.Code.INVALID, place + " (" + String.join(", ", words) + ")");
    }
    return said;
  }
}
