package nl.eenplan.disclosure;

import java.util.List;
import java.util.Optional;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.organisation.OrganisationCode;

/**
 * The gate said no (or: not before a person has looked at it): nothing was stored but the log, and
 * nothing was sent.
 */
public final class Refused extends RuntimeException {

  private final transient List<Decision> decisions;

  private Refused(List<Decision> decisions) {
    super("refused");
    this.decisions = decisions;
  }

  /**
   * Goes on only when the gate permitted all of it.
   *
   * @throws Refused when one of them is no permission
   */
  public static void unlessPermitted(List<Decision> decisions) {
    if (!decisions.stream().allMatch(Permit.class::isInstance)) {
      throw new Refused(decisions);
    }
  }

  /**
   * The same, to somebody who may not know of this organisation.
   *
   * @param secret empty when all may be named
   * @throws Refused when it is no permission
   */
  public static void unlessPermitted(Decision decision, Optional<OrganisationCode> secret) {
    if (!(decision instanceof Permit)) {
      throw new Refused(List.of(secret.map(decision::unnaming).orElse(decision)));
    }
  }

  /** The first that is no permission. */
  public Decision decision() {
    return decisions.stream().filter(made -> !(made instanceof Permit)).findFirst().orElseThrow();
  }

  /** All that were asked together, permissions included. */
  public List<Decision> decisions() {
    return decisions;
  }
}
