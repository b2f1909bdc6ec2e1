package nl.eenplan.fhir.writing;

import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.WhatIf.Answer;
import nl.eenplan.disclosure.WhatIf.Otherwise;
import nl.eenplan.disclosure.WhatIf.Report;
import nl.eenplan.policy.InvalidPolicies;
import nl.eenplan.policy.Released;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * What other policies would have decided: {@code judged} (a number), {@code next-offset} when the
 * period holds more, for each decision that would differ {@code otherwise}, for each that the
 * policies in force decide differently as well {@code not-reproducible}, and {@code newly-released}
 * and {@code no-longer-released} in the form of {@code released.csv}. Whom a decision was about
 * stands in the log.
 */
public final class WhatIfWriter {

  private WhatIfWriter() {}

  public static Parameters report(Report report, String digest, Optional<Integer> next) {
    Parameters out = new Parameters();
    out.addParameter("candidate-digest", new StringType("sha-256:" + digest));
    out.addParameter("judged", new IntegerType(report.judged()));
    report
        .notReproducible()
        .forEach(entry -> out.addParameter().setName("not-reproducible").setValue(entry(entry)));
    next.ifPresent(offset -> out.addParameter("next-offset", new IntegerType(offset)));
    report.otherwise().forEach(one -> write(out.addParameter().setName("otherwise"), one));
    lines(out, "newly-released", report.newlyReleased());
    lines(out, "no-longer-released", report.noLongerReleased());
    return out;
  }

  /** What is wrong with the candidate: {@code problem}, with file, line, problem and cure. */
  public static Parameters unreadable(InvalidPolicies invalid) {
    Parameters out = new Parameters();
    invalid
        .errors()
        .forEach(error -> {
          ParametersParameterComponent problem = out.addParameter().setName("problem");
          part(problem, "file", error.file());
          problem.addPart().setName("line").setValue(new IntegerType(error.line()));
          part(problem, "problem", error.problem());
          part(problem, "cure", error.cure());
        });
    return out;
  }

  private static void write(ParametersParameterComponent out, Otherwise one) {
    out.addPart().setName("entry").setValue(new Reference("AuditEvent/" + one.past().entry()));
    out.addPart().setName("reproducible").setValue(new BooleanType(one.reproducible()));
    Answer before = one.past().answered();
    Answer after = one.candidate();
    answer(out.addPart().setName("was"), before);
    answer(out.addPart().setName("would-be"), after);
    codes(out, "newly-released", after.released().minus(before.released()));
    codes(out, "no-longer-released", before.released().minus(after.released()));
  }

  private static void answer(ParametersParameterComponent out, Answer answer) {
    out.addPart().setName("outcome").setValue(new CodeType(answer.outcome().code()));
    answer
        .reason()
        .ifPresent(reason -> out.addPart().setName("reason").setValue(new CodeType(reason)));
  }

  private static void codes(ParametersParameterComponent out, String name, Categories categories) {
    categories.codes().forEach(code -> out.addPart().setName(name).setValue(new CodeType(code)));
  }

  private static Reference entry(UUID id) {
    return new Reference("AuditEvent/" + id);
  }

  private static void part(ParametersParameterComponent out, String name, String text) {
    out.addPart().setName(name).setValue(new StringType(text));
  }

  private static void lines(Parameters out, String name, SortedSet<Released> tuples) {
    tuples.forEach(tuple -> out.addParameter(name, new StringType(tuple.toString())));
  }
}
