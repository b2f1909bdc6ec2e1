package nl.eenplan.fhir;

import java.util.List;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Explanations.Explanation;
import nl.eenplan.disclosure.KeptBack;
import nl.eenplan.disclosure.Remark;
import nl.eenplan.fhir.writing.Write;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.referral.Catalogue;
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
  private final Catalogue catalogue;

  Previews(Explanations explanations, Catalogue catalogue) {
    this.explanations = explanations;
    this.catalogue = catalogue;
  }

  Parameters write(List<Decision> decisions) {
    Parameters parameters = new Parameters();
    decisions.forEach(made -> write(new Part(parameters.addParameter().setName("decision")), made));
    return parameters;
  }

  private void write(Part part, Decision decision) {
    part.value("recipient", Write.organisation(decision.question().receiver().code()));
    part.code("purpose", decision.question().purpose().code());
    part.code("verdict", verdict(decision));
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
    hint(part, decision);
    directory(part, decision);
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

  /** The client was asked for what the statute already allows: the sender need not. */
  private void hint(Part part, Decision decision) {
    Remark.onNeedlessConsent(decision)
        .ifPresent(remark -> {
          Part hint = part.part("hint");
          hint.code("code", remark.code());
          hint.text("row", remark.row().id());
          words(hint, explanations.of(remark));
        });
  }

  /** What the directory says to it. */
  private void directory(Part part, Decision decision) {
    for (Catalogue.Remark remark :
        catalogue.remarks(
            decision.question().sender().code(),
            List.of(decision.question().receiver().code()),
            decision.question().purpose())) {
      Part hint = part.part("hint");
      hint.code("code", remark.kind().code());
      hint.text("nl", remark.dutch());
      hint.text("en", remark.english());
    }
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

  private static String verdict(Decision decision) {
    return switch (decision) {
      case Permit permit -> "permit";
      case Refuse refuse -> "refuse";
      case Review review -> "review";
    };
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
