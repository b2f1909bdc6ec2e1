package nl.eenplan.portal.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Clients;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.portal.Typed;
import org.springframework.stereotype.Component;

/**
 * What somebody looks for in the log, as its address says: ids and codes. Whom an entry is about,
 * or who made it, is asked for by the entry, so that the address names nobody.
 */
@Component
class LogFilter {

  /** An own record of a client. */
  static final String CLIENT = "client";

  /** An entry: all about the same client. */
  static final String ABOUT = "about";

  /** An entry: all by the same user. */
  static final String BY = "by";

  /** A referral or a consent. */
  static final String SUBJECT = "subject";

  static final List<String> FIELDS =
      List.of(
          "from",
          "until",
          "with",
          "purpose",
          "kind",
          "outcome",
          "withheld",
          "emergency",
          "searches");

  private final LedgerDesk desk;
  private final Clients clients;

  LogFilter(LedgerDesk desk, Clients clients) {
    this.desk = desk;
    this.clients = clients;
  }

  /**
   * @return empty when something is wrong in it, or it asks for what the officer's organisation
   *     does not have
   */
  Optional<LedgerSearch> search(OrganisationCode me, Typed asked) {
    LedgerSearch search = LedgerSearch.of(me);
    asked.optionalDate("from").map(LogFilter::midnight).ifPresent(search::from);
    asked.optionalDate("until").map(day -> midnight(day.plusDays(1))).ifPresent(search::until);
    chosen(asked, "with")
        .filter(OrganisationCode::isValid)
        .map(OrganisationCode::new)
        .ifPresent(search::with);
    chosen(asked, "purpose").ifPresent(search::purpose);
    chosen(asked, "kind").flatMap(Entry.Kind::of).ifPresent(search::kind);
    chosen(asked, "outcome").flatMap(Entry.Outcome::of).ifPresent(search::outcome);
    chosen(asked, "withheld").flatMap(Category::of).ifPresent(search::withheld);
    if (!asked.value("emergency").isEmpty()) {
      search.inEmergency();
    }
    if (!has(asked, "searches") && !has(asked, "kind") && !has(asked, BY)) {
      search.withoutSearches();
    }
    boolean known = narrow(me, asked, search);
    return known && asked.isRight() ? Optional.of(search) : Optional.empty();
  }

  private boolean narrow(OrganisationCode me, Typed asked, LedgerSearch search) {
    Optional<UUID> subject = Words.uuid(asked.value(SUBJECT));
    subject.ifPresent(search::subject);
    Optional<ClientId> client =
        has(asked, CLIENT)
            ? Words.uuid(asked.value(CLIENT)).flatMap(id -> clients.ofRecord(id, me))
            : clientOf(me, asked.value(ABOUT));
    client.ifPresent(search::client);
    Optional<String> user = entry(me, asked.value(BY)).map(entry -> entry.who().user());
    user.ifPresent(search::user);
    return (client.isPresent() || (!has(asked, CLIENT) && !has(asked, ABOUT)))
        && (subject.isPresent() || !has(asked, SUBJECT))
        && (user.isPresent() || !has(asked, BY));
  }

  private Optional<ClientId> clientOf(OrganisationCode me, String entry) {
    return entry(me, entry)
        .filter(one -> one.clients().size() == 1)
        .map(one -> one.clients().getFirst());
  }

  private Optional<Entry> entry(OrganisationCode me, String id) {
    return Words.uuid(id)
        .flatMap(known ->
            desk
                .goOn(LedgerSearch.of(me).entry(known), LedgerDesk.From.NEWEST, 1)
                .entries()
                .stream()
                .findFirst());
  }

  static boolean has(Typed asked, String field) {
    return !asked.value(field).isEmpty();
  }

  private static Optional<String> chosen(Typed asked, String field) {
    return asked.optional(field, 100);
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(DutchTime.ZONE).toInstant();
  }
}
