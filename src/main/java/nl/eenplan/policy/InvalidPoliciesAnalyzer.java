package nl.eenplan.policy;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells who starts the hub what to correct in the policies, instead of a stack trace. */
class InvalidPoliciesAnalyzer extends AbstractFailureAnalyzer<InvalidPolicies> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidPolicies cause) {
    String problems =
        cause.errors().stream()
            .map(e -> "  %s, line %d: %s".formatted(e.file(), e.line(), e.problem()))
            .collect(Collectors.joining("\n"));
    String cures =
        cause.errors().stream()
            .map(e -> "  %s, line %d: %s".formatted(e.file(), e.line(), e.cure()))
            .collect(Collectors.joining("\n"));
    return new FailureAnalysis(
        "The hub does not start with policies that it cannot read in full:\n" + problems,
        "Correct the policies (consent-policies/README.md tells how to write them):\n" + cures,
        cause);
  }
}
