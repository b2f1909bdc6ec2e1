package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The same as in the crisis of Sanne, by systems that do not speak FHIR. */
@HubTest
class TheDirectionPassesByJsonStoryTest {

  private final Hub hub;
  private final Client sanne = Client.named("Sanne", "Voorbeeld", "1998-01-17");
  private final Json lv;
  private final Json rivierduinen;
  private final Json woej;

  TheDirectionPassesByJsonStoryTest(Hub hub) {
    this.hub = hub;
    Contract contract = new Contract(hub);
    this.lv = new Json(hub.partner("lv"), contract);
    this.rivierduinen = new Json(hub.partner("rivierduinen"), contract);
    this.woej = new Json(hub.partner("st-woej"), contract);
  }

  @Test
  void toRivierduinenAndBack() {
    UUID atLv = Json.id(lv.post("clients", Json.client(sanne)));
    UUID atGgz = Json.id(rivierduinen.post("clients", Json.client(sanne)));
    lv.post("consents", Json.yes(atLv, "plan-coordination", "rivierduinen", "involvement"));
    rivierduinen.post("consents", Json.yes(atGgz, "plan-coordination", "lv", "involvement.care"));

    JsonNode opened =
        lv.post("plans", "{\"clientId\": \"%s\", \"contact\": \"Loket\"}".formatted(atLv));
    UUID plan = Json.id(opened);
    assertThat(opened.get("director").asString()).isEqualTo("lv");

    String body =
        """
        {"businessId": "overdracht-%s", "to": "rivierduinen", "reason": "crisis", "backOn": "%s"}
        """
            .formatted(plan, LocalDate.parse(hub.today()).plusDays(30));
    UUID offer = Json.id(lv.post("plans/" + plan + "/direction-offers", body));
    assertThat(Json.id(lv.post("plans/" + plan + "/direction-offers", body))).isEqualTo(offer);
    assertThat(rivierduinen.get("direction-offers/" + offer).get("clientId").asString())
        .isEqualTo(atGgz.toString());
    assertThat(
            Json.texts(
                rivierduinen.get("direction-offers?state=requested&pageSize=100").get("items"),
                "id"))
        .contains(offer.toString());

    String accept = "{\"answer\": \"accept\", \"contact\": \"Crisisdienst\"}";
    rivierduinen.post("direction-offers/" + offer + "/answers", accept, "If-Match", "\"1\"");
    rivierduinen.post("direction-offers/" + offer + "/answers", accept);
    JsonNode inCrisis = lv.get("plans/" + plan);
    assertThat(inCrisis.get("director").asString()).isEqualTo("rivierduinen");
    assertThat(inCrisis.get("clientId").asString()).isEqualTo(atLv.toString());

    rivierduinen.post("plans/" + plan + "/returns", "");
    JsonNode after = lv.get("plans?clientId=" + atLv).get("items").get(0);
    assertThat(Json.texts(after.get("directions"), "organisation"))
        .containsExactly("lv", "rivierduinen", "lv");
    assertThat(Json.texts(after.get("directions"), "reason"))
        .containsExactly("opened", "crisis", "return");

    lv.refused(409, "POST", "plans/" + plan + "/returns", "");
    woej.refused(404, "GET", "plans/" + plan, "");
    woej.refused(404, "GET", "direction-offers/" + offer, "");
    woej.refused(404, "POST", "direction-offers/" + offer + "/answers", accept);
    assertThat(Json.texts(woej.get("plans?clientId=" + atLv).get("items"), "id"))
        .isEqualTo(List.of());
    JsonNode wrong =
        lv.refused(
            422, "POST", "plans/" + plan + "/direction-offers", "{\"to\": \"rivierduinen\"}");
    assertThat(wrong.get("code").asString()).isEqualTo("missing");
    lv.refused(
        422,
        "POST",
        "plans/" + plan + "/direction-offers",
        "{\"to\": \"rivierduinen\", \"reason\": \"crisis\", \"backOn\": \"+999999999-12-31\"}");
    assertThat(
            lv.refused(422, "POST", "plans/" + plan + "/closings", "{\"reason\": \"tired\"}")
                .get("code")
                .asString())
        .isEqualTo("invalid");
    JsonNode closed = lv.post("plans/" + plan + "/closings", "{\"reason\": \"goals-reached\"}");
    assertThat(closed.get("state").asString()).isEqualTo("closed");
    assertThat(closed.has("director")).isFalse();
  }
}
