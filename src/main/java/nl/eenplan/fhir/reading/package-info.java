/**
 * Resources as partners send them, turned into facts and commands: an allow-list, so that what
 * nobody named stays with its holder.
 */
@NullMarked
package nl.eenplan.fhir.reading;

import org.jspecify.annotations.NullMarked;
