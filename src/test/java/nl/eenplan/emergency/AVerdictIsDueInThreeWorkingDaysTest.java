package nl.eenplan.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import nl.eenplan.organisation.WorkingDays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weekends and holidays do not count, nor does the day itself; the third day counts in full. */
class AVerdictIsDueInThreeWorkingDaysTest {

  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T09:00, 2026-11-27T00:00", // Monday: judged on Thursday at the latest
    "2026-11-22T23:59, 2026-11-26T00:00", // Sunday night
    "2026-11-20T16:00, 2026-11-26T00:00", // Friday: the weekend between
    "2026-04-02T12:00, 2026-04-10T00:00", // Thursday before Easter: Good Friday, Easter Monday
    "2026-04-24T12:00, 2026-05-01T00:00", // Friday: King's day on Monday 27 April
    "2027-04-23T12:00, 2027-04-30T00:00", // Friday: King's day on Tuesday 27 April
    "2026-05-04T12:00, 2026-05-09T00:00", // Monday: Liberation day on Tuesday
    "2026-05-13T12:00, 2026-05-20T00:00", // Wednesday: Ascension day
    "2026-05-22T12:00, 2026-05-29T00:00", // Friday: Whit Monday
    "2026-12-24T12:00, 2026-12-31T00:00", // Thursday: Christmas and a weekend
    "2026-12-31T12:00, 2027-01-07T00:00", // Thursday: New Year and a weekend
    "2026-03-27T12:00, 2026-04-02T00:00", // Friday: summer time begins in the weekend
  })
  void dueIsTheEndOfTheThird(LocalDateTime claimed, LocalDateTime due) {
    assertThat(WorkingDays.endOf(3, claimed.atZone(AMSTERDAM).toInstant()))
        .isEqualTo(due.atZone(AMSTERDAM).toInstant());
  }
}
