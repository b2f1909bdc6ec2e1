/** A referral of several clients together. */
@NullMarked
package nl.eenplan.portal.referring.together;

import org.jspecify.annotations.NullMarked;
