/**
 * What came in, and what is done with it: the pages of who was asked, and of each referral for both
 * its sides.
 */
@NullMarked
package nl.eenplan.portal.partner;

import org.jspecify.annotations.NullMarked;
