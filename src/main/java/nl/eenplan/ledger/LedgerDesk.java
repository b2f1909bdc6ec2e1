package nl.eenplan.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
   * An organisation is in an entry as actor, sender or recipient: each has its index, in the order
   * of time. As a recipient it sees what reached it, and not what was refused, previewed or only
   * prepared: of that it knows nothing.
   */
  static final List<String> CAPACITIES =
      List.of(
          "organisation = :me",
          "sender = :me",
          """
          recipient = :me and outcome = 'permitted' and (kind in ('disclosure', 'direction')
            or kind = 'status' and event not in ('prepare', 'edit'))\
          """);

  /** What keeps an entry from being found in two capacities, for each of them. */
  private static final List<String> ONCE =
      List.of("true", "organisation <> :me", "organisation <> :me and coalesce(sender, '') <> :me");

  /** How many entries of each capacity a page looks through at most. */
  private static final int LOOK = 10_000;

  private final JdbcClient database;
  private final Ledger ledger;

  LedgerDesk(JdbcClient database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * Where to begin.
   *
   * @param after the entry before the first one; empty to begin at the beginning
   * @param oldestFirst or else the newest
   */
  public record From(Optional<UUID> after, boolean oldestFirst) {
    /** The newest of all. */
    public static final From NEWEST = new From(Optional.empty(), false);
  }

  /**
   * @param next the entry after which the next page begins; empty when this was the last
   * @param lookedTo until when was looked, when it took too long to fill the page
   */
  public record Page(List<Entry> entries, Optional<UUID> next, Optional<Instant> lookedTo) {}

  /** The newest first, each as far as the officer may know of it. */
  public List<Entry> search(Who who, LedgerSearch search, int offset, int count, Instant now) {
    log(who, search, now);
    return find(search, false, List.of(), offset, count);
  }

  /** A page, which costs the same however long the log is. */
  public Page search(Who who, LedgerSearch search, From from, int count, Instant now) {
    log(who, search, now);
    return goOn(search, from, count);
  }

  /** The next page of one and the same look, which is in the log already. */
  public Page goOn(LedgerSearch search, From from, int count) {
    boolean up = from.oldestFirst();
    List<String> range = new ArrayList<>();
    from.after()
        .flatMap(this::mark)
        .ifPresent(mark -> {
          range.add("(at, seq) " + (up ? ">" : "<") + " (:at, :seq)");
          search.values().put("at", mark.at());
          search.values().put("seq", mark.seq());
        });
    Optional<Mark> floor =
        search.few().isEmpty() && !search.others().isEmpty()
            ? floor(search, up, range)
            : Optional.empty();
    floor.ifPresent(mark -> {
      range.add("(at, seq) " + (up ? "<=" : ">=") + " (:floor, :last)");
      search.values().put("floor", mark.at());
      search.values().put("last", mark.seq());
    });
    List<Entry> found = find(search, up, range, 0, count + 1);
    if (found.size() > count) {
      List<Entry> page = found.subList(0, count);
      return new Page(page, Optional.of(page.getLast().id()), Optional.empty());
    }
    return new Page(found, floor.map(Mark::id), floor.map(mark -> mark.at().toInstant()));
  }

  /** A place in the order of time. */
  private record Mark(UUID id, OffsetDateTime at, long seq) {
    static Mark in(ResultSet row, int n) throws SQLException {
      return new Mark(
          row.getObject("id", UUID.class),
          row.getObject("at", OffsetDateTime.class),
          row.getLong("seq"));
    }
  }

  private Optional<Mark> mark(UUID entry) {
    return database
        .sql("select id, at, seq from ledger_entry where id = ?")
        .param(entry)
        .query(Mark::in)
        .optional();
  }

  /** How far to look; empty when that is to the end. */
  private Optional<Mark> floor(LedgerSearch search, boolean up, List<String> range) {
    String places =
        CAPACITIES.stream()
            .map(capacity ->
                "(select at, seq from ledger_entry where %s %s offset %d limit 1)"
                    .formatted(
                        and(List.of(List.of(capacity), search.period(), range)), order(up), LOOK))
            .collect(Collectors.joining(" union all "));
    return database
        .sql(
            "select e.id, e.at, e.seq from ledger_entry e join (%s) p using (seq) order by e.at %s limit 1"
                .formatted(places, up ? "asc, e.seq asc" : "desc, e.seq desc"))
        .params(search.values())
        .query(Mark::in)
        .optional();
  }

  private List<Entry> find(
      LedgerSearch search, boolean up, List<String> range, int offset, int count) {
    boolean few = !search.few().isEmpty();
    String parts =
        IntStream.range(0, CAPACITIES.size())
            .mapToObj(i ->
                "(select * from %s where %s %s limit %d)"
                    .formatted(
                        few ? "few" : "ledger_entry",
                        and(
                            List.of(
                                List.of(CAPACITIES.get(i), ONCE.get(i)),
                                search.period(),
                                range,
                                search.common(),
                                search.others())),
                        order(up),
                        offset + count))
            .collect(Collectors.joining(" union all "));
    String with =
        few
            // By itself first: the planner may think that going through all is less work.
            ? "with few as materialized (select * from ledger_entry where %s) "
                .formatted(String.join(" and ", search.few()))
            : "";
    return database
        .sql(with + parts + order(up) + " offset " + offset + " limit " + count)
        .params(search.values())
        .query(LedgerDesk::entry)
        .stream()
        .map(new Discretion(search.officerOf())::of)
        .toList();
  }

  private static String and(List<List<String>> conditions) {
    return conditions.stream().flatMap(List::stream).collect(Collectors.joining(" and "));
  }

  private static String order(boolean up) {
    return up ? " order by at, seq" : " order by at desc, seq desc";
  }

  private void log(Who who, LedgerSearch search, Instant now) {
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
