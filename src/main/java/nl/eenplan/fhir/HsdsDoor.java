package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.eenplan.door.Access;
import nl.eenplan.door.Message;
import nl.eenplan.fhir.reading.HsdsReader;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Offer;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.ReferralOutcome;
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

  private final Services services;
  private final Vocabulary vocabulary;
  private final Transactions transactions;

  HsdsDoor(Services services, Vocabulary vocabulary, Transactions transactions) {
    this.services = services;
    this.vocabulary = vocabulary;
    this.transactions = transactions;
  }

  @Operation(name = "$import-hsds", manualRequest = true)
  public OperationOutcome take(HttpServletRequest request) throws IOException {
    Who who = Access.directory();
    HsdsReader document = HsdsReader.of(Message.text(request.getInputStream().readAllBytes()));
    OperationOutcome outcome = new OperationOutcome();
    List<Service> read = check(who, document, outcome);
    if (outcome.hasIssue()) {
      throw new Outcomes.Coded(422, outcome);
    }
    transactions.run(() -> {
      read.forEach(services::add);
      return read.size();
    });
    document.services().stream()
        .flatMap(service -> service.left().stream().map(field -> service.at() + "/" + field))
        .forEach(place -> leftOut(outcome, document, place));
    taken(outcome, read.size());
    return outcome;
  }

  private List<Service> check(Who who, HsdsReader document, OperationOutcome outcome) {
    List<Service> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (HsdsReader.Read one : document.services()) {
      Offer.Checked checked =
          one.offer()
              .check(
                  who.organisation(),
                  code -> vocabulary.purpose(code).isPresent(),
                  code -> ReferralOutcome.of(code).isPresent());
      checked.wrong().forEach(field -> wrong(outcome, document, one, field));
      checked
          .service()
          .ifPresent(service -> {
            if (!seen.add(service.id())) {
              wrong(outcome, document, one, "purpose (twice)");
            }
            read.add(service);
          });
    }
    return read;
  }

  private static void wrong(
      OperationOutcome outcome, HsdsReader document, HsdsReader.Read service, String field) {
    String place = document.place(service, field);
    issue(
        outcome,
        IssueSeverity.ERROR,
        Problem.of(
            Problem.Code.INVALID, "line %d, %s: %s".formatted(document.line(place), place, field)),
        place);
  }

  private static void leftOut(OperationOutcome outcome, HsdsReader document, String place) {
    issue(
        outcome,
        IssueSeverity.INFORMATION,
        Problem.of(
            Problem.Code.NOT_SUPPORTED, "line %d, %s".formatted(document.line(place), place)),
        place);
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
