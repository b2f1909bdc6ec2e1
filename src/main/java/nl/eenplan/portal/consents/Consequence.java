package nl.eenplan.portal.consents;

import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * What a withdrawal means for one organisation that was sent a referral.
 *
 * @param stopped whether the referral is over by it; if not, it goes on with others or has to be
 *     stopped
 * @param asked when the organisation was asked to delete what it has
 * @param confirmed when it said that it did
 */
public record Consequence(
    UUID referral,
    String organisation,
    String purpose,
    boolean stopped,
    ZonedDateTime asked,
    Optional<ZonedDateTime> confirmed) {}
