package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.portal.referring.steps.Draft;
import nl.eenplan.portal.referring.steps.Drafts;
import nl.eenplan.problem.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One draft stays one draft, and keeps what each tab typed. */
@HubTest
class TwoTabsAndTwoClicksTest {

  private static final Who WHO = new Who(new OrganisationCode("lv"), "two-tabs", "professional");

  private final Hub hub;
  private final Drafts drafts;
  private final Transactions transactions;
  private final JdbcClient database;

  TwoTabsAndTwoClicksTest(Hub hub, Drafts drafts, Transactions transactions, JdbcClient database) {
    this.hub = hub;
    this.drafts = drafts;
    this.transactions = transactions;
    this.database = database;
  }

  @Test
  void bothTabsAreKept() {
    UUID id = UUID.randomUUID();
    transactions.run(() -> drafts.begin(WHO, id, Optional.empty(), Map.of()));
    CompletableFuture<?> other =
        transactions.run(() -> {
          keep(id, "question");
          CompletableFuture<?> second =
              CompletableFuture.runAsync(() -> transactions.run(() -> keep(id, "place")));
          await().atMost(Hub.SOON).until(this::somebodyWaits);
          return second;
        });
    other.join();

    assertThat(transactions.run(() -> drafts.find(WHO, id).orElseThrow()).fields())
        .containsOnlyKeys("question", "place");
  }

  @Test
  void aDoubleClickBeginsOneReferral() {
    String patient = new Fhir(hub.partner("lv")).create(Said.patient(Client.mieke()));
    String client = "/clients/" + Fhir.id(patient);
    Form form = Form.of(hub, "lv-medewerker");
    String once = Form.value(form.open(client + "/refer"), "once");

    String first = begin(form, client, once, "participation");
    assertThat(begin(form, client, once, "participation")).isEqualTo(first);
    assertThat(begin(form, client, once, "voluntary-work"))
        .as("back, and something else chosen")
        .isEqualTo(first);
    assertThat(form.open(client).body().split("/purpose\"", -1)).hasSize(2);
    assertThat(form.open(first.replace("/place", "/purpose")).body())
        .containsPattern("value=\"voluntary-work\"[^>]*checked");
  }

  @Test
  void ofTwoThatSendItAtTheSameMomentOneDoes() {
    UUID id = UUID.randomUUID();
    Draft seen = transactions.run(() -> drafts.begin(WHO, id, Optional.empty(), Map.of()));
    UUID became = UUID.randomUUID();
    assertThat(send(seen, became)).isEqualTo(became);
    assertThatThrownBy(() -> send(seen, UUID.randomUUID())).isInstanceOf(Problem.class);
    assertThat(transactions.run(() -> drafts.find(WHO, id)).orElseThrow().became())
        .contains(became);
  }

  private UUID send(Draft seen, UUID as) {
    return transactions.run(() -> {
      drafts.sent(WHO, seen, as);
      return as;
    });
  }

  private static String begin(Form form, String client, String once, String purpose) {
    Browser.Page page = form.post(client + "/refer", Map.of("once", once, "purpose", purpose));
    assertThat(page.status()).isEqualTo(200);
    return page.address().getPath();
  }

  private Object keep(UUID id, String field) {
    return drafts.keep(WHO, id, Map.of(field, List.of("x")));
  }

  private boolean somebodyWaits() {
    return database
            .sql(
                """
                select count(*) from pg_stat_activity
                where wait_event_type = 'Lock' and query like '%referral_draft%'
                """)
            .query(Integer.class)
            .single()
        > 0;
  }
}
