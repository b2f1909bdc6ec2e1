package nl.eenplan.exchange;

import java.util.UUID;

/**
 * A notice ready to go, as the routes see it.
 *
 * @param partner the code of the organisation whose queue it goes to
 * @param referral an opaque number, by which it can be taken back
 * @param recall whether it takes back what waits for this partner about this referral
 * @param cloudEvent the message (CloudEvents 1.0, JSON format)
 */
public record Envelope(
    UUID id, String partner, String referral, boolean recall, String cloudEvent) {}
