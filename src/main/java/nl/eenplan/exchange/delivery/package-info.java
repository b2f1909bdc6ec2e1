/** Emptying the outbox: a lane per partner, in order, again and again until it works. */
@NullMarked
package nl.eenplan.exchange.delivery;

import org.jspecify.annotations.NullMarked;
