package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import nl.eenplan.directory.Offering;
import nl.eenplan.directory.Offering.Finding;
import nl.eenplan.door.Access;
import nl.eenplan.door.Message;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;

/**
 * The caller's own services from an Open Referral document (HSDS 3.x), all or nothing. What is
 * wrong is told with its line and its place.
 */
@Component
class HsdsDoor {

  private final Offering offering;

  HsdsDoor(Offering offering) {
    this.offering = offering;
  }

  @Operation(name = "$import-hsds", manualRequest = true)
  public OperationOutcome take(HttpServletRequest request) throws IOException {
    Who who = Access.directory();
    Offering.Import done =
        offering.take(who, Message.text(request.getInputStream().readAllBytes()));
    OperationOutcome outcome = new OperationOutcome();
    done.wrong().forEach(finding -> wrong(outcome, finding));
    if (outcome.hasIssue()) {
      throw new Outcomes.Coded(422, outcome);
    }
    done.left().forEach(finding -> leftOut(outcome, finding));
    taken(outcome, done.taken());
    return outcome;
  }

  private static void wrong(OperationOutcome outcome, Finding found) {
    issue(
        outcome,
        IssueSeverity.ERROR,
        Problem.of(
            Problem.Code.INVALID,
            "line %d, %s: %s".formatted(found.line(), found.place(), found.field())),
        found.place());
  }

  private static void leftOut(OperationOutcome outcome, Finding found) {
    issue(
        outcome,
        IssueSeverity.INFORMATION,
        Problem.of(
            Problem.Code.NOT_SUPPORTED, "line %d, %s".formatted(found.line(), found.place())),
        found.place());
  }

  private static void taken(OperationOutcome outcome, int services) {
    var issue = outcome.addIssue().setSeverity(IssueSeverity.INFORMATION);
    issue.setCode(IssueType.INFORMATIONAL);
    issue.getDetails().addCoding().setSystem(Systems.REASON).setCode("recorded");
    issue.getDetails().setText("Overgenomen diensten: " + services);
    issue.setDiagnostics("Services taken: " + services);
  }

  private static void issue(
      OperationOutcome outcome, IssueSeverity severity, Problem problem, String place) {
    var issue = outcome.addIssue().setSeverity(severity).setCode(IssueType.BUSINESSRULE);
    issue.getDetails().addCoding().setSystem(Systems.REASON).setCode(problem.code().code());
    issue.getDetails().setText(problem.dutch());
    issue.setDiagnostics(problem.english());
    issue.addExpression(place);
  }
}
