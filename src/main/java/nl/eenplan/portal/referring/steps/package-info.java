/** A referral that somebody is writing, step by step. */
@NullMarked
package nl.eenplan.portal.referring.steps;

import org.jspecify.annotations.NullMarked;
