package nl.eenplan.client;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;

/**
 * When somebody was born, as precisely as a holder knows.
 *
 * @param earliest the first day that it can have been
 * @param latest the last one
 */
public record Born(LocalDate earliest, LocalDate latest) {

  /**
   * @param date ISO 8601: 1978, 1978-03 or 1978-03-14; empty when it is none of these
   */
  public static Optional<Born> on(String date) {
    try {
      return switch (date.length()) {
        case 4 ->
            Optional.of(
                new Born(Year.parse(date).atDay(1), Year.parse(date).atMonth(12).atEndOfMonth()));
        case 7 ->
            Optional.of(
                new Born(YearMonth.parse(date).atDay(1), YearMonth.parse(date).atEndOfMonth()));
        case 10 -> Optional.of(new Born(LocalDate.parse(date), LocalDate.parse(date)));
        default -> Optional.empty(); // ISO 8601 knows longer years; nobody was born in them
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
