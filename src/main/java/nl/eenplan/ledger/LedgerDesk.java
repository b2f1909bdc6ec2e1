package nl.eenplan.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.ledger.Entry.Grounds;
import nl.eenplan.organisation.OrganisationCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where a privacy officer reads the log. Every search is an entry itself. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class LedgerDesk {

  /**
   * An organisation is in an entry as actor, sender or recipient: each has its index, read from the
   * newest. As a recipient it sees what reached it, and not what was refused, previewed or only
   * prepared: of that it knows nothing.
   */
  private static final List<String> CAPACITIES =
      List.of(
          "organisation = :me",
          "sender = :me",
          """
          recipient = :me and outcome = 'permitted' and (kind in ('disclosure', 'direction')
            or kind = 'status' and event not in ('prepare', 'edit'))\
          """);

  private static final String FILTERS =
      """
       and (:id::uuid is null or id = :id)
       and (:client::uuid is null or clients @> array[:client::uuid]
         and not (kind = 'decision' and event = 'read' and sender <> :me))
       and (:with::text is null or :with = organisation or :with in (sender, recipient)
         and not (kind = 'decision' and event = 'read' and sender <> :me and policy_digest is null))
       and (:with::text is null or secret is null or secret = :me or secret <> :with)
       and (:kind::text is null or kind = :kind)
       and (:outcome::text is null or outcome = :outcome)
       and (:purpose::text is null or purpose = :purpose)
       and (:subject::uuid is null or subject = :subject)
       and (:reason::text is null or reason = :reason)
       and (not :emergency or emergency)
       and (:from::timestamptz is null or at >= :from)
       and (:until::timestamptz is null or at < :until)
       order by seq desc limit :most
      """;

  private static final String SELECT =
      CAPACITIES.stream()
          .map(capacity -> "(select * from ledger_entry where " + capacity + FILTERS + ")")
          .reduce((one, other) -> one + " union " + other)
          .map(parts -> parts + " order by seq desc offset :offset limit :count")
          .orElseThrow();

  private final JdbcClient database;
  private final Ledger ledger;

  LedgerDesk(JdbcClient database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /** The newest first, each as far as the officer may know of it. */
  public List<Entry> search(Who who, LedgerSearch search, Instant now) {
    List<Entry> found =
        database
            .sql(SELECT)
            .param("me", search.officerOf().value())
            .param("id", search.id().orElse(null))
            .param("client", search.client().map(ClientId::value).orElse(null))
            .param("with", search.with().map(OrganisationCode::value).orElse(null))
            .param("kind", search.kind().map(Entry.Kind::code).orElse(null))
            .param("outcome", search.outcome().map(Entry.Outcome::code).orElse(null))
            .param("purpose", search.purpose().orElse(null))
            .param("subject", search.subject().orElse(null))
            .param("reason", search.reason().orElse(null))
            .param("emergency", search.emergency())
            .param("from", search.from().map(LedgerDesk::utc).orElse(null))
            .param("until", search.until().map(LedgerDesk::utc).orElse(null))
            .param("most", search.offset() + search.count())
            .param("offset", search.offset())
            .param("count", search.count())
            .query(LedgerDesk::entry)
            .stream()
            .map(new Discretion(search.officerOf())::of)
            .toList();
    ledger.append(
        Entry.of(
            now,
            Entry.Kind.SEARCH,
            Entry.Outcome.PERMITTED,
            Optional.empty(),
            who,
            search.client().stream().toList(),
            "search",
            search.subject()));
    return found;
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static Entry entry(ResultSet row, int n) throws SQLException {
    return new Entry(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Entry.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
        Entry.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        text(row, "reason"),
        new Who(
            new OrganisationCode(row.getString("organisation")),
            row.getString("account"),
            row.getString("role")),
        text(row, "sender").map(OrganisationCode::new),
        text(row, "recipient").map(OrganisationCode::new),
        Arrays.stream((UUID[]) row.getArray("clients").getArray()).map(ClientId::new).toList(),
        text(row, "purpose"),
        row.getString("event"),
        Optional.ofNullable(row.getObject("subject", UUID.class)),
        grounds(row),
        categories(row.getArray("asked")),
        categories(row.getArray("released")),
        categories(row.getArray("withheld")),
        row.getBoolean("emergency"),
        text(row, "secret").map(OrganisationCode::new));
  }

  private static Optional<Grounds> grounds(ResultSet row) throws SQLException {
    @Nullable String digest = row.getString("policy_digest");
    return digest == null
        ? Optional.empty()
        : Optional.of(
            new Grounds(
                text(row, "policy_row"),
                text(row, "basis"),
                text(row, "statute"),
                text(row, "condition"),
                digest,
                List.of((String[]) row.getArray("consents").getArray())));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Categories categories(Array codes) throws SQLException {
    return Categories.of(
        Arrays.stream((String[]) codes.getArray())
            .flatMap(code -> Category.of(code).stream())
            .toList());
  }
}
