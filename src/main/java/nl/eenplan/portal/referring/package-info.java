/** The consultant's pages: own clients, a referral in four steps, what was sent. */
@NullMarked
package nl.eenplan.portal.referring;

import org.jspecify.annotations.NullMarked;
