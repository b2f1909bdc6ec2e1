package nl.eenplan.fhir;

import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Explanations.Explanation;
import nl.eenplan.disclosure.Remark;
import nl.eenplan.policy.Condition;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.stereotype.Component;

/**
 * A decision as Parameters: verdict, released, withheld with the reason, row, basis, explanation.
 */
@Component
class Previews {

  private final Explanations explanations;

  Previews(Explanations explanations) {
    this.explanations = explanations;
  }

  Parameters write(Decision decision) {
    Parameters parameters = new Parameters();
    parameters.addParameter("verdict", new CodeType(verdict(decision)));
    switch (decision) {
      case Permit permit -> {
        add(parameters, "released", permit.released());
        withheld(parameters, permit.withheld().never(), "never");
        withheld(parameters, permit.withheld().notNeeded(), "not-needed");
        withheld(parameters, permit.withheld().refused(), "client-refused");
        withheld(parameters, permit.withheld().notConsented(), "no-consent");
        withheld(parameters, permit.withheld().hidden(), "protected-address");
        permit
            .validUntil()
            .ifPresent(until ->
                parameters.addParameter(
                    "valid-until", new InstantType(java.util.Date.from(until))));
      }
      case Refuse refuse -> {
        parameters.addParameter("reason", new CodeType(refuse.reason().code()));
        add(parameters, "missing", refuse.missing());
        refused(parameters, refuse);
      }
      case Review review -> withheld(parameters, decision.question().asked(), "review");
    }
    decision
        .ground()
        .ifPresent(row -> {
          parameters.addParameter("row", new StringType(row.id()));
          ParametersParameterComponent basis = parameters.addParameter().setName("basis");
          basis.addPart().setName("avg").setValue(new CodeType(row.basis().avg()));
          basis.addPart().setName("statute").setValue(new StringType(row.basis().statute()));
          basis.addPart().setName("condition").setValue(new CodeType(row.condition().code()));
        });
    hint(parameters, decision);
    parameters.addParameter("policy-digest", new StringType(decision.policyDigest()));
    words(parameters.addParameter().setName("explanation"), explanations.of(decision));
    return parameters;
  }

  /** The client was asked for what the statute already allows: the sender need not. */
  private void hint(Parameters parameters, Decision decision) {
    if (decision instanceof Permit permit
        && permit.row().condition() == Condition.NONE
        && !permit.consents().isEmpty()) {
      Remark remark = new Remark.StatutoryRowFits(permit.row());
      ParametersParameterComponent hint = parameters.addParameter().setName("hint");
      hint.addPart().setName("code").setValue(new CodeType(remark.code()));
      hint.addPart().setName("row").setValue(new StringType(permit.row().id()));
      words(hint, explanations.of(remark));
    }
  }

  private static void words(ParametersParameterComponent part, Explanation explanation) {
    part.addPart().setName("nl").setValue(new StringType(explanation.nl()));
    part.addPart().setName("en").setValue(new StringType(explanation.en()));
  }

  /** Consent would not help for what the row never lets pass, or does not need. */
  private static void refused(Parameters parameters, Refuse refuse) {
    Categories asked = refuse.question().asked();
    Categories never = refuse.ground().map(row -> asked.and(row.never())).orElse(Categories.NONE);
    Categories notNeeded =
        refuse.ground().map(row -> asked.minus(row.release()).minus(never)).orElse(Categories.NONE);
    withheld(parameters, never, "never");
    withheld(parameters, notNeeded, "not-needed");
    withheld(parameters, asked.minus(never).minus(notNeeded), refuse.reason().code());
  }

  private static String verdict(Decision decision) {
    return switch (decision) {
      case Permit permit -> "permit";
      case Refuse refuse -> "refuse";
      case Review review -> "review";
    };
  }

  private static void add(Parameters parameters, String name, Categories categories) {
    categories.codes().forEach(code -> parameters.addParameter(name, new CodeType(code)));
  }

  private static void withheld(Parameters parameters, Categories categories, String reason) {
    categories
        .codes()
        .forEach(code -> {
          ParametersParameterComponent part = parameters.addParameter().setName("withheld");
          part.addPart().setName("category").setValue(new CodeType(code));
          part.addPart().setName("reason").setValue(new CodeType(reason));
        });
  }
}
