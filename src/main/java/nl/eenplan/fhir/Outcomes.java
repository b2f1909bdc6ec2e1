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
import java.util.stream.Stream;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Remark;
import nl.eenplan.door.Failure;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Catalogue;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every error as an OperationOutcome that says what is wrong and what to do, with a code of {@code
 * /CodeSystem/reason}, in Dutch (details.text) and English (diagnostics). It never repeats what the
 * sender wrote, and neither does the log.
 */
@Component
@Interceptor
class Outcomes {

  private final Explanations explanations;

  Outcomes(Explanations explanations) {
    this.explanations = explanations;
  }

  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException translate(Throwable thrown, @Nullable RequestDetails request) {
    Optional<DataFormatException> unreadable =
        Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
            .filter(DataFormatException.class::isInstance)
            .map(DataFormatException.class::cast)
            .findFirst();
    return unreadable.isPresent()
        ? answer(Problem.of(Problem.Code.UNREADABLE, "FHIR R4 JSON"))
        : Failure.known(thrown).map(this::answer).orElseGet(() -> answerHapi(thrown, request));
  }

  private BaseServerResponseException answerHapi(
      Throwable thrown, @Nullable RequestDetails request) {
    return switch (thrown) {
      case AuthenticationException unknown -> unknown;
      case InternalErrorException bug -> answer(Failure.fault(bug));
      case InvalidRequestException wrong when isMessage(request) ->
          answer(unreadable("FHIR R4 JSON"));
      case InvalidRequestException wrong when isOperation(request) ->
          answer(Problem.of(Problem.Code.INVALID, "Parameters.parameter (name, value[x])"));
      case Coded ready -> ready;
      case BaseServerResponseException hapi -> answer(hapi);
      default -> answer(Failure.fault(thrown));
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

  private static BaseServerResponseException answer(Problem problem) {
    Failure.Wrong wrong = new Failure.Wrong(problem);
    IssueType type =
        switch (problem.code().kind()) {
          case UNREADABLE -> IssueType.STRUCTURE;
          case NOT_PERMITTED -> IssueType.FORBIDDEN;
          case NOT_FOUND -> IssueType.NOTFOUND;
          case CONFLICT, STALE -> IssueType.CONFLICT;
          case INVALID -> IssueType.BUSINESSRULE;
        };
    return with(wrong.status(), type, problem);
  }

  private BaseServerResponseException answer(Failure failure) {
    return switch (failure) {
      case Failure.Wrong wrong -> answer(wrong.problem());
      case Failure.NotPermitted refused -> {
        Explanations.Explanation said = explanations.of(refused.decision());
        yield coded(failure, IssueType.FORBIDDEN, said.nl(), said.en());
      }
      case Failure.Outage outage ->
          coded(failure, IssueType.TRANSIENT, Failure.Outage.DUTCH, Failure.Outage.ENGLISH);
      case Failure.Fault fault ->
          coded(failure, IssueType.EXCEPTION, fault.dutch(), fault.english());
    };
  }

  private static Coded coded(Failure failure, IssueType type, String dutch, String english) {
    return new Coded(failure.status(), outcome(type, failure.code(), dutch, english));
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
    return remarks.isEmpty() ? recorded() : outcome;
  }

  /** The hub did it and has nothing to add. */
  static OperationOutcome recorded() {
    OperationOutcome outcome = new OperationOutcome();
    String nl = "Eenplan heeft dit vastgelegd.";
    issue(
        outcome,
        IssueSeverity.INFORMATION,
        IssueType.INFORMATIONAL,
        "recorded",
        nl,
        "Eenplan recorded this.");
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

  /** It was recorded and not sent: why, and what is missing. */
  static OperationOutcome held(Decision decision, Explanations explanations) {
    Explanations.Explanation said = explanations.of(decision);
    OperationOutcome outcome = new OperationOutcome();
    issue(
        outcome,
        IssueSeverity.WARNING,
        IssueType.FORBIDDEN,
        new Failure.NotPermitted(decision).code(),
        "Eenplan houdt dit vast als concept. " + said.nl(),
        "Eenplan holds this as a draft. " + said.en());
    return outcome;
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
