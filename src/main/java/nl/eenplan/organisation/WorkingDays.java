package nl.eenplan.organisation;

import static de.focus_shift.jollyday.core.HolidayCalendar.NETHERLANDS;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * Terms in working days: no Saturday, Sunday or Dutch holiday, Good Friday and 5 May among them
 * (Algemene termijnenwet art. 3).
 */
public final class WorkingDays {

  private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final HolidayManager HOLIDAYS =
      HolidayManager.getInstance(ManagerParameters.create(NETHERLANDS));

  private WorkingDays() {}

  /** When the n-th working day after this moment is over. */
  public static Instant endOf(int day, Instant after) {
    LocalDate date = LocalDate.ofInstant(after, DutchTime.ZONE);
    for (int passed = 0; passed < day; ) {
      date = date.plusDays(1);
      if (!WEEKEND.contains(date.getDayOfWeek()) && !HOLIDAYS.isHoliday(date)) {
        passed++;
      }
    }
    return date.plusDays(1).atStartOfDay(DutchTime.ZONE).toInstant();
  }

  /** Whether this day is neither before the one of these moments nor after the other. */
  public static boolean isBetween(LocalDate day, Instant first, Instant last) {
    return !day.isBefore(LocalDate.ofInstant(first, DutchTime.ZONE))
        && !day.isAfter(LocalDate.ofInstant(last, DutchTime.ZONE));
  }
}
