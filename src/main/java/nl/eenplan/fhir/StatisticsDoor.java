package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import nl.eenplan.door.Access;
import nl.eenplan.insight.Figures;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An organisation's own figures: how many of what in which month. Nobody can be found in them. */
@Component
class StatisticsDoor {

  private final Figures figures;
  private final Clock clock;

  StatisticsDoor(Figures figures, Clock clock) {
    this.figures = figures;
    this.clock = clock;
  }

  /**
   * One {@code figure} each; fewer than five say {@code suppressed} instead of {@code count}.
   *
   * @param from the first month, such as 2026-01; without it a year before {@code until}
   * @param until the last one; without it this month
   */
  @Operation(name = "$statistics", idempotent = true)
  public Parameters statistics(
      @OperationParam(name = "from") @Nullable StringType from,
      @OperationParam(name = "until") @Nullable StringType until) {
    Who who = Access.figures();
    YearMonth last =
        until == null
            ? YearMonth.from(clock.instant().atZone(DutchTime.ZONE))
            : month(until, "until");
    YearMonth first = from == null ? last.minusYears(1) : month(from, "from");
    Parameters parameters = new Parameters();
    for (Figures.Figure figure : figures.of(who.organisation(), first, last)) {
      var part = parameters.addParameter().setName("figure");
      add(part, "month", new StringType(figure.month().toString()));
      add(part, "side", new CodeType(figure.side()));
      add(part, "purpose", new CodeType(figure.purpose()));
      if (!figure.municipality().isEmpty()) {
        add(part, "municipality", new StringType(figure.municipality()));
      }
      add(part, "event", new CodeType(figure.event()));
      if (!figure.outcome().isEmpty()) {
        add(part, "outcome", new CodeType(figure.outcome()));
      }
      if (figure.count().isPresent()) {
        add(part, "count", new IntegerType(Math.toIntExact(figure.count().getAsLong())));
      } else {
        add(part, "suppressed", new BooleanType(true));
      }
    }
    return parameters;
  }

  private static void add(Parameters.ParametersParameterComponent figure, String name, Type value) {
    figure.addPart().setName(name).setValue(value);
  }

  private static YearMonth month(StringType said, String name) {
    try {
      YearMonth month = YearMonth.parse(said.getValueNotNull());
      if (month.getYear() < 1 || month.getYear() > 9999) {
        throw Problem.of(Problem.Code.INVALID, name);
      }
      return month;
    } catch (DateTimeException e) {
      throw Problem.of(Problem.Code.INVALID, name);
    }
  }
}
