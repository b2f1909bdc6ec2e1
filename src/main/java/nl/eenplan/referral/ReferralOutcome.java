package nl.eenplan.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;

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

  private static final String SYSTEM = "https://eenplan.example/fhir/CodeSystem/outcome";

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ReferralOutcome> of(String code) {
    return Arrays.stream(values()).filter(outcome -> outcome.code().equals(code)).findFirst();
  }

  /** As a report. */
  public Fact fact() {
    Fact.Coding coding = new Fact.Coding(Optional.of(SYSTEM), code(), Optional.empty());
    return Fact.of(Category.OUTCOME, new Fact.Coded("output", List.of(coding), Optional.empty()));
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(ReferralOutcome::code).toList();
  }
}
