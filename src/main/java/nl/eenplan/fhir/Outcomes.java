package nl.eenplan.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.disclosure.Remark;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Catalogue;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Every error as an OperationOutcome that says what is wrong and what to do, with a code of {@code
 * /CodeSystem/reason}, in Dutch (details.text) and English (diagnostics). It never repeats what the
 * sender wrote, and neither does the log.
 */
@Component
@Interceptor
class Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final Explanations explanations;

  Outcomes(Explanations explanations) {
    this.explanations = explanations;
  }

  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException translate(Throwable thrown, @Nullable RequestDetails request) {
    Throwable cause = ours(thrown);
    return switch (cause) {
      case Problem problem -> answer(problem);
      case Refused refused -> answer(refused.decision());
      case DataFormatException unreadable -> answer(unreadable("FHIR R4 JSON"));
      case CannotCreateTransactionException outage -> outage(outage);
      case DataAccessResourceFailureException outage -> outage(outage);
      case TransientDataAccessException outage -> outage(outage);
      case DataAccessException bug -> bug(bug);
      case AuthenticationException unknown -> unknown;
      case InternalErrorException bug -> bug(bug);
      case InvalidRequestException wrong when isMessage(request) ->
          answer(unreadable("FHIR R4 JSON"));
      case InvalidRequestException wrong when isOperation(request) ->
          answer(Problem.of(Problem.Code.INVALID, "Parameters.parameter (name, value[x])"));
      case BaseServerResponseException hapi -> answer(hapi);
      default -> bug(cause);
    };
  }

  /** What HAPI finds wrong with a message, it finds in the message. */
  private static boolean isMessage(@Nullable RequestDetails request) {
    return request != null
        && switch (request.getRestOperationType()) {
          case CREATE, UPDATE, TRANSACTION -> true;
          case null, default -> false;
        };
  }

  /** A parameter of another type than the operation asks. */
  private static boolean isOperation(@Nullable RequestDetails request) {
    return request != null
        && switch (request.getRestOperationType()) {
          case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE ->
              true;
          case null, default -> false;
        };
  }

  /** HAPI gives each list a total; one that counts only the first page would end the search. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void giveNoFalseTotal(IBaseResource answer) {
    if (answer instanceof Bundle bundle && bundle.getLink("next") != null) {
      bundle.setTotalElement(null);
    }
  }

  /** HAPI wraps what our doors throw. */
  private static Throwable ours(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .filter(t ->
            t instanceof Problem
                || t instanceof Refused
                || t instanceof DataFormatException
                || t instanceof DataAccessException
                || t instanceof CannotCreateTransactionException)
        .findFirst()
        .orElse(thrown);
  }

  private static BaseServerResponseException answer(Problem problem) {
    return switch (problem.code().kind()) {
      case UNREADABLE -> with(400, IssueType.STRUCTURE, problem);
      case NOT_PERMITTED -> with(403, IssueType.FORBIDDEN, problem);
      case NOT_FOUND -> with(404, IssueType.NOTFOUND, problem);
      case CONFLICT -> with(409, IssueType.CONFLICT, problem);
      case STALE -> with(412, IssueType.CONFLICT, problem);
      case INVALID -> with(422, IssueType.BUSINESSRULE, problem);
    };
  }

  private BaseServerResponseException answer(Decision decision) {
    Explanations.Explanation said = explanations.of(decision);
    String code = decision instanceof Decision.Refuse refuse ? refuse.reason().code() : "review";
    return new Coded(403, outcome(IssueType.FORBIDDEN, code, said.nl(), said.en()));
  }

  /**
   * What HAPI itself refuses: an unknown resource, parameter or operation. Its words may repeat the
   * input.
   */
  private static BaseServerResponseException answer(BaseServerResponseException hapi) {
    return switch (hapi.getStatusCode()) {
      case 404 -> with(404, IssueType.NOTFOUND, notSupported("URL"));
      case 405 -> with(405, IssueType.NOTSUPPORTED, notSupported("HTTP"));
      case 415 -> with(415, IssueType.NOTSUPPORTED, unreadable("Content-Type"));
      default ->
          with(
              hapi.getStatusCode() >= 500 ? 500 : 400,
              IssueType.INVALID,
              notSupported("URL, HTTP"));
    };
  }

  private static Problem unreadable(String what) {
    return Problem.of(Problem.Code.UNREADABLE, what);
  }

  private static Problem notSupported(String what) {
    return Problem.of(Problem.Code.NOT_SUPPORTED, what);
  }

  private static BaseServerResponseException outage(Exception e) {
    LOG.error("The database does not answer: {}", e.getClass().getSimpleName());
    return new Coded(
        503,
        outcome(
            IssueType.TRANSIENT,
            "not-available",
            "Eenplan kan dit nu niet bewaren. Er is niets vastgelegd; probeer het zo weer.",
            "Eenplan cannot keep this now. Nothing was recorded; try again in a moment."));
  }

  /** Our own fault. The log gets a number and a place in the code, and none of the words. */
  private static BaseServerResponseException bug(Throwable e) {
    String number = UUID.randomUUID().toString();
    Throwable root =
        Stream.iterate(e, Objects::nonNull, Throwable::getCause).reduce(e, (a, b) -> b);
    Throwable bare = new Throwable(root.getClass().getName());
    bare.setStackTrace(root.getStackTrace());
    LOG.error("Fault {}", number, bare);
    return new Coded(
        500,
        outcome(
            IssueType.EXCEPTION,
            "fault",
            "Er ging iets mis in Eenplan. Er is niets vastgelegd. Meld dit nummer: " + number,
            "Something went wrong in Eenplan. Nothing was recorded. Report this number: "
                + number));
  }

  private static BaseServerResponseException with(int status, IssueType type, Problem problem) {
    return new Coded(
        status, outcome(type, problem.code().code(), problem.dutch(), problem.english()));
  }

  static OperationOutcome outcome(IssueType type, String code, String dutch, String english) {
    OperationOutcome outcome = new OperationOutcome();
    issue(outcome, IssueSeverity.ERROR, type, code, dutch, english);
    return outcome;
  }

  /** What the hub has to say to what it recorded; it was recorded all the same. */
  static OperationOutcome remarks(List<Remark> remarks, Explanations explanations) {
    OperationOutcome outcome = new OperationOutcome();
    for (Remark remark : remarks) {
      Explanations.Explanation said = explanations.of(remark);
      IssueSeverity severity =
          switch (remark) {
            case Remark.EndsEarlier ends -> IssueSeverity.INFORMATION;
            case Remark.StatutoryRowFits fits -> IssueSeverity.WARNING;
          };
      issue(outcome, severity, IssueType.BUSINESSRULE, remark.code(), said.nl(), said.en());
    }
    if (remarks.isEmpty()) {
      String nl = "Eenplan heeft dit vastgelegd.";
      issue(
          outcome,
          IssueSeverity.INFORMATION,
          IssueType.INFORMATIONAL,
          "recorded",
          nl,
          "Eenplan recorded this.");
    }
    return outcome;
  }

  /** What the directory says to a referral that went out; empty when nothing. */
  static Optional<OperationOutcome> directory(List<Catalogue.Remark> remarks) {
    OperationOutcome outcome = new OperationOutcome();
    remarks.forEach(remark ->
        issue(
            outcome,
            remark.kind() == Catalogue.Remark.Kind.CONTRACT_EXCEPTION
                ? IssueSeverity.INFORMATION
                : IssueSeverity.WARNING,
            IssueType.BUSINESSRULE,
            remark.kind().code(),
            remark.dutch(),
            remark.english()));
    return Optional.of(outcome).filter(OperationOutcome::hasIssue);
  }

  private static void issue(
      OperationOutcome outcome,
      IssueSeverity severity,
      IssueType type,
      String code,
      String dutch,
      String english) {
    var issue = outcome.addIssue().setSeverity(severity).setCode(type);
    issue.getDetails().addCoding().setSystem(Systems.REASON).setCode(code);
    issue.getDetails().setText(dutch);
    issue.setDiagnostics(english);
  }

  /** An answer that is ready to go. */
  static final class Coded extends BaseServerResponseException {
    Coded(int status, OperationOutcome outcome) {
      super(status, outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode(), outcome);
    }
  }
}
