/** The NL API's way in and out: Camel's REST routes in front of {@code api}. */
@NullMarked
package nl.eenplan.exchange.web;

import org.jspecify.annotations.NullMarked;
