package nl.eenplan.operations;

import java.util.Map;
import nl.eenplan.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What is wrong, as RFC 9457 has it, with our code and both languages; never what was sent. */
@RestControllerAdvice(basePackageClasses = AdminAnswers.class)
class AdminAnswers {

  @ExceptionHandler
  ProblemDetail problem(Problem problem) {
    return answer(problem);
  }

  static ProblemDetail answer(Problem problem) {
    HttpStatus status =
        switch (problem.code().kind()) {
          case UNREADABLE -> HttpStatus.BAD_REQUEST;
          case NOT_PERMITTED -> HttpStatus.FORBIDDEN;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
          case STALE -> HttpStatus.PRECONDITION_FAILED;
          case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    ProblemDetail answer = ProblemDetail.forStatusAndDetail(status, problem.dutch());
    answer.setTitle(problem.code().code());
    answer.setProperties(Map.of("code", problem.code().code(), "detailEn", problem.english()));
    return answer;
  }

  @ExceptionHandler(HttpMessageNotReadableException.class)
  ProblemDetail unreadable() {
    return answer(Problem.of(Problem.Code.UNREADABLE, "JSON"));
  }

  @ExceptionHandler
  ProblemDetail wrong(MethodArgumentTypeMismatchException e) {
    return answer(Problem.of(Problem.Code.INVALID, e.getName()));
  }
}
