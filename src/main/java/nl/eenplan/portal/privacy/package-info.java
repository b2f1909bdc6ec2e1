/**
 * What a privacy officer works with: the log of the own organisation, what went out on a vital
 * interest, what ends, what was asked to be deleted, and what other policies would have decided.
 */
@NullMarked
package nl.eenplan.portal.privacy;

import org.jspecify.annotations.NullMarked;
