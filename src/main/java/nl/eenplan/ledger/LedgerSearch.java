package nl.eenplan.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;

/**
 * What a privacy officer looks for in the log of the own organisation: what it did, sent or
 * received.
 *
 * @param officerOf whose log it is
 * @param with the other party
 * @param reason a code that says why
 * @param emergency only where a vital interest was claimed
 * @param from the first moment, inclusive
 * @param until the last moment, exclusive
 */
public record LedgerSearch(
    OrganisationCode officerOf,
    Optional<UUID> id,
    Optional<ClientId> client,
    Optional<OrganisationCode> with,
    Optional<Entry.Kind> kind,
    Optional<Entry.Outcome> outcome,
    Optional<String> purpose,
    Optional<UUID> subject,
    Optional<String> reason,
    boolean emergency,
    Optional<Instant> from,
    Optional<Instant> until,
    int offset,
    int count) {

  /** All that the officer may see of a period. */
  public static LedgerSearch of(
      OrganisationCode officerOf,
      Optional<Instant> from,
      Optional<Instant> until,
      int offset,
      int count) {
    return new LedgerSearch(
        officerOf,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        from,
        until,
        offset,
        count);
  }
}
