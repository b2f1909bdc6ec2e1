package nl.eenplan.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test in a real Chromium, beside {@code @HubTest} or {@code @ProductionTest}. All these tests
 * share one browser; each {@link Visitor} has cookies of its own and leaves when the test method
 * ends. Without a Chromium such a test says that it did not run; with {@code EENPLAN_CI=true} in
 * the environment it fails. When it fails, {@code target/screenshots/failed-*.png} shows where.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithBrowser.class)
public @interface BrowserTest {}
