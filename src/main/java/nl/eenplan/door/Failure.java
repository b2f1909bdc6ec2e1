package nl.eenplan.door;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Why something did not happen, as a door may tell it: never in the sender's words, and with
 * nothing of how the hub is made.
 */
public sealed interface Failure {

  /** HTTP status. */
  int status();

  /** A code of {@code /CodeSystem/reason}. */
  String code();

  /** Something is wrong with what was asked. */
  record Wrong(Problem problem) implements Failure {
    @Override
    public int status() {
      return switch (problem.code().kind()) {
        case UNREADABLE -> 400;
        case NOT_PERMITTED -> 403;
        case NOT_FOUND -> 404;
        case CONFLICT -> 409;
        case STALE -> 412;
        case INVALID -> 422;
      };
    }

    @Override
    public String code() {
      return problem.code().code();
    }
  }

  /** The gate said no, or not yet. */
  record NotPermitted(Decision decision) implements Failure {
    @Override
    public int status() {
      return 403;
    }

    @Override
    public String code() {
      return decision instanceof Decision.Refuse refuse ? refuse.reason().code() : "review";
    }
  }

  /** The database does not answer: nothing was recorded, and it can be tried again. */
  record Outage() implements Failure {
    public static final String DUTCH =
        "Eenplan kan dit nu niet bewaren. Er is niets vastgelegd; probeer het zo weer.";
    public static final String ENGLISH =
        "Eenplan cannot keep this now. Nothing was recorded; try again in a moment.";

    @Override
    public int status() {
      return 503;
    }

    @Override
    public String code() {
      return "not-available";
    }
  }

  /**
   * Our own fault.
   *
   * @param number by which it is found in the hub's own log
   */
  record Fault(UUID number) implements Failure {
    @Override
    public int status() {
      return 500;
    }

    @Override
    public String code() {
      return "fault";
    }

    public String dutch() {
      return "Er ging iets mis in Eenplan. Er is niets vastgelegd. Meld dit nummer: " + number;
    }

    public String english() {
      return "Something went wrong in Eenplan. Nothing was recorded. Report this number: " + number;
    }
  }

  /** What was thrown, by us or somewhere below. */
  static Failure of(Throwable thrown) {
    return known(thrown).orElseGet(() -> fault(thrown));
  }

  /** The same; empty when nobody foresaw it. */
  static Optional<Failure> known(Throwable thrown) {
    return causes(thrown).flatMap(cause -> one(cause).stream()).findFirst();
  }

  private static Optional<Failure> one(Throwable cause) {
    return switch (cause) {
      case Problem problem -> Optional.of(new Wrong(problem));
      case Refused refused -> Optional.of(new NotPermitted(refused.decision()));
      case CannotCreateTransactionException outage -> Optional.of(outage(outage));
      case DataAccessResourceFailureException outage -> Optional.of(outage(outage));
      case TransientDataAccessException outage -> Optional.of(outage(outage));
      case TransactionSystemException outage -> Optional.of(outage(outage));
      case DataAccessException bug -> Optional.of(fault(bug));
      default -> Optional.empty();
    };
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(50);
  }

  private static Outage outage(Exception e) {
    Logs.LOG.error("The database does not answer: {}", e.getClass().getSimpleName());
    return new Outage();
  }

  /** The log gets a number and a place in the code, and none of the words. */
  static Fault fault(Throwable e) {
    UUID number = UUID.randomUUID();
    Throwable root = causes(e).reduce(e, (a, b) -> b);
    Throwable bare = new Throwable(root.getClass().getName());
    bare.setStackTrace(root.getStackTrace());
    Logs.LOG.error("Fault {}", number, bare);
    return new Fault(number);
  }

  /** An interface cannot keep a logger to itself. */
  final class Logs {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private Logs() {}
  }
}
