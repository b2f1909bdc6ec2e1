package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import nl.eenplan.Fhir.Sent;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A privacy officer who sees numbers looked at no client, and the log does not say so. */
@HubTest
class AStartPageCountsAndIsNoLookTest {

  private final Hub hub;
  private final NewPartner partners;
  private final JdbcClient database;

  AStartPageCountsAndIsNoLookTest(Hub hub, NewPartner partners, JdbcClient database) {
    this.hub = hub;
    this.partners = partners;
    this.database = database;
  }

  @Test
  void theConsentsThatEnd() {
    Form officer = Form.of(hub, "lv-privacy");
    long before = looks();
    assertThat(officer.open("/").body()).contains("/privacy/consents");
    assertThat(looks()).isEqualTo(before);
    assertThat(officer.open("/privacy/consents").status()).isEqualTo(200);
    assertThat(looks()).isEqualTo(before + 1);
  }

  private long looks() {
    return database
        .sql("select count(*) from ledger_entry where organisation = 'lv' and event = ?")
        .param("consents-ending")
        .query(Long.class)
        .single();
  }

  @Test
  void whatWaitsLongToBeDeletedHoweverMuchCameSince() {
    Sent sent =
        new Fhir(hub.partner("lv"))
            .send(
                Said.patient(Client.mieke()),
                Said.consent(urn(1), "participation", List.of("st-woej")),
                Said.order(urn(1), "participation", "Wil meedoen"),
                Said.task(urn(1), urn(3), "st-woej"));
    String code = partners.welfare().value();
    try {
      database
          .sql(
              """
              insert into recall (referral, organisation, reason, version, asked, lifted)
              select ?, ?, 'consent-withdrawn', 2, now() - n * interval '1 day',
                case when n < 101 then now() end
              from generate_series(1, 101) n
              """)
          .params(UUID.fromString(Fhir.id(sent.task())), code)
          .update();
      assertThat(Form.of(hub, code + "-privacy").open("/").body())
          .containsPattern("/privacy/recalls\"[^<]*</a>\\s*<span[^>]*>[^<]*\\b1\\b");
    } finally {
      database.sql("delete from recall where organisation = ?").param(code).update();
    }
  }
}
