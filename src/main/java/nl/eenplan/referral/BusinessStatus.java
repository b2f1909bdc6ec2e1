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
  REPORTED;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<BusinessStatus> of(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
