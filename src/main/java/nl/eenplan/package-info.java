/** The hub: start at {@code README.md}, "one referral, file by file". */
@NullMarked
package nl.eenplan;

import org.jspecify.annotations.NullMarked;
