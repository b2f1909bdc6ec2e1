package nl.eenplan.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much harm a category can do in the wrong hands. */
public enum Sensitivity {
  NORMAL,
  /** Not named by the law, but a person would mind. */
  SENSITIVE,
  /** AVG articles 9 and 10, or as serious. */
  SPECIAL,
  /**
   * The citizen service number, which only those may process whom a statute names (UAVG art. 46).
   */
  BSN;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Sensitivity> of(String code) {
    return Arrays.stream(values()).filter(value -> value.code().equals(code)).findFirst();
  }
}
