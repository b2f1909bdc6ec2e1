package nl.eenplan.exchange.delivery;

import java.util.UUID;
import nl.eenplan.exchange.Channel;
import nl.eenplan.organisation.OrganisationCode;

/**
 * One partner's lane, in the hands of who empties it.
 *
 * @param holder who has it, until the lease ends
 * @param failures in a row up to now; with any, one notice is tried before the rest
 */
record Lane(Channel channel, UUID holder, int failures) {

  OrganisationCode partner() {
    return channel.partner();
  }

  boolean isDoubted() {
    return failures > 0;
  }

  /** The same, now that something arrived. */
  Lane open() {
    return new Lane(channel, holder, 0);
  }
}
