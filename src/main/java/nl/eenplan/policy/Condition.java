package nl.eenplan.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a statute or a duty of secrecy asks beside the basis. The words are those of the vocabulary.
 */
public enum Condition {
  /** Nothing: the statute itself is enough. An objection of the client still counts. */
  NONE,
  /** The client's explicit consent, for this recipient and purpose. */
  EXPLICIT_CONSENT,
  /** The same, with a form that the client signed (such as Participatiewet art. 65(2)(b)). */
  WRITTEN_CONSENT,
  /**
   * The consent under which the client was referred to the sender of this report is still in force.
   * What it tells the client is that the partner lets the referrer know how it went.
   */
  CONSENT_OF_REFERRAL;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Condition> of(String code) {
    return Arrays.stream(values()).filter(condition -> condition.code().equals(code)).findFirst();
  }
}
