/**
 * What an organisation's administrator looks after: its accounts, how it is reached, and what it
 * offers. Only its own.
 */
@NullMarked
package nl.eenplan.portal.organisation;

import org.jspecify.annotations.NullMarked;
