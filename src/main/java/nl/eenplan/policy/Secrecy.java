package nl.eenplan.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The duty of secrecy of those who hold the data, by their kind. It is a check of its own beside
 * the ground of the AVG: a disclosure that has a ground can still break a secret. The words are
 * those of the vocabulary.
 */
public enum Secrecy {
  /** None but that of the AVG itself. */
  NONE,
  /** A statute's, such as Participatiewet art. 65: each row says which article lifts it. */
  LEGAL,
  /**
   * That of care givers (BW 7:457, Wet BIG art. 88): lifted by the client's own permission to the
   * care giver, which names the recipient, and by a vital interest.
   */
  MEDICAL;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Secrecy> of(String code) {
    return Arrays.stream(values()).filter(secrecy -> secrecy.code().equals(code)).findFirst();
  }
}
