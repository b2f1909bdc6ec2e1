package nl.eenplan.fhir.writing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.eenplan.emergency.BreakGlass;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * What went out on a vital interest, as Parameters with one {@code review} each: the words and the
 * records are those of the reader's own organisation.
 */
public final class BreakGlassWriter {

  private BreakGlassWriter() {}

  /**
   * @param most how many of them; {@code more} says that there are others
   */
  public static Parameters list(List<BreakGlass> cases, int most, Instant now) {
    Parameters parameters = new Parameters();
    cases.stream().limit(most).forEach(one -> write(parameters, one, now));
    if (cases.size() > most) {
      parameters.addParameter("more", new BooleanType(true));
    }
    return parameters;
  }

  private static void write(Parameters parameters, BreakGlass one, Instant now) {
    ParametersParameterComponent review = parameters.addParameter().setName("review");
    part(review, "referral", new Reference("Task/" + one.referral()));
    part(review, "patient", new Reference("Patient/" + one.person()));
    one.targets().forEach(code -> part(review, "recipient", Write.organisation(code)));
    part(review, "purpose", new CodeType(one.purpose()));
    one.released().codes().forEach(code -> part(review, "released", new CodeType(code)));
    part(review, "reason", new StringType(one.stated().reason()));
    part(review, "acute", new StringType(one.stated().acute()));
    part(review, "claimed-at", moment(one.claimedAt()));
    part(review, "claimed-by", new StringType(one.claimedBy()));
    part(review, "due", moment(one.due()));
    part(review, "overdue", new BooleanType(one.overdue(now)));
    one.judged()
        .ifPresent(judged -> {
          part(review, "verdict", new CodeType(judged.verdict().code()));
          part(review, "note", new StringType(judged.note()));
          part(review, "judged-at", moment(judged.at()));
          part(review, "judged-by", new StringType(judged.by()));
        });
    one.told()
        .ifPresent(told -> {
          told.on()
              .map(LocalDate::toString)
              .ifPresent(on -> part(review, "client-told-on", new DateType(on)));
          part(
              review,
              told.on().isPresent() ? "client-told-how" : "client-not-told",
              new StringType(told.words()));
          part(review, "told-by", new StringType(told.by()));
        });
    part(review, "open", new BooleanType(one.open()));
  }

  private static void part(ParametersParameterComponent review, String name, Type value) {
    review.addPart().setName(name).setValue(value);
  }

  private static InstantType moment(Instant moment) {
    return new InstantType(Write.date(moment));
  }
}
