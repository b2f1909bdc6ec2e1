/**
 * What a client gets in hand, on paper and for machines. The only package that knows PDF.
 *
 * <p>Depends on {@code disclosure} (what was agreed), and below it {@code policy}, {@code client}
 * and {@code organisation} (the words for it).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"disclosure", "policy", "client", "organisation"})
package nl.eenplan.letters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
