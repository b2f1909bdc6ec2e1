package nl.eenplan.referral;

import java.util.Optional;
import java.util.UUID;

/**
 * What a referral belongs to.
 *
 * @param partOf the referral that is passed on by this one; known to who passes it on alone
 * @param group the clients who are referred together with this one
 */
public record Ties(Optional<UUID> partOf, Optional<UUID> group) {

  public static final Ties NONE = new Ties(Optional.empty(), Optional.empty());

  public static Ties partOf(Optional<UUID> parent) {
    return new Ties(parent, Optional.empty());
  }

  public static Ties group(UUID group) {
    return new Ties(Optional.empty(), Optional.of(group));
  }

  Ties ofTarget() {
    return new Ties(Optional.empty(), group);
  }
}
