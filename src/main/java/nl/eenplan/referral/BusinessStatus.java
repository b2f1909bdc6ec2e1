package nl.eenplan.referral;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happens within a state (the sub-statuses of the BSeR guide). */
public enum BusinessStatus {
  AWAITING_INFORMATION,
  OVERDUE,
  SCHEDULED,
  NO_SHOW,
  APPOINTMENT_CANCELLED,
  REPORTED,
  /** The client took back what this rests on: it has to come to an end. */
  GROUND_ENDED;

  /** Whether only the hub says so. */
  public boolean isTheHubs() {
    return this == OVERDUE || this == GROUND_ENDED;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<BusinessStatus> of(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
