package nl.eenplan.portal.consents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was typed about a talk with a client: kept sealed beside the consent, for who wrote it down
 * alone.
 *
 * @param how a code of {@link How}
 * @param words of the client
 * @param interpreter whether somebody translated
 * @param until the last day that the client named, ISO 8601
 * @param onWithdrawal what the client said when taking it back
 */
record Spoken(
    String how,
    String words,
    boolean interpreter,
    Optional<String> until,
    Optional<String> onWithdrawal) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Of what came by another door. */
  static final Spoken NOTHING = new Spoken("", "", false, Optional.empty(), Optional.empty());

  /** How the client said it. */
  enum How {
    TALK,
    TELEPHONE,
    FORM;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<How> of(String code) {
      return Arrays.stream(values()).filter(how -> how.code().equals(code)).findFirst();
    }
  }

  String json() {
    return JSON.writeValueAsString(this);
  }

  /** {@link #NOTHING} when it came by another door. */
  static Spoken in(String original) {
    try {
      return JSON.readValue(original, Spoken.class);
    } catch (JacksonException other) {
      return NOTHING;
    }
  }

  Spoken withdrawn(Optional<String> said) {
    return new Spoken(how, words, interpreter, until, said);
  }

  Spoken signed() {
    return new Spoken(How.FORM.code(), words, interpreter, until, onWithdrawal);
  }
}
