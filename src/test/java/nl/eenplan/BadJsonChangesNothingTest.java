package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.UUID;
import nl.eenplan.Partner.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent to the NL API is answered with a code, in words that are ours, and has no
 * effect.
 */
@HubTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadJsonChangesNothingTest {

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Json lv;
  private final Json woej;
  private final Json outsider;
  private UUID client;
  private UUID consent;
  private UUID referral;

  BadJsonChangesNothingTest(Hub hub) {
    this.hub = hub;
    Contract contract = new Contract(hub);
    lv = new Json(hub.partner("lv"), contract);
    woej = new Json(hub.partner("st-woej"), contract);
    outsider = new Json(hub.partner("voorschoten-voor-elkaar"), contract);
  }

  @BeforeAll
  void aReferral() {
    client = Json.id(lv.post("clients", Json.client(mieke)));
    consent =
        Json.id(
            lv.post(
                "consents",
                Json.yes(
                    client,
                    "participation",
                    "st-woej",
                    "identity",
                    "referral-question",
                    "contact")));
    referral =
        Json.id(lv.post("referrals", Json.referral(client, "participation", "st-woej", "Kanarie")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "clients | {\"bsm\": \"kanarie\"} | 422 | not-supported",
        "clients | {\"bsn\": 999990019} | 422 | invalid",
        "clients | {\"bsn\": \"999911005\"} | 422 | invalid-bsn",
        "clients | {\"bsn\": NaN} | 400 | unreadable",
        "clients | {\"gender\": \"male\", \"gender\": \"female\"} | 400 | unreadable",
        "clients | {\"names\": [{\"family\": \"\\ud800\"}]} | 400 | unreadable",
        "clients | {\"names\": [{\"family\": \"a\\u0000b\"}]} | 400 | unreadable",
        "clients | {\"names\": [null]} | 422 | invalid",
        "clients | {\"names\": {}} | 422 | invalid",
        "clients | {\"names\": [{\"family\": \" \"}]} | 422 | invalid",
        "clients | {\"birthDate\": \"1978-13-01\"} | 422 | invalid",
        "clients | {\"birthDate\": 1e400} | 422 | invalid",
        "clients | {\"birthDate\": \"+999999999-12-31\"} | 422 | invalid",
        "clients | [] | 400 | unreadable",
        "clients | null | 400 | unreadable",
        "clients | {} {} | 400 | unreadable",
        "clients | {\"a\": | 400 | unreadable",
        "clients | \uFEFF{} | 400 | unreadable",
        "referrals | {} | 422 | missing",
        "referrals | {\"clientId\": \"kanarie\"} | 422 | invalid",
        "referrals | {\"clientId\": \"{client}\", \"purpose\": \"kanarie\", \"target\":"
            + " \"st-woej\"} | 422 | unknown-purpose",
        "referrals | {\"clientId\": \"{client}\", \"purpose\": \"participation\"} | 422 | missing",
        "referrals | {\"clientId\": \"{client}\", \"purpose\": \"participation\", \"target\":"
            + " \"lv\"} | 422 | unknown-recipient",
        "referrals | {\"clientId\": \"{client}\", \"purpose\": \"participation\", \"target\":"
            + " \"kanarie\"} | 422 | unknown-recipient",
        "referrals | {\"clientId\": \"{client}\", \"purpose\": \"participation\", \"target\":"
            + " \"../lv\"} | 422 | unknown-recipient",
        "referrals | {\"clientId\": \"{client}\", \"purpose\": \"participation\", \"target\":"
            + " \"st-woej\", \"notes\": [{\"text\": \"kanarie\"}]} | 422 | missing",
        "referrals | {\"clientId\": \"{client}\", \"purpose\": \"participation\", \"target\":"
            + " \"st-woej\", \"notes\": [{\"category\": \"kanarie\", \"text\": \"x\"}]} | 422 |"
            + " unknown-category",
        "referrals/{referral}/status-updates | {\"event\": \"kanarie\"} | 422 | invalid",
        "referrals/{referral}/status-updates | {\"event\": \"accept\"} | 409 | illegal-transition",
        "referrals/{referral}/status-updates | {\"event\": \"withdraw\"} | 422 | reason-missing",
        "consents | {\"clientId\": \"{client}\", \"kind\": \"disclosure\", \"answer\": \"yes\"} |"
            + " 422 | missing",
        "consents | {\"clientId\": \"{client}\", \"kind\": \"disclosure\", \"answer\": \"no\","
            + " \"until\": \"2000-01-01\"} | 422 | invalid",
        "consents | {\"clientId\": \"{client}\", \"kind\": \"disclosure\", \"answer\": \"no\","
            + " \"until\": \"+999999999-01-01\"} | 422 | invalid",
        "consents | {\"clientId\": \"{client}\", \"kind\": \"disclosure\", \"answer\": \"no\","
            + " \"givenOn\": \"-999999999-01-01\"} | 422 | invalid",
        "consents | {\"clientId\": \"{client}\", \"kind\": \"disclosure\", \"answer\": \"no\","
            + " \"exceptions\": []} | 422 | not-supported",
        "client-searches | {} | 422 | missing",
        "previews | {} | 422 | missing",
        "previews | {\"referral\": {}, \"consents\": [{many}]} | 422 | too-many",
      })
  void isRefusedWithACode(String path, String body, int status, String code) {
    JsonNode problem = lv.refused(status, "POST", fill(path), fill(body));
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.toString()).doesNotContainIgnoringCase("kanarie");
    assertThat(problem.get("detail").asString()).isNotBlank();
  }

  @Test
  void theFrameIsRefusedInTheSameWay() {
    String ok = Json.client(Client.mieke());
    assertThat(status("GET", "referrals?businessId=kanarie%ff", "")).isEqualTo(400);
    assertThat(status("POST", "clients", ok, "Content-Type", "text/plain")).isEqualTo(415);
    assertThat(status("POST", "clients", ok, "Content-Type", "application/json; charset=utf-16"))
        .isEqualTo(415);
    assertThat(status("POST", "clients", ok, "Content-Encoding", "gzip")).isEqualTo(415);
    assertThat(status("POST", "clients", ok, "Accept", "application/xml")).isEqualTo(406);
    assertThat(status("POST", "clients", "\"" + "x".repeat(1_100_000) + "\"")).isEqualTo(413);
    assertThat(status("POST", "clients", "[".repeat(5_000))).isEqualTo(400);
    assertThat(status("POST", "clients", "")).isEqualTo(400);
    assertThat(status("PATCH", "clients", "{}")).isEqualTo(405);
    assertThat(status("DELETE", "clients/" + client, "")).isEqualTo(405);
    assertThat(status("GET", "clients/", "")).isEqualTo(404);
    assertThat(status("GET", "clients?bsn=" + mieke.bsn(), "")).isEqualTo(422);
    assertThat(status("GET", "clients?page=0", "")).isEqualTo(422);
    assertThat(status("GET", "clients?page=1&page=2", "")).isEqualTo(422);
    assertThat(status("GET", "clients", "", "Authorization", "Bearer x")).isEqualTo(401);
    assertThat(status("PUT", "clients/" + client, Json.client(mieke), "If-Match", "\"kanarie\""))
        .isEqualTo(412);
  }

  private int status(String method, String path, String body, String... headers) {
    return lv.send(method, path, body, headers).status();
  }

  /** In Camel a header can say which method is called, and where a message goes. */
  @ParameterizedTest
  @CsvSource({
    "CamelHttpUri, http://localhost:1/",
    "CamelBeanMethodName, operations",
    "camelbeanmethodname, operations",
    "CAMELFILENAME, kanarie",
    "CamelHttpPath, /kanarie",
    "CamelHttpResponseCode, 418",
    "CamelToEndpoint, log:kanarie",
    "breadcrumbId, kanarie"
  })
  void aHeaderOfCamelsHasNoEffect(String name, String value) {
    Answer plain = lv.send("GET", "organisations/lv", "");
    Answer steered = lv.send("GET", "organisations/lv", "", name, value);
    assertThat(steered.status()).isEqualTo(200);
    assertThat(steered.body()).isEqualTo(plain.body());
    assertThat(steered.headers().map().keySet()).isEqualTo(plain.headers().map().keySet());
    assertThat(status("GET", "organisations/lv?" + name + "=x", "")).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET | clients/{client} | ",
        "GET | referrals/{referral} | ",
        "GET | consents/{consent} | ",
        "GET | referrals?clientId={client} | ",
        "GET | consents?clientId={client} | ",
        "GET | referrals?businessId={client} | ",
        "PUT | clients/{client} | {}",
        "POST | referrals/{referral}/status-updates | {\"event\": \"accept\"}",
        "POST | referrals/{referral}/status-updates | {\"event\": \"claim\"}",
        "POST | referrals/{referral}/deletion-confirmations | ",
        "POST | referrals/{referral}/resumptions | ",
        "POST | consents/{consent}/withdrawals | ",
        "POST | referrals | {\"clientId\": \"{client}\", \"purpose\": \"participation\","
            + " \"target\": \"st-woej\"}",
        "POST | consents | {\"clientId\": \"{client}\", \"kind\": \"disclosure\", \"answer\":"
            + " \"no\"}",
        "POST | previews | {\"referral\": {\"clientId\": \"{client}\", \"purpose\":"
            + " \"participation\", \"target\": \"st-woej\"}}",
      })
  void anOutsiderSeesWhatIsThereAsWhatIsNot(String method, String path, String body) {
    String said = body == null ? "" : body;
    Answer one = outsider.send(method, fill(path), fill(said));
    Answer other = outsider.send(method, madeUp(path), madeUp(said));
    assertThat(one.status()).isEqualTo(other.status());
    assertThat(bare(one.body())).isEqualTo(bare(other.body()));
    assertThat(one.headers().map().keySet()).isEqualTo(other.headers().map().keySet());
    assertThat(one.body()).doesNotContain(mieke.family(), "Kanarie");
    assertThat(Json.state(woej.get("referrals/" + referral))).isEqualTo("requested");
  }

  private String fill(String text) {
    return text.replace("{client}", client.toString())
        .replace("{consent}", consent.toString())
        .replace("{referral}", referral.toString())
        .replace("{many}", String.join(",", Collections.nCopies(101, "{}")));
  }

  private static String madeUp(String text) {
    return text.replaceAll("\\{(client|consent|referral)}", UUID.randomUUID().toString());
  }

  private static String bare(String body) {
    return body.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "#");
  }
}
