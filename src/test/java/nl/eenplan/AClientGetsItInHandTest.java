package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.junit.jupiter.api.Test;

/** What Mieke agreed to she gets in hand: a letter that she can read, and a record for machines. */
@HubTest
class AClientGetsItInHandTest {

  private static final String DPV = "https://w3id.org/dpv#";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Amsterdam"));

  private final Hub hub;
  private final Partner atLv;
  private final Fhir lv;
  private final Fhir officer;
  private final Client mieke = Client.mieke();
  private final String patient;

  AClientGetsItInHandTest(Hub hub) {
    this.hub = hub;
    atLv = hub.partner("lv");
    lv = new Fhir(atLv);
    officer = new Fhir(hub.partner("lv-privacy"));
    patient = lv.create(Said.patient(mieke));
  }

  @Test
  void aLetterSaysWhatWithWhomWhatForAndUntilWhen() throws Exception {
    String letter = letter(lv.create(consent()));
    assertThat(letter)
        .contains("Uw toestemming")
        .contains("Deze brief is voor Mieke Verzonnen")
        .contains("Op " + day(TODAY))
        .contains("Wat: naam, geboortejaar")
        .contains("Met wie: St. WOEJ")
        .contains("Waarvoor: meedoen: activiteiten en ontmoeting")
        .contains("Maar dit mag niet: adres")
        .contains("Tot en met " + day(TODAY.plusYears(1)))
        .contains("die altijd veranderen of intrekken")
        .contains("vragen wij om dat te verwijderen")
        .contains("ten hoogste 1 jaar")
        .contains("Deze brief is gemaakt op")
        .contains("Autoriteit Persoonsgegevens");
    assertThat(letter)
        .doesNotContain(" moet", " dient", "verplicht", mieke.bsn(), mieke.birthDate());
  }

  @Test
  void aLetterAfterTheClientTookItBackSaysThatIsOver() throws Exception {
    String place = lv.create(consent());
    lv.update(lv.read(Consent.class, place).setStatus(Consent.ConsentState.INACTIVE));
    assertThat(letter(place))
        .contains("U hebt uw toestemming ingetrokken")
        .contains("geldt deze toestemming niet meer");
    Consent no = consent();
    no.getProvision().setType(ConsentProvisionType.DENY).setProvision(List.of());
    assertThat(letter(lv.create(no))).contains("Dit wilt u niet delen");
  }

  @Test
  void theLetterCarriesItsOwnFontAndCanBeReadAloud() throws Exception {
    HttpResponse<byte[]> answer = receipt(lv.create(consent()), "?_format=application/pdf", "*/*");
    try (PDDocument pdf = Loader.loadPDF(answer.body())) {
      assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("nl");
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Uw toestemming");
      assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      for (var page : pdf.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          var font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).as(font.getName()).isTrue();
          assertThat(font.getName()).contains("Liberation");
        }
      }
    }
  }

  /** Its context is inside: nothing is fetched from the network. */
  @Test
  void aRecordForMachinesIsJsonLdInTheTermsOfDpv() throws Exception {
    String place = lv.create(consent());
    HttpResponse<byte[]> answer = receipt(place, "", "application/ld+json");
    assertThat(answer.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("application/ld+json");
    JsonObject receipt = expanded(answer);
    assertThat(receipt.getString("@id")).isEqualTo("urn:uuid:" + Fhir.id(place));
    assertThat(receipt.getJsonArray("@type").toString()).contains(DPV + "ConsentReceipt");
    assertThat(first(receipt, "http://purl.org/dc/terms/conformsTo").getString("@id"))
        .isEqualTo("https://w3id.org/dpv/schema/dpv-27560#receipt-record");
    JsonObject subject = first(receipt, DPV + "hasDataSubject");
    assertThat(first(subject, DPV + "hasIdentifier").getString("@value"))
        .doesNotContain(Fhir.id(patient), mieke.bsn());
    JsonObject process = first(receipt, DPV + "hasProcess");
    assertThat(process.getJsonArray(DPV + "hasLegalBasis").toString())
        .contains("https://w3id.org/dpv/legal/eu/gdpr#A6-1-a");
    assertThat(process.getJsonArray(DPV + "hasRecipient").toString()).contains("urn:nld:oin:");
    assertThat(process.getJsonArray(DPV + "hasStorageCondition").toString()).contains("P1Y");
    assertThat(process).as("its inner ones have").doesNotContainKey(DPV + "hasConsentStatus");
    assertThat(process.getJsonArray(DPV + "hasProcess").toString())
        .contains(DPV + "ConsentGiven", DPV + "ConsentRefused", DPV + "UntilTimeDuration");
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(mieke.family(), mieke.bsn(), mieke.birthDate());
  }

  @Test
  void onlyWhoRecordedItGetsItAndThatIsInTheLog() throws Exception {
    String place = lv.create(consent());
    Fhir other = new Fhir(hub.partner("wassenaar"));
    assertThat(other.tryRead(place + "/$receipt").status()).isEqualTo(404);
    receipt(place, "", "application/pdf");
    assertThat(officer.log("entity=" + Fhir.id(place) + "&subtype=access"))
        .anySatisfy(entry ->
            assertThat(entry.getSubtype())
                .extracting(coding -> coding.getCode())
                .contains("receipt"));
  }

  private Consent consent() {
    Consent consent =
        Said.consent(patient, "participation", List.of("st-woej"), "identity", "contact");
    consent.getProvision().addProvision(Said.rule(ConsentProvisionType.DENY, "identity.address"));
    return consent;
  }

  private String letter(String place) throws Exception {
    HttpResponse<byte[]> answer = receipt(place, "", "application/pdf");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
    try (PDDocument pdf = Loader.loadPDF(answer.body())) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }

  private HttpResponse<byte[]> receipt(String place, String query, String accept)
      throws IOException, InterruptedException {
    URI uri = URI.create(hub.url() + "/fhir/" + place + "/$receipt" + query);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + atLv.token())
            .header("Accept", accept)
            .build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private static JsonObject expanded(HttpResponse<byte[]> answer) throws JsonLdError {
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    JsonArray all =
        JsonLd.expand(JsonDocument.of(new StringReader(text)))
            .loader((uri, options) -> {
              throw new AssertionError("fetches " + uri);
            })
            .get();
    assertThat(all).hasSize(1);
    return all.getJsonObject(0);
  }

  private static JsonObject first(JsonObject node, String property) {
    return node.getJsonArray(property).getJsonObject(0);
  }

  private static String day(LocalDate day) {
    return day.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.of("nl", "NL")));
  }
}
