package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of the field, told once and played by each door: what passes, what does not, and how it
 * ends is the same, and no door tells a partner more than another.
 */
@HubTest
@ParameterizedClass
@ValueSource(strings = {"fhir", "json", "queue"})
class EachCaseGoesThroughEachDoorTest {

  private static final String[] BASICS = {"identity", "contact", "referral-question"};

  @Parameter String door;

  private final Hub hub;
  private final Contract contract;
  private final List<Partner> listening = new ArrayList<>();

  EachCaseGoesThroughEachDoorTest(Hub hub) {
    this.hub = hub;
    this.contract = new Contract(hub);
  }

  private Speaker at(String account) {
    Partner partner = hub.partner(account);
    listening.add(partner);
    return Speaker.by(door, partner, contract);
  }

  @AfterEach
  void hangUp() throws Exception {
    for (Partner partner : listening) {
      partner.close();
    }
  }

  /** What a purpose never lets pass, in whatever it was sent or read. */
  private static void assertNever(Speaker partner, Client client, String... words) {
    assertThat(partner.partner().received()).doesNotContain(client.bsn());
    for (String word : words) {
      assertThat(partner.partner().received()).doesNotContain(word);
    }
  }

  /** Cases 01 and 02: consent, referral, contact, outcome. */
  @Test
  void sheTakesPartOrVolunteers() {
    Speaker lv = at("lv");
    Speaker woej = at("st-woej");
    for (String purpose : List.of("participation", "voluntary-work")) {
      Client client = Client.named("Mieke", "Verzonnen", "1978-03-14");
      String who = lv.register(client);
      assertThat(lv.refer(who, purpose, "st-woej", "").code()).isEqualTo("no-consent");
      lv.yes(who, purpose, "st-woej", BASICS);
      String id = ok(lv.refer(who, purpose, "st-woej", "", "health", "Energetische klachten"));
      assertThat(woej.read(id)).contains(client.family(), "Wil verder");
      goesTo(woej, id, "outcome", purpose.equals("participation") ? "participates" : purpose);
      assertThat(lv.state(id)).isEqualTo("completed");
      assertThat(woej.step(id, "accept", "")).isEqualTo("illegal-transition");
      new Canaries().neverOf(client).assertNeverReached(woej.partner());
      assertNever(woej, client, "Energetische", client.street(), client.birthDate());
    }
  }

  /** Case 03: no day activities without a granted indication. */
  @Test
  void heNeedsAnIndicationFirst() {
    Speaker lv = at("lv");
    Speaker wmo = at("lv-wmo");
    Speaker middin = at("middin");
    Client client = Client.named("Henk", "Verzonnen", "1970-01-02");
    String who = lv.register(client);
    lv.yes(who, "day-activities", "middin", BASICS);
    assertThat(lv.refer(who, "day-activities", "middin", "").code())
        .isEqualTo("prerequisite-missing");
    lv.yes(who, "wmo-indication", "lv-wmo", BASICS);
    String indication = ok(lv.refer(who, "wmo-indication", "lv-wmo", ""));
    assertThat(wmo.read(indication)).contains(client.family());
    goesTo(wmo, indication, "outcome", "indication-granted");
    String id = ok(lv.refer(who, "day-activities", "middin", indication));
    goesTo(middin, id, "outcome", "day-activities");
    assertThat(lv.state(id)).isEqualTo("completed");
  }

  /** Case 04: he falls ill, and nobody hears why. */
  @Test
  void itStandsStillWhileHeIsAway() {
    Speaker lv = at("lv");
    Speaker binnenbaan = at("binnenbaan");
    Client client = Client.named("Piet", "Verzonnen", "1976-01-02");
    String who = lv.register(client);
    lv.yes(who, "sheltered-work", "binnenbaan", BASICS);
    String id = ok(lv.refer(who, "sheltered-work", "binnenbaan", ""));
    assertThat(binnenbaan.step(id, "accept", "")).isEqualTo("ok");
    assertThat(binnenbaan.step(id, "first-contact", "")).isEqualTo("ok");
    assertThat(binnenbaan.step(id, "hold", "kanarie")).isEqualTo("invalid");
    assertThat(binnenbaan.step(id, "hold", "unavailable")).isEqualTo("ok");
    assertThat(lv.state(id)).isEqualTo("on-hold");
    assertThat(lv.read(id)).contains("unavailable");
    assertThat(binnenbaan.step(id, "resume", "")).isEqualTo("ok");
    assertThat(binnenbaan.step(id, "outcome", "sheltered-work")).isEqualTo("ok");
    assertThat(lv.state(id)).isEqualTo("completed");
    assertNever(binnenbaan, client);
  }

  /** Case 06: yes to one, no to another. */
  @Test
  void sheRefusesOneRecipient() {
    Speaker lv = at("lv");
    Speaker jobstap = at("jobstap");
    Speaker uwv = at("uwv");
    Client client = Client.named("Carla", "Canarinus", "1978-01-02");
    String who = lv.register(client);
    lv.yes(
        who,
        "reintegration",
        "jobstap",
        "identity",
        "contact",
        "referral-question",
        "work-capacity");
    lv.no(who, "uwv");
    String id =
        ok(
            lv.refer(
                who,
                "reintegration",
                "jobstap",
                "",
                "work-capacity",
                "Vier dagdelen",
                "addiction",
                "Geschiedenis met alcohol"));
    assertThat(jobstap.read(id)).contains("Vier dagdelen");
    assertThat(lv.refer(who, "target-group-register", "uwv", "").code())
        .isEqualTo("client-refused");
    assertNever(jobstap, client, "alcohol");
    assertThat(uwv.partner().received()).doesNotContain(client.family(), who);
  }

  /** Case 08: he did not start, and the sender knows at once. */
  @Test
  void heDoesNotStart() {
    Speaker lv = at("lv");
    Speaker woej = at("st-woej");
    Client client = Client.named("Kees", "Verzonnen", "1989-01-02");
    String who = lv.register(client);
    lv.yes(who, "participation", "st-woej", BASICS);
    String id = ok(lv.refer(who, "participation", "st-woej", ""));
    goesTo(woej, id, "fail", "did-not-start");
    assertThat(lv.state(id)).isEqualTo("failed");
    assertThat(lv.read(id)).contains("did-not-start");
    ok(lv.refer(who, "participation", "st-woej", ""));
  }

  /** Case 10: each of a group stands on their own consent. */
  @Test
  void whoOfTheGroupSaidYesGoes() {
    Speaker wassenaar = at("wassenaar");
    String target = "vrijwilligerscentrale-wassenaar";
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String who = wassenaar.register(Client.named("Lid" + i, "Verzonnen", "1960-01-02"));
      if (i < 10) {
        wassenaar.yes(who, "participation", target, BASICS);
      }
      codes.add(wassenaar.refer(who, "participation", target, "").code());
    }
    assertThat(codes.subList(0, 10)).containsOnly("ok");
    assertThat(codes.subList(10, 12)).containsOnly("no-consent");
  }

  /** Case 12: a care giver needs her word that names the recipient. */
  @Test
  void aCareGiverSendsOnlyWithHerWord() {
    Speaker rivierduinen = at("rivierduinen");
    Speaker lv = at("lv");
    Client client = Client.named("Sanne", "Verzonnen", "1998-01-02");
    String who = rivierduinen.register(client);
    assertThat(rivierduinen.refer(who, "participation", "lv", "").code()).isEqualTo("secrecy");
    rivierduinen.yes(who, "participation", "lv", BASICS);
    String id =
        ok(rivierduinen.refer(who, "participation", "lv", "", "health", "Is in behandeling"));
    assertThat(lv.read(id)).contains(client.family()).doesNotContain("rivierduinen");
    assertThat(lv.step(id, "accept", "")).isEqualTo("ok");
    assertThat(rivierduinen.state(id)).isEqualTo("accepted");
    assertThat(lv.partner().received()).doesNotContain("Is in behandeling");
  }

  private static String ok(Speaker.Said said) {
    assertThat(said.code()).isEqualTo("ok");
    return said.referral();
  }

  private static void goesTo(Speaker target, String id, String event, String code) {
    assertThat(target.step(id, "accept", "")).isEqualTo("ok");
    assertThat(target.step(id, "first-contact", "")).isEqualTo("ok");
    assertThat(target.step(id, event, code)).isEqualTo("ok");
  }
}
