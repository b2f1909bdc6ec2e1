/** What a client said about sharing: to write it down, to read it, to take it back. */
@NullMarked
package nl.eenplan.portal.consents;

import org.jspecify.annotations.NullMarked;
