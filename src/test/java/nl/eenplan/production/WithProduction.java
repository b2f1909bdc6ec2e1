package nl.eenplan.production;

import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Starts {@link Production} once, when a test of the run needs it, and ends it with the run. */
public final class WithProduction
    implements ParameterResolver, TestExecutionListener, ClassOrderer {

  private static CompletableFuture<Production> production;

  /** Begins to start it; comes back at once. */
  private static synchronized CompletableFuture<Production> begin() {
    if (production == null) {
      production = CompletableFuture.supplyAsync(Production::start, Thread::startVirtualThread);
    }
    return production;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    boolean needed =
        plan.getRoots().stream()
            .flatMap(root -> plan.getDescendants(root).stream())
            .flatMap(test -> test.getSource().stream())
            .anyMatch(WithProduction::needsIt);
    if (needed) {
      begin();
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (production != null) {
      production.thenAccept(Production::close).exceptionally(failed -> null).join();
    }
  }

  private static boolean needsIt(TestSource source) {
    return source instanceof ClassSource test && needsIt(test.getJavaClass());
  }

  private static boolean needsIt(Class<?> test) {
    return test.isAnnotationPresent(ProductionTest.class);
  }

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.comparing(WithProduction::order)
                .thenComparing(test -> needsIt(test.getTestClass())));
  }

  private static int order(ClassDescriptor test) {
    return test.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Production.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return begin().join();
  }
}
