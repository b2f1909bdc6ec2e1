package nl.eenplan.problem;

/** The hub cannot start for a reason that the person at the keyboard can take away. */
public final class CannotStartException extends RuntimeException {

  private final String wayOut;

  /**
   * @param problem what is wrong, one sentence
   * @param wayOut what to do about it, one sentence
   */
  public CannotStartException(String problem, String wayOut) {
    super(problem);
    this.wayOut = wayOut;
  }

  String wayOut() {
    return wayOut;
  }
}
