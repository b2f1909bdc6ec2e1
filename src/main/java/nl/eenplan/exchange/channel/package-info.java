/** What the route files {@code routes/channel-*.camel.yaml} need to reach a partner. */
@NullMarked
package nl.eenplan.exchange.channel;

import org.jspecify.annotations.NullMarked;
