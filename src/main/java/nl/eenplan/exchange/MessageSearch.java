package nl.eenplan.exchange;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * Which messages are looked for. All that is given has to fit.
 *
 * @param party who may see them: only those to it, or caused by it; empty for an operator
 * @param identifier the digest of the number that a sender gave its referral or its order
 * @param person a holder's record of the client that they are about
 * @param before only those with a lower cursor
 * @param count at most
 */
public record MessageSearch(
    Optional<OrganisationCode> party,
    Optional<OrganisationCode> partner,
    Optional<Message.State> state,
    Optional<UUID> referral,
    Optional<String> identifier,
    Optional<UUID> person,
    OptionalLong before,
    int count) {

  /** Whether it is about something, and not just about a partner. */
  boolean hasSubject() {
    return referral.isPresent() || identifier.isPresent() || person.isPresent();
  }
}
