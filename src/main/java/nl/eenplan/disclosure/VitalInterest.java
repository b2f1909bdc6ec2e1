package nl.eenplan.disclosure;

import java.util.Arrays;
import java.util.Locale;

/** How a vital interest (AVG art. 6(1)(d)) stands, by which consent is not waited for. */
public enum VitalInterest {
  NONE,
  CLAIMED,
  /** It was claimed, and a privacy officer said that there was none. */
  NOT_JUSTIFIED;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static VitalInterest of(String code) {
    return Arrays.stream(values())
        .filter(interest -> interest.code().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
