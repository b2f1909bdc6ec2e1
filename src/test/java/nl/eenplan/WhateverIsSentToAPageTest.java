package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page has an answer to it, and loses nothing. */
@HubTest
class WhateverIsSentToAPageTest {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final Hub hub;
  private final Fhir lv;
  private final Browser browser = new Browser();

  WhateverIsSentToAPageTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
  }

  @BeforeEach
  void signIn() {
    browser.signIn(hub.url().resolve("/"), "lv-medewerker", "demo-lv-medewerker");
  }

  @Test
  void aStepBeforeTheOneThatItNeeds() {
    String client = "/clients/" + Fhir.id(lv.create(Said.patient(Client.mieke())));
    String place = post(client + "/refer", Map.of("purpose", "participation")).address().getPath();
    assertThat(open(place.replace("/place", "/ground")).address().getPath()).isEqualTo(place);
    assertThat(open(place.replace("/place", "/preview")).address().getPath()).isEqualTo(place);
    assertThat(post(place.replace("/place", "/ground"), Map.of("question", "x")).status())
        .isEqualTo(200);
  }

  @Test
  void aDayWithASpaceBeforeIt() {
    String client = Fhir.id(lv.create(Said.patient(Client.mieke())));
    Browser.Page kept = consent(client, "client", Map.of("until", " " + today().plusDays(9)));
    assertThat(kept.address().getPath()).startsWith("/consents/");
    assertThat(kept.status()).isEqualTo(200);
  }

  @Test
  void aChildsOwnYes() {
    Client child = Client.named("Kim", "Verzonnen", today().minusYears(8).toString());
    String client = Fhir.id(lv.create(Said.patient(child)));
    Browser.Page looked = consent(client, "client", Map.of("look", "yes"));
    assertThat(looked.status()).isEqualTo(200);
    Browser.Page refused = consent(client, "client", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("een ouder of voogd geeft de toestemming");
  }

  @Test
  void whatAFormCannotShowStays() {
    Patient told = Said.patient(Client.mieke());
    told.getAddressFirstRep().addLine("achterhuis").setCountry("BE");
    told.addCommunication().getLanguage().addCoding().setSystem("urn:ietf:bcp:47").setCode("pt");
    told.getTelecomFirstRep().setSystem(ContactPointSystem.SMS);
    String client = "/clients/" + Fhir.id(lv.create(told));

    Map<String, String> form = Form.fields(open(client + "/edit"));
    form.put("email", "mieke@example.org");
    assertThat(post(client + "/edit", form).body())
        .contains("mieke@example.org", ", BE", "Portugees");
    form = Form.fields(open(client + "/edit"));
    form.put("street", "Nieuwe weg 1");
    form.put("language", "tr");
    assertThat(post(client + "/edit", form).body())
        .contains("Nieuwe weg 1", "Turks")
        .doesNotContain("achterhuis", "Portugees");
  }

  @Test
  void otherWordsInAFormThatWasSent() {
    String referral = refer();
    Map<String, String> form =
        new TreeMap<>(
            Map.of(
                "once",
                UUID.randomUUID().toString(),
                "contact-kind",
                "contact",
                "contact-words",
                "Eerste woorden"));
    assertThat(post(referral + "/contacts", form).status()).isEqualTo(200);
    assertThat(post(referral + "/contacts", form).status()).as("the same again").isEqualTo(200);
    form.put("contact-words", "Andere woorden");
    Browser.Page other = post(referral + "/contacts", form);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body()).contains("Andere woorden", "al verstuurd, met andere woorden");
    assertThat(open(referral).body().split("Eerste woorden", -1)).hasSize(2);
  }

  @Test
  void theOtherLanguageAfterAMistake() {
    String referral = refer();
    Browser.Page mistaken =
        post(referral + "/contacts", Map.of("once", UUID.randomUUID().toString()));
    assertThat(mistaken.status()).isEqualTo(422);
    Browser.Page english = open(referral + "/contacts?lang=en");
    assertThat(english.status()).isEqualTo(200);
    assertThat(english.address().getPath()).isEqualTo(referral);
    assertThat(open(referral + "/steps").status()).isEqualTo(200);
  }

  @Test
  void aNoteThatBeginsLikeAMessage() {
    String referral = refer();
    Map<String, String> form = new TreeMap<>();
    form.put("once", UUID.randomUUID().toString());
    form.put("contact-kind", "contact");
    form.put("contact-words", "{Let op} bel na tienen");
    assertThat(post(referral + "/contacts", form).body()).contains("{Let op} bel na tienen");
  }

  @Test
  void theOtherLanguageAfterAFormThatWasNotThere() {
    String client = Fhir.id(lv.create(Said.patient(Client.mieke())));
    String kept = consent(client, "client", Map.of()).address().getPath();
    Browser.Page mistaken = post(kept + "/signed", Map.of("once", UUID.randomUUID().toString()));
    assertThat(mistaken.status()).isEqualTo(422);
    Browser.Page english = open(kept + "/signed?lang=en");
    assertThat(english.status()).isEqualTo(200);
    assertThat(english.address().getPath()).isEqualTo(kept);
  }

  @Test
  void aFileThatIsMuchTooLarge() {
    String client = Fhir.id(lv.create(Said.patient(Client.mieke())));
    Matcher token = TOKEN.matcher(open("/").body());
    assertThat(token.find()).isTrue();
    Browser.Page wrong =
        browser.postFile(
            hub.url().resolve("/clients/" + client + "/consents/new"),
            Map.of("_csrf", token.group(1), "words", "Wil liever op papier"),
            "form",
            new byte[20 * 1024 * 1024]);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("Wil liever op papier", "te groot");
  }

  @Test
  void aNumberThatIsNoneInTheLog() {
    Form officer = Form.of(hub, "lv-privacy");
    String nothing = officer.open("/privacy?subject=" + UUID.randomUUID()).body();
    assertThat(officer.open("/privacy?subject=x").body().contains("<tbody"))
        .as("lines of the log")
        .isEqualTo(nothing.contains("<tbody"))
        .isFalse();
    String told = "/clients/" + UUID.randomUUID() + "/emergency/" + UUID.randomUUID() + "/told";
    assertThat(officer.open(told).body())
        .as("the officer's way back")
        .contains("/privacy/reviews/")
        .doesNotContain("/emergency\"");
  }

  @Test
  void aContactIsNoCode() {
    String referral = refer();
    String client = clientOf(referral);
    post(
        client + "/contacts",
        Map.of(
            "once",
            UUID.randomUUID().toString(),
            "referral",
            referral.substring("/referrals/".length()),
            "kind",
            "contact",
            "day",
            today().toString()));
    assertThat(open(referral).body()).contains("<strong>Contact").doesNotContain("contact 20");
  }

  @Test
  void aWishIsSaidInWords() {
    String referral = refer("P1M");
    assertThat(open(referral).body()).contains("Hoogstens een contact in 1 maand<");
    referral = refer("P14D");
    assertThat(open(referral).body()).contains("Hoogstens een contact in 2 weken<");
    String client = clientOf(referral);
    assertThat(open(client).body()).contains("hoogstens een keer in 2 weken");
    Map<String, String> form = Form.fields(open(client + "/edit"));
    assertThat(post(client + "/edit", form).body()).contains("hoogstens een keer in 2 weken");
  }

  private String clientOf(String referral) {
    Matcher link = Pattern.compile("/clients/[0-9a-f-]{36}").matcher(open(referral).body());
    assertThat(link.find()).isTrue();
    return link.group();
  }

  private String refer() {
    return refer("P6M");
  }

  private String refer(String wish) {
    Patient client = Said.patient(Client.mieke());
    client.addExtension(Said.BASE + "/StructureDefinition/contact-wish", new StringType(wish));
    String patient = lv.create(client);
    lv.create(
        Said.consent(
            patient,
            "participation",
            List.of("st-woej"),
            "identity",
            "contact",
            "referral-question"));
    String order = lv.create(Said.order(patient, "participation", "Wil mensen ontmoeten"));
    return "/referrals/" + Fhir.id(lv.create(Said.task(patient, order, "st-woej")));
  }

  private Browser.Page consent(String client, String giver, Map<String, String> more) {
    Map<String, String> form = new TreeMap<>();
    form.put("once", UUID.randomUUID().toString());
    form.put("answer", "yes");
    form.put("purpose", "participation");
    form.put("recipient", "st-woej");
    form.put("category", "referral-question");
    form.put("chosen", "[[yes], [participation], [st-woej]]");
    form.put("giver", giver);
    form.put("how", "talk");
    form.put("words", "Ja, dat is goed");
    form.put("language", "nl");
    form.put("on", today().toString());
    form.putAll(more);
    return post("/clients/" + client + "/consents/new", form);
  }

  private LocalDate today() {
    return LocalDate.parse(hub.today());
  }

  private Browser.Page open(String address) {
    return browser.open(URI.create(hub.url() + address));
  }

  private Browser.Page post(String address, Map<String, String> typed) {
    Map<String, String> form = new TreeMap<>(typed);
    Matcher token = TOKEN.matcher(open("/").body());
    assertThat(token.find()).isTrue();
    form.put("_csrf", token.group(1));
    return browser.post(hub.url().resolve(address), form);
  }
}
