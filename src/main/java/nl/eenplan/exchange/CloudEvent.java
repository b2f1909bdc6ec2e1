package nl.eenplan.exchange;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A notice on the wire: CloudEvents 1.0 in the NL GOV profile, without data.
 *
 * @param source {@code urn:nld:oin:} and the hub's organisation identification number
 * @param type reverse domain name, such as {@code nl.eenplan.referral.submit}
 * @param subject the referral's own number
 * @param dataref where to read it, with the partner's own token and through the gate
 */
record CloudEvent(
    String specversion,
    UUID id,
    URI source,
    String type,
    String subject,
    OffsetDateTime time,
    URI dataref) {}
