package nl.eenplan.disclosure;

/**
 * The gate said no (or: not before a person has looked at it): nothing was stored but the log, and
 * nothing was sent.
 */
public final class Refused extends RuntimeException {

  private final transient Decision decision;

  public Refused(Decision decision) {
    super("refused");
    this.decision = decision;
  }

  public Decision decision() {
    return decision;
  }
}
