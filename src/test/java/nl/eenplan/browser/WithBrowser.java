package nl.eenplan.browser;

import nl.eenplan.ThisMachine;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Starts {@link Chromium} once, and sees everybody out after each test. */
final class WithBrowser implements ExecutionCondition, BeforeEachCallback, AfterEachCallback {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean out =
        context.getTestMethod().isEmpty()
            && ThisMachine.leavesOut(
                context.getRequiredTestClass(), "Chromium", Chromium.program().isPresent());
    return out
        ? ConditionEvaluationResult.disabled("Chromium is not here")
        : ConditionEvaluationResult.enabled("it is here, or its absence a failure");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(Chromium.class, type -> Chromium.start(), Chromium.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    String test = context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName();
    Chromium.seeOut(context.getExecutionException().isPresent(), test.replaceAll("\\W+", "-"));
  }
}
