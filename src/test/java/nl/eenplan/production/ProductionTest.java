package nl.eenplan.production;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against {@link Production}, to be had in the constructor. There is one, for all these
 * tests: it starts in the background while the other tests run, and these come last.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithProduction.class)
public @interface ProductionTest {}
