/** What may pass between whom, for everybody to look up. */
@NullMarked
package nl.eenplan.portal.policies;

import org.jspecify.annotations.NullMarked;
