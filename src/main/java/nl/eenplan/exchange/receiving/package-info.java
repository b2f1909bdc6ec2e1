/**
 * The queue door: each partner's own queue {@code in.<organisation>}, read in its order, answered
 * on {@code out.<organisation>}.
 */
@NullMarked
package nl.eenplan.exchange.receiving;

import org.jspecify.annotations.NullMarked;
