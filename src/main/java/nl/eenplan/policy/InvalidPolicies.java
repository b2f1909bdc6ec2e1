package nl.eenplan.policy;

import java.util.List;
import java.util.stream.Collectors;

/** The policy folder cannot be used. It names everything that is wrong at once. */
public final class InvalidPolicies extends RuntimeException {

  private final transient List<PolicyError> errors;

  InvalidPolicies(List<PolicyError> errors) {
    super(errors.stream().map(PolicyError::toString).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  /** By file and line. */
  public List<PolicyError> errors() {
    return errors;
  }
}
