package nl.eenplan.api.json;

import java.util.List;
import java.util.Optional;

/**
 * What would happen if this were sent.
 *
 * @param consents as if the client had said these before; without a clientId they are of the
 *     referral's client
 */
public record PreviewJson(Optional<ReferralJson> referral, List<ConsentJson> consents) {}
