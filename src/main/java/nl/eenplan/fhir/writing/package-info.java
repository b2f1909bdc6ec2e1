/** Resources as partners get them, made of what a release holds and nothing else. */
@NullMarked
package nl.eenplan.fhir.writing;

import org.jspecify.annotations.NullMarked;
