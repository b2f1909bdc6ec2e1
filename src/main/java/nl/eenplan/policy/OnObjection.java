package nl.eenplan.policy;

/** What a row without a consent does when the client refused or objected. */
public enum OnObjection {
  /** Nothing passes. */
  REFUSE,
  /** A person decides; until then nothing passes. */
  REVIEW
}
