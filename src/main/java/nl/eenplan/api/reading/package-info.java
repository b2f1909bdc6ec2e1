/** What is said at the NL API, turned into facts and commands. */
@NullMarked
package nl.eenplan.api.reading;

import org.jspecify.annotations.NullMarked;
