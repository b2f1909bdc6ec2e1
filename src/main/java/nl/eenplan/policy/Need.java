package nl.eenplan.policy;

/** What a row asks before anything passes, as a person would say it in a word. */
public enum Need {
  /** The statute is enough; the client may say no. */
  STATUTE,
  /** The client says yes. */
  CONSENT,
  /** The client signs. */
  SIGNATURE,
  /** The client gives the care giver a permission that names the recipient. */
  NAMED,
  /** The consent to the referral still holds. */
  REFERRAL,
  /** A life is at stake. */
  EMERGENCY;

  public static Need of(PolicyRow row) {
    if (row.emergency()) {
      return EMERGENCY;
    }
    return switch (row.condition()) {
      case NONE -> STATUTE;
      case CONSENT_OF_REFERRAL -> REFERRAL;
      case WRITTEN_CONSENT -> SIGNATURE;
      case EXPLICIT_CONSENT -> row.secrecy() == Secrecy.MEDICAL ? NAMED : CONSENT;
    };
  }
}
