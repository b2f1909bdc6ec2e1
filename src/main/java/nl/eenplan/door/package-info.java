/**
 * What holds at every door, whatever is spoken there: in which capacity somebody comes, how large
 * and deep a message may be, that the same message twice has one effect, and what a failure may
 * tell.
 *
 * <p>Depends on {@code disclosure} (a refusal of the gate), {@code client} (keyed digests), {@code
 * ledger}, {@code organisation}, {@code identity} and {@code problem}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"disclosure", "client", "ledger", "organisation", "identity", "problem"})
package nl.eenplan.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
