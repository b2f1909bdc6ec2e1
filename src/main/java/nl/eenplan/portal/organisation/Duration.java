package nl.eenplan.portal.organisation;

import java.time.Period;
import java.util.Optional;

/**
 * A period as somebody says it: a number and a unit.
 *
 * @param number empty when it is not said; a whole ISO 8601 period where one unit cannot say it
 * @param unit D, W, M or Y
 */
public record Duration(String number, String unit) {

  static Duration of(Optional<Period> period) {
    if (period.isEmpty()) {
      return new Duration("", "D");
    }
    Period said = period.get();
    int days = said.getDays();
    int months = said.getMonths();
    int years = said.getYears();
    if (months == 0 && years == 0) {
      return days % 7 == 0
          ? new Duration(Integer.toString(days / 7), "W")
          : new Duration(Integer.toString(days), "D");
    }
    if (days == 0 && years == 0) {
      return new Duration(Integer.toString(months), "M");
    }
    return days == 0 && months == 0
        ? new Duration(Integer.toString(years), "Y")
        : new Duration(said.toString(), "D");
  }

  /** As ISO 8601; empty when nothing was said. */
  static Optional<String> iso(String number, String unit) {
    return Optional.of(number.strip())
        .filter(said -> !said.isEmpty())
        .map(said -> said.startsWith("P") ? said : "P" + said + unit);
  }
}
