package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import nl.eenplan.Partner.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A partner that speaks JSON at the NL API. Whatever it is answered, must be what the contract
 * says.
 */
final class Json {

  static final String API = "/api/v1/";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Partner partner;
  private final Contract contract;

  Json(Partner partner, Contract contract) {
    this.partner = partner;
    this.contract = contract;
  }

  Partner partner() {
    return partner;
  }

  /** An answer, whatever it is. */
  Answer send(String method, String path, String body, String... headers) {
    String[] all = new String[headers.length + 4];
    all[0] = "Accept";
    all[1] = "application/json";
    all[2] = "Content-Type";
    all[3] = "application/json";
    System.arraycopy(headers, 0, all, 4, headers.length);
    Answer answer = partner.send(method, API + path, body, all);
    assertThat(contract.wrongWith(method, API + path, answer))
        .as("%s %s: %s", method, path, answer.body())
        .isEmpty();
    return answer;
  }

  JsonNode get(String path) {
    return ok(send("GET", path, ""));
  }

  JsonNode post(String path, String body, String... headers) {
    return ok(send("POST", path, body, headers));
  }

  JsonNode put(String path, String body, String... headers) {
    return ok(send("PUT", path, body, headers));
  }

  /** The refusal of what must not pass. */
  JsonNode refused(int status, String method, String path, String body, String... headers) {
    Answer answer = send(method, path, body, headers);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return MAPPER.readTree(answer.body());
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    return MAPPER.readTree(answer.body());
  }

  static JsonNode tree(String body) {
    return MAPPER.readTree(body);
  }

  /** A step in a referral. */
  JsonNode step(UUID referral, String update) {
    return post("referrals/" + referral + "/status-updates", update);
  }

  static UUID id(JsonNode answer) {
    return UUID.fromString(answer.get("id").asString());
  }

  static String state(JsonNode referral) {
    return referral.get("state").asString();
  }

  /** The text of each of these, such as the codes of reports. */
  static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(one -> one.path(field).asString("")).toList();
  }

  /** A client as this API writes one. */
  static String client(Client client) {
    return """
    {"bsn": "%s", "names": [{"given": ["%s"], "family": "%s"}], "birthDate": "%s",
     "gender": "female",
     "addresses": [{"lines": ["%s"], "postalCode": "%s", "city": "%s"}],
     "telecoms": [{"system": "phone", "value": "%s"}],
     "contacts": [{"name": "Buurvrouw An", "telecoms": [{"system": "phone", "value": "06-12"}]}],
     "languages": [{"code": "nl", "preferred": true}]}
    """
        .formatted(
            client.bsn(),
            client.given(),
            client.family(),
            client.birthDate(),
            client.street(),
            client.postalCode(),
            client.city(),
            client.phone());
  }

  /** That these data may go to one organisation for one purpose. */
  static String yes(UUID client, String purpose, String recipient, String... categories) {
    return """
    {"clientId": "%s", "kind": "disclosure", "answer": "yes", "purposes": ["%s"],
     "recipients": ["%s"], "categories": ["%s"]}
    """
        .formatted(client, purpose, recipient, String.join("\", \"", categories));
  }

  /** A question for a client; {@code more} are further fields. */
  static String referral(UUID client, String purpose, String target, String text, String... more) {
    return """
    {"clientId": "%s", "purpose": "%s", "target": "%s", "question": {"text": "%s"}%s}
    """
        .formatted(
            client, purpose, target, text, more.length == 0 ? "" : ", " + String.join(", ", more));
  }
}
