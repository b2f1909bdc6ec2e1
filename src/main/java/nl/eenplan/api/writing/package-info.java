/** Answers of the NL API, made of what may be shown to the caller and nothing else. */
@NullMarked
package nl.eenplan.api.writing;

import org.jspecify.annotations.NullMarked;
