package nl.eenplan.client;

import nl.eenplan.problem.Problem;

/**
 * A citizen service number (burgerservicenummer).
 *
 * @param value 9 digits that pass the eleven-check (Wet algemene bepalingen burgerservicenummer)
 */
public record Bsn(String value) {

  private static final int[] WEIGHTS = {9, 8, 7, 6, 5, 4, 3, 2, -1};

  /**
   * @throws Problem INVALID_BSN
   */
  public Bsn {
    if (!passesElevenCheck(value)) {
      throw Problem.of(Problem.Code.INVALID_BSN);
    }
  }

  private static boolean passesElevenCheck(String value) {
    if (value.length() != WEIGHTS.length || value.equals("000000000")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      char digit = value.charAt(i);
      if (digit < '0' || digit > '9') {
        return false;
      }
      sum += WEIGHTS[i] * (digit - '0');
    }
    return sum % 11 == 0;
  }

  /** Never the number itself: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "Bsn";
  }
}
