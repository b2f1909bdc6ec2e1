package nl.eenplan.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong in a folder, so that one run names everything. */
final class PolicyErrors {

  private final Set<PolicyError> errors = new LinkedHashSet<>();

  void note(String file, int line, String problem, String cure) {
    errors.add(new PolicyError(file, line, problem, cure));
  }

  int count() {
    return errors.size();
  }

  void throwIfAny() {
    if (!errors.isEmpty()) {
      List<PolicyError> sorted = new ArrayList<>(errors);
      sorted.sort(Comparator.comparing(PolicyError::file).thenComparingInt(PolicyError::line));
      throw new InvalidPolicies(sorted);
    }
  }
}
