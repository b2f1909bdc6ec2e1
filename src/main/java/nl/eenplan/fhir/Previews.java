package nl.eenplan.fhir;

import java.util.List;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Explanations.Explanation;
import nl.eenplan.disclosure.KeptBack;
import nl.eenplan.fhir.writing.Write;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.referral.Previewing;
import nl.eenplan.referral.Previewing.Hint;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.springframework.stereotype.Component;

/**
 * Decisions as Parameters, one {@code decision} for each recipient: verdict, released, withheld
 * with the reason, row, basis, explanation.
 */
@Component
class Previews {

  private final Explanations explanations;
  private final Previewing previewing;

  Previews(Explanations explanations, Previewing previewing) {
    this.explanations = explanations;
    this.previewing = previewing;
  }

  Parameters write(List<Decision> decisions) {
    Parameters parameters = new Parameters();
    decisions.forEach(made -> write(new Part(parameters.addParameter().setName("decision")), made));
    return parameters;
  }

  private void write(Part part, Decision decision) {
    part.value("recipient", Write.organisation(decision.question().receiver().code()));
    part.code("purpose", decision.question().purpose().code());
    part.code("verdict", decision.verdict());
    switch (decision) {
      case Permit permit -> {
        permit.released().codes().forEach(code -> part.code("released", code));
        withheld(part, permit);
        permit
            .validUntil()
            .ifPresent(until -> part.value("valid-until", new InstantType(Write.date(until))));
      }
      case Refuse refuse -> {
        part.code("reason", refuse.reason().code());
        refuse.missing().codes().forEach(code -> part.code("missing", code));
        withheld(part, refuse);
        refuse.inEmergency().ifPresent(row -> inEmergency(part.part("way-out"), row));
      }
      case Review review -> withheld(part, review);
    }
    decision
        .ground()
        .ifPresent(row -> {
          part.text("row", row.id());
          Part basis = part.part("basis");
          basis.code("avg", row.basis().avg());
          basis.text("statute", row.basis().statute());
          basis.code("condition", row.condition().code());
        });
    previewing.hints(decision).forEach(hint -> hint(part.part("hint"), hint));
    part.text("policy-digest", decision.policyDigest());
    words(part.part("explanation"), explanations.of(decision));
  }

  private static void withheld(Part part, Decision decision) {
    for (KeptBack kept : KeptBack.by(decision)) {
      for (String code : kept.categories().codes()) {
        Part withheld = part.part("withheld");
        withheld.code("category", code);
        withheld.code("reason", kept.why());
      }
    }
  }

  private static void hint(Part part, Hint hint) {
    part.code("code", hint.code());
    hint.row().ifPresent(row -> part.text("row", row.id()));
    words(part, new Explanation(hint.nl(), hint.en()));
  }

  private static void words(Part part, Explanation explanation) {
    part.text("nl", explanation.nl());
    part.text("en", explanation.en());
  }

  /** What would pass if a vital interest were stated. */
  private static void inEmergency(Part wayOut, PolicyRow row) {
    wayOut.code("state", "vital-interest");
    wayOut.text("row", row.id());
    row.release().codes().forEach(code -> wayOut.code("releases", code));
  }

  /** A parameter with parts. */
  private record Part(ParametersParameterComponent component) {
    Part part(String name) {
      return new Part(component.addPart().setName(name));
    }

    void value(String name, Type value) {
      component.addPart().setName(name).setValue(value);
    }

    void code(String name, String code) {
      value(name, new CodeType(code));
    }

    void text(String name, String text) {
      value(name, new StringType(text));
    }
  }
}
