package nl.eenplan.portal.privacy;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.eenplan.client.Bsn;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * One field for whatever somebody has at hand: the number or address of a client's own record, of a
 * referral, a consent or an entry; a BSN; somebody's account. What is typed goes no further than
 * here; an id goes on.
 */
@Component
class LogFinding {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{8,9}");

  private final LedgerDesk desk;
  private final Clients clients;
  private final Persons persons;
  private final Clock clock;

  LogFinding(LedgerDesk desk, Clients clients, Persons persons, Clock clock) {
    this.desk = desk;
    this.clients = clients;
    this.persons = persons;
    this.clock = clock;
  }

  /**
   * The address of what was found; empty when it is nothing of this organisation.
   *
   * @throws Problem INVALID_BSN
   */
  Optional<String> address(Who officer, String typed) {
    Optional<UUID> id =
        ID.matcher(typed).results().map(MatchResult::group).findFirst().flatMap(Words::uuid);
    if (id.isPresent()) {
      return ofId(officer, id.get());
    }
    String bare = typed.replaceAll("[ .-]", "");
    return DIGITS.matcher(bare).matches()
        ? ofBsn(officer, bare)
        : any(officer, LedgerSearch.of(officer.organisation()).user(typed))
            .map(entry -> "/privacy?by=" + entry.id());
  }

  private Optional<String> ofBsn(Who officer, String digits) {
    return persons
        .find(officer.organisation(), new Bsn(digits))
        .map(Person::id)
        .map(record -> "/privacy?client=" + record);
  }

  private Optional<String> ofId(Who officer, UUID id) {
    if (clients.ofRecord(id, officer.organisation()).isPresent()) {
      return Optional.of("/privacy?client=" + id);
    }
    return any(officer, LedgerSearch.of(officer.organisation()).entry(id))
        .map(entry -> "/privacy/entries/" + id)
        .or(() ->
            any(officer, LedgerSearch.of(officer.organisation()).subject(id))
                .map(entry -> "/privacy?subject=" + id));
  }

  private Optional<Entry> any(Who officer, LedgerSearch search) {
    return desk
        .search(officer, search, LedgerDesk.From.NEWEST, 1, clock.instant())
        .entries()
        .stream()
        .findFirst();
  }
}
