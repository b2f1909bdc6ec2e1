package nl.eenplan.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows {@link NoIssuerException} with the two ways out. */
final class NoIssuerAnalyzer extends AbstractFailureAnalyzer<NoIssuerException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, NoIssuerException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Name your OpenID Connect provider with --eenplan.issuer=https://..., "
            + "or run the demo with --spring.profiles.active=demo.",
        cause);
  }
}
