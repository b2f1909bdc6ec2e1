package nl.eenplan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
  private final JdbcClient database;
  private final TransactionTemplate transactions;

  RecordsOfBeforeAreFoundByNameTest(
      Persons persons, OwnClients own, JdbcClient database, TransactionTemplate transactions) {
    this.persons = persons;
    this.own = own;
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

  private List<UUID> found() {
    return transactions.execute(
        begun -> own.named(LV, "geertje vanvroeger").persons().stream().map(Person::id).toList());
  }
}
