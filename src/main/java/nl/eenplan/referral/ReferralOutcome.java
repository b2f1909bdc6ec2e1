package nl.eenplan.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of a referral; the codes of the code system {@code /CodeSystem/outcome}. */
public enum ReferralOutcome {
  PARTICIPATES,
  VOLUNTARY_WORK,
  CARER,
  DAY_ACTIVITIES,
  SHELTERED_WORK,
  PAID_WORK,
  INDIVIDUAL_TRACK,
  FOUND_BY_CLIENT,
  ALREADY_ACTIVE,
  NO_POSSIBILITY,
  NO_INTEREST,
  NO_CONTACT,
  INDICATION_GRANTED,
  INDICATION_REFUSED,
  LEFT_THE_FILE;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ReferralOutcome> of(String code) {
    return Arrays.stream(values()).filter(outcome -> outcome.code().equals(code)).findFirst();
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(ReferralOutcome::code).toList();
  }
}
