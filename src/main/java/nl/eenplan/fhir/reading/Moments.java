package nl.eenplan.fhir.reading;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;

/** Dates of FHIR as moments; a date without a time is a day in the Netherlands. */
final class Moments {

  private Moments() {}

  /**
   * A FHIR period.
   *
   * @param until the first moment after it
   */
  record Span(Optional<Instant> from, Optional<Instant> until) {}

  /**
   * @throws Problem CONSENT_NOT_UNDERSTOOD when a limit is there without a value, INVALID when
   *     nothing is between the two
   */
  static Span span(Period period, String path) {
    Read.understand(
        period.hasStart() == period.getStartElement().hasValue()
            && period.hasEnd() == period.getEndElement().hasValue(),
        path);
    Span span =
        new Span(
            period.hasStart() ? Optional.of(start(period.getStartElement())) : Optional.empty(),
            period.hasEnd() ? Optional.of(end(period.getEndElement())) : Optional.empty());
    if (span.from().isPresent()
        && span.until().isPresent()
        && !span.from().get().isBefore(span.until().get())) {
      throw Problem.of(Problem.Code.INVALID, path);
    }
    return span;
  }

  static Instant start(BaseDateTimeType date) {
    return date.getPrecision().compareTo(TemporalPrecisionEnum.DAY) <= 0
        ? day(date, 0)
        : date.getValue().toInstant();
  }

  /** The end of a FHIR period is part of it: a date is over when the next one begins. */
  private static Instant end(DateTimeType date) {
    return switch (date.getPrecision()) {
      case YEAR -> day(date, 0).atZone(DutchTime.ZONE).plusYears(1).toInstant();
      case MONTH -> day(date, 0).atZone(DutchTime.ZONE).plusMonths(1).toInstant();
      case DAY -> day(date, 1);
      case MINUTE, SECOND, MILLI -> date.getValue().toInstant();
    };
  }

  private static Instant day(BaseDateTimeType date, int plus) {
    Integer month = date.getPrecision() == TemporalPrecisionEnum.YEAR ? 0 : date.getMonth();
    Integer day =
        date.getPrecision() == TemporalPrecisionEnum.DAY ? date.getDay() : Integer.valueOf(1);
    return LocalDate.of(date.getYear(), month + 1, day)
        .plusDays(plus)
        .atStartOfDay(DutchTime.ZONE)
        .toInstant();
  }
}
