package nl.eenplan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.organisation.OrganisationCode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From before there was an index of names. */
@HubTest
class RecordsOfBeforeAreFoundByNameTest {

  private static final OrganisationCode LV = new OrganisationCode("lv");

  private final Persons persons;
  private final OwnClients own;
  private final Clients clients;
  private final NameIndex names;
  private final NamesOfBefore keeper;
  private final JdbcClient database;
  private final TransactionTemplate transactions;

  RecordsOfBeforeAreFoundByNameTest(
      Persons persons,
      OwnClients own,
      Clients clients,
      NameIndex names,
      NamesOfBefore keeper,
      JdbcClient database,
      TransactionTemplate transactions) {
    this.persons = persons;
    this.own = own;
    this.clients = clients;
    this.names = names;
    this.keeper = keeper;
    this.database = database;
    this.transactions = transactions;
  }

  @Test
  void withoutAChangeOfThem() {
    Facts facts =
        new Facts(
            List.of(
                Fact.of(
                    Category.IDENTITY_NAME,
                    new Fact.PersonName(
                        Optional.of("Vanvroegerzaal"), List.of("Geertje"), Optional.empty()))));
    UUID id = transactions.execute(begun -> persons.record(LV, Optional.empty(), facts, "{}").id());
    assertThat(found()).containsExactly(id);
    transactions.executeWithoutResult(begun -> {
      database.sql("delete from person_name where person = ?").param(id).update();
      database.sql("update person set named = false where id = ?").param(id).update();
      assertThat(found()).isEmpty();
    });

    await().atMost(Hub.SOON).untilAsserted(() -> assertThat(found()).containsExactly(id));
  }

  @Test
  void notByANameThatIsChangedAtThatMoment() {
    UUID id = kept("Qworpoud");
    CompletableFuture<?> keeping = whileItChanges(id);
    keeping.join();

    assertThat(indexed("xylonieuw")).containsExactly(id);
    assertThat(indexed("qworpoud")).isEmpty();
  }

  @Test
  void thoughAnotherCannotBeRead() {
    UUID id = kept("Zwenkelonleesbaar");
    try {
      transactions.executeWithoutResult(begun -> {
        ClientId client = persons.find(id).orElseThrow().client();
        database
            .sql("update person set facts = ?, named = false where id = ?")
            .params(clients.keyForChange(client).seal("no facts"), id)
            .update();
      });
      await().atMost(Hub.SOON).until(() -> isNamed(id));
    } finally {
      database.sql("delete from person where id = ?").param(id).update();
    }
  }

  /** As if from before, and changed, while the keeping of names waits for that. */
  private CompletableFuture<?> whileItChanges(UUID id) {
    for (; ; ) {
      database.sql("update person set named = false where id = ?").param(id).update();
      CompletableFuture<?> keeping =
          transactions.execute(begun -> {
            boolean first =
                database
                        .sql("update person set named = named where id = ? and not named")
                        .param(id)
                        .update()
                    == 1;
            if (!first) {
              return null;
            }
            persons.change(id, LV, Optional.empty(), Optional.empty(), named("Xylonieuw"), "{ }");
            CompletableFuture<?> second = CompletableFuture.runAsync(keeper::keepSome);
            await().atMost(Hub.SOON).until(this::somebodyWaits);
            return second;
          });
      if (keeping != null) {
        return keeping;
      }
    }
  }

  private UUID kept(String family) {
    return transactions.execute(
        begun -> persons.record(LV, Optional.empty(), named(family), "{}").id());
  }

  private static Facts named(String family) {
    return new Facts(
        List.of(
            Fact.of(
                Category.IDENTITY_NAME,
                new Fact.PersonName(Optional.of(family), List.of(), Optional.empty()))));
  }

  private List<UUID> indexed(String name) {
    return transactions.execute(begun -> names.find(LV, NameWords.of(name), 10));
  }

  private boolean isNamed(UUID id) {
    return database
        .sql("select named from person where id = ?")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  private boolean somebodyWaits() {
    return database
            .sql(
                """
                select count(*) from pg_stat_activity
                where wait_event_type = 'Lock' and query like '%person%'
                """)
            .query(Integer.class)
            .single()
        > 0;
  }

  private List<UUID> found() {
    return transactions.execute(
        begun -> own.named(LV, "geertje vanvroeger").persons().stream().map(Person::id).toList());
  }
}
