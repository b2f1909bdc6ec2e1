package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** Somebody at the list of what went out on a vital interest. */
final class Reviewing {

  private final Partner partner;
  private final String[] token;

  Reviewing(Partner partner, String... token) {
    this.partner = partner;
    this.token = token;
  }

  /** The same, for whoever holds this token. */
  Reviewing as(String... other) {
    return new Reviewing(partner, other);
  }

  Answer list(String query) {
    return partner.get("/fhir/$break-glass-reviews" + query, token);
  }

  /** What is still to be done about this referral. */
  Optional<ParametersParameterComponent> find(String task) {
    return find("all=false", task);
  }

  Optional<ParametersParameterComponent> find(String query, String task) {
    Answer answer = list("?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Fhir.parse(Parameters.class, answer).getParameter().stream()
        .filter(review -> review.getName().equals("review"))
        .filter(review -> value(review, "referral").equals(task))
        .findFirst();
  }

  ParametersParameterComponent review(String task) {
    return find(task).orElseThrow();
  }

  void judge(String task, String verdict, String note) {
    Answer answer = tryJudge(task, verdict, note);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  Answer tryJudge(String task, String verdict, String note) {
    Parameters parameters = about(task);
    parameters.addParameter("verdict", new CodeType(verdict));
    parameters.addParameter("note", new StringType(note));
    return post("$judge-break-glass", parameters);
  }

  Answer told(String task, String on, String how) {
    Parameters parameters = about(task);
    parameters.addParameter("on", new DateType(on));
    parameters.addParameter("how", new StringType(how));
    return post("$record-client-told", parameters);
  }

  Answer notTold(String task, String reason) {
    Parameters parameters = about(task);
    parameters.addParameter("reason", new StringType(reason));
    return post("$record-client-told", parameters);
  }

  static ParametersParameterComponent part(ParametersParameterComponent of, String name) {
    return of.getPart().stream().filter(part -> part.getName().equals(name)).findFirst().get();
  }

  static List<String> values(ParametersParameterComponent of, String name) {
    return of.getPart().stream()
        .filter(part -> part.getName().equals(name))
        .map(part ->
            part.getValue() instanceof Reference reference
                ? reference.getReference()
                : part.getValue().primitiveValue())
        .toList();
  }

  static String value(ParametersParameterComponent of, String name) {
    return values(of, name).stream().findFirst().orElse("no " + name);
  }

  private static Parameters about(String task) {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("referral").setValue(new Reference(task));
    return parameters;
  }

  Answer post(String operation, Parameters parameters) {
    return partner.post("/fhir/" + operation, Fhir.json(parameters), token);
  }
}
