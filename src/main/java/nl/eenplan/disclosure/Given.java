package nl.eenplan.disclosure;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How a consent was given (AVG art. 7(1): it can be shown).
 *
 * @param at when it was said
 * @param language BCP 47, of the text that the client saw or heard
 * @param textVersion which version of that text
 */
public record Given(
    Set<Giver> by,
    Evidence evidence,
    Instant at,
    Optional<String> language,
    Optional<String> textVersion) {

  /** What the client said in a talk. */
  public static Given inATalk(Instant at) {
    return new Given(Set.of(Giver.CLIENT), Evidence.TALK, at, Optional.empty(), Optional.empty());
  }

  /** Who said it. */
  public enum Giver {
    CLIENT,
    /** Who has parental authority or is the guardian (BW 1:245). */
    PARENT,
    /** A curator or mentor, appointed by a judge (BW 1:381, 1:453). */
    LEGAL_REPRESENTATIVE,
    /** Somebody whom the client authorised in writing, such as a guide. */
    GUIDE
  }

  /** What shows it. */
  public enum Evidence {
    /** The date and a note of the talk in which it was said. */
    TALK,
    /** A signed form, kept by who recorded it; the hub knows its hash. */
    SIGNED_FORM
  }
}
