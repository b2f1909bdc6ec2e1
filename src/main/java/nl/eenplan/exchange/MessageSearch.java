package nl.eenplan.exchange;

import java.time.Instant;
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
 * @param from only what began to wait at that moment or later
 * @param until only what began to wait before
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
    Optional<Instant> from,
    Optional<Instant> until,
    OptionalLong before,
    int count) {

  /** All, the newest first. */
  public static MessageSearch newest(int count) {
    return new MessageSearch(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        count);
  }

  public MessageSearch seenBy(Optional<OrganisationCode> reader) {
    return new MessageSearch(
        reader, partner, state, referral, identifier, person, from, until, before, count);
  }

  public MessageSearch to(Optional<OrganisationCode> receiver) {
    return new MessageSearch(
        party, receiver, state, referral, identifier, person, from, until, before, count);
  }

  public MessageSearch in(Optional<Message.State> wanted) {
    return new MessageSearch(
        party, partner, wanted, referral, identifier, person, from, until, before, count);
  }

  public MessageSearch about(
      Optional<UUID> thisReferral, Optional<String> digest, Optional<UUID> client) {
    return new MessageSearch(
        party, partner, state, thisReferral, digest, client, from, until, before, count);
  }

  public MessageSearch within(Optional<Instant> start, Optional<Instant> end) {
    return new MessageSearch(
        party, partner, state, referral, identifier, person, start, end, before, count);
  }

  public MessageSearch after(OptionalLong cursor) {
    return new MessageSearch(
        party, partner, state, referral, identifier, person, from, until, cursor, count);
  }

  /** Whether it is about something, and not just about a partner. */
  public boolean hasSubject() {
    return referral.isPresent() || identifier.isPresent() || person.isPresent();
  }
}
