package nl.eenplan.disclosure;

import java.util.List;

/**
 * What the gate has to know of a client beside the question.
 *
 * @param consents all that this client said that is not replaced by something later, in any order
 * @param protectedAddress whether any holder knows that the client's address is secret
 */
public record Circumstances(List<Consent> consents, boolean protectedAddress) {

  /** Of a client of whom nothing was written down. */
  public static final Circumstances NONE = of(List.of());

  public static Circumstances of(List<Consent> consents) {
    return new Circumstances(consents, false);
  }
}
