package nl.eenplan.policy;

/** What a row without a consent does when the client refused or objected. */
public enum OnObjection {
  /** Nothing passes. */
  REFUSE,
  /** A person decides; until then nothing passes. */
  REVIEW,
  /**
   * It passes all the same, and a privacy officer judges it afterwards: only where a life is at
   * stake (AVG art. 6(1)(d)).
   */
  OVERRIDE
}
