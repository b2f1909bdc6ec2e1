package nl.eenplan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.HubTest;
import nl.eenplan.ledger.Entry.Outcome;
import nl.eenplan.ledger.LedgerDesk.From;
import nl.eenplan.ledger.LedgerDesk.Page;
import nl.eenplan.organisation.OrganisationCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** However long the log is, a page of it costs the same, and no line is left out or comes twice. */
@HubTest
@TestInstance(Lifecycle.PER_CLASS)
class TheLogIsReadPageByPageTest {

  private static final int LINES = 45_000;

  private final JdbcClient database;
  private final LedgerDesk desk;
  private final Transactions transactions;
  private final OrganisationCode me = new OrganisationCode("lang-logboek");
  private final Who officer = new Who(me, "lang-logboek-privacy", "privacy-officer");

  TheLogIsReadPageByPageTest(JdbcClient database, LedgerDesk desk, Transactions transactions) {
    this.database = database;
    this.desk = desk;
    this.transactions = transactions;
  }

  /** One a second; the first was refused. Each is found in two capacities. */
  @BeforeAll
  void manyLines() {
    database
        .sql(
            """
            insert into ledger_entry (id, at, kind, outcome, organisation, account, role, sender,
              clients, event, consents, asked, released, withheld)
            select gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 s', 'decision',
              case n when 1 then 'refused' else 'permitted' end, :me, 'iemand', 'professional',
              :me, '{}', 'refer', '{}', '{}', '{}', '{}'
            from generate_series(1, :lines) n
            """)
        .param("me", me.value())
        .param("lines", LINES)
        .update();
  }

  private Page look(LedgerSearch search, From from, int count) {
    return transactions.run(() -> desk.search(officer, search, from, count, Instant.EPOCH));
  }

  private LedgerSearch decisions() {
    return LedgerSearch.of(me).from(Instant.parse("2025-12-31T00:00:00Z"));
  }

  @Test
  void nothingIsLeftOutAndNothingComesTwice() {
    for (boolean oldestFirst : new boolean[] {false, true}) {
      List<UUID> seen = new ArrayList<>();
      From from = new From(Optional.empty(), oldestFirst);
      Page page = look(decisions(), from, 10_000);
      while (page.next().isPresent()) {
        page.entries().forEach(entry -> seen.add(entry.id()));
        page = look(decisions(), new From(page.next(), oldestFirst), 10_000);
      }
      page.entries().forEach(entry -> seen.add(entry.id()));
      assertThat(seen).hasSize(LINES).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatIsRareIsFoundInAFewLooksEachOfWhichSaysHowFarItGot() {
    int looks = 0;
    Instant reached = Instant.MAX;
    Page page = look(decisions().outcome(Outcome.REFUSED), From.NEWEST, 25);
    while (page.next().isPresent()) {
      looks++;
      assertThat(page.entries()).isEmpty();
      assertThat(page.lookedTo().orElseThrow()).isBefore(reached);
      reached = page.lookedTo().orElseThrow();
      page = look(decisions().outcome(Outcome.REFUSED), new From(page.next(), false), 25);
    }
    assertThat(looks).isBetween(1, 10);
    assertThat(page.entries()).extracting(Entry::outcome).containsExactly(Outcome.REFUSED);
    assertThat(page.lookedTo()).isEmpty();
  }

  @Test
  void anotherOrganisationFindsNoneOfIt() {
    LedgerSearch theirs =
        LedgerSearch.of(new OrganisationCode("lang-buurman"))
            .from(Instant.parse("2025-12-31T00:00:00Z"));
    assertThat(look(theirs, From.NEWEST, 25).entries()).isEmpty();
  }

  @Test
  void eachCapacityHasItsIndexInTheOrderOfTime() {
    for (String capacity : LedgerDesk.CAPACITIES) {
      List<String> plan =
          transactions.run(() -> {
            // What is cheapest depends on what other tests wrote; here it is whether one can.
            database.sql("set local enable_sort = off").update();
            database.sql("set local enable_seqscan = off").update();
            database.sql("set local enable_bitmapscan = off").update();
            return database
                .sql(
                    "explain select * from ledger_entry where %s order by at desc, seq desc limit 25"
                        .formatted(capacity))
                .param("me", me.value())
                .query(String.class)
                .list();
          });
      assertThat(String.join("\n", plan)).contains("Index Scan").doesNotContain("Seq Scan", "Sort");
    }
  }
}
