package nl.eenplan.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done with the data. The words are those of {@code consent-policies/vocabulary.yaml}. */
public enum Action {
  /** A client is referred: the data go along with the question. */
  REFER,
  /** The recipient reads what it was referred. */
  READ,
  /** The recipient is told that there is something for it. */
  NOTIFY,
  /** The recipient of a referral reports back to who asked. */
  REPORT;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Action> of(String code) {
    return Arrays.stream(values()).filter(action -> action.code().equals(code)).findFirst();
  }
}
