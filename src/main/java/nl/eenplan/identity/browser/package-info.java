/** People who sign in with a browser, and their sessions. */
@NullMarked
package nl.eenplan.identity.browser;

import org.jspecify.annotations.NullMarked;
