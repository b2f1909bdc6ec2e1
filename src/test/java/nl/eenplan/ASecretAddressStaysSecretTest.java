package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sanne hides from somebody: where she lives is for those whom she named. */
@HubTest
@ExtendWith(OutputCaptureExtension.class)
class ASecretAddressStaysSecretTest {

  private static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  private static final String STREET = "Schuilgaarde 88";
  private static final String POSTAL_CODE = "2299 XQ";
  private static final String PLACE = "Verweggistad";

  private final Hub hub;
  private final JdbcClient database;
  private final Client sanne =
      new Client(
          Client.named("Sanne", "Voorbeeld", "1998-01-17").bsn(),
          "Sanne",
          "Voorbeeld",
          "1998-01-17",
          STREET,
          POSTAL_CODE,
          PLACE,
          "06-99998888");
  private final Fhir rivierduinen;
  private final Fhir lv;
  private final Fhir wmo;

  ASecretAddressStaysSecretTest(Hub hub, JdbcClient database) {
    this.hub = hub;
    this.database = database;
    this.rivierduinen = new Fhir(hub.partner("rivierduinen"));
    this.lv = new Fhir(hub.partner("lv"));
    this.wmo = new Fhir(hub.partner("lv-wmo"));
  }

  @Test
  void theHolderItselfSeesIt() {
    String patient = rivierduinen.create(secret(Said.patient(sanne)));

    Patient own = rivierduinen.read(Patient.class, patient);

    assertThat(own.getAddressFirstRep().getCity()).isEqualTo(PLACE);
    assertThat(isSecret(own)).isTrue();
  }

  @Test
  void whoIsNotNamedForItGetsNeitherAddressNorPlaceNorThatItIsSecret() {
    Sent sent = refer("lv", "identity", "contact", "referral-question");

    Patient seen = lv.read(Patient.class, sent.patient());

    assertThat(seen.getNameFirstRep().getFamily()).isEqualTo(sanne.family());
    assertThat(seen.hasAddress()).isFalse();
    assertThat(isSecret(seen)).isFalse();
  }

  @Test
  void whomSheNamedGetsTheAddressAndWithItThatItIsSecret() {
    Sent sent = refer("lv", "identity", "contact", "referral-question", "protected-address");

    Patient seen = lv.read(Patient.class, sent.patient());

    assertThat(seen.getAddressFirstRep().getCity()).isEqualTo(PLACE);
    assertThat(isSecret(seen)).isTrue();
    Partner atLv = hub.partner("lv");
    Answer part = atLv.get("/fhir/" + sent.patient() + "?_elements=address");
    assertThat(isSecret(Fhir.parse(Patient.class, part)))
        .as("or no address: %s", part.body())
        .isEqualTo(part.body().contains(PLACE));
  }

  /** As somebody reads it who found the record before the mark was taken off and asks after. */
  @Test
  void whatIsMarkedGoesWithTheMarkOrNotAtAll() {
    Sent sent = refer("lv", "identity", "contact", "referral-question");
    database
        .sql(
            """
            update client set protected_address = false
            where id = (select client from person where id = ?::uuid)
            """)
        .param(Fhir.id(sent.patient()))
        .update();

    Patient seen = lv.read(Patient.class, sent.patient());

    assertThat(seen.hasName()).isTrue();
    assertThat(seen.hasAddress()).isFalse();
  }

  @Test
  void aHolderWhoDoesNotKnowThatItIsSecretDoesNotGiveItAwayAndIsNotTold() {
    String secret = rivierduinen.create(secret(Said.patient(sanne)));
    Answer before = previewToWmo();
    Sent sent =
        lv.send(
            Said.patient(sanne),
            Said.consent(urn(1), "wmo-indication", List.of("lv-wmo")),
            Said.order(urn(1), "wmo-indication", "Wil dagbesteding"),
            Said.task(urn(1), urn(3), "lv-wmo"));

    Patient seen = wmo.read(Patient.class, sent.patient());
    assertThat(seen.hasAddress()).isFalse();
    assertThat(isSecret(seen)).isFalse();
    assertThat(before.body()).doesNotContain("protected-address", "geheim", "secret");

    Patient noLonger = Said.patient(sanne);
    noLonger.setId(secret);
    Patient kept = rivierduinen.read(Patient.class, secret);
    kept.getMeta().getSecurity().clear();
    rivierduinen.update(kept);
    assertThat(wmo.read(Patient.class, sent.patient()).getAddressFirstRep().getCity())
        .isEqualTo(PLACE);
  }

  private Answer previewToWmo() {
    return lv.preview(
        Fhir.transaction(
            Said.patient(sanne),
            Said.order(urn(1), "wmo-indication", "Wil dagbesteding"),
            Said.task(urn(1), urn(2), "lv-wmo")));
  }

  @Test
  void itStaysSecretAsLongAsAnybodySaysSo() {
    String one = rivierduinen.create(secret(Said.patient(sanne)));
    lv.create(secret(Said.patient(sanne)));
    assertThat(isSecretInTheHub()).isTrue();

    rivierduinen.create(Said.patient(sanne));
    assertThat(isSecretInTheHub()).isTrue();
    lv.create(Said.patient(sanne));
    assertThat(isSecretInTheHub()).isFalse();

    Patient again = rivierduinen.read(Patient.class, one);
    rivierduinen.update(secret(again));
    assertThat(isSecretInTheHub()).isTrue();
  }

  private boolean isSecretInTheHub() {
    return database
        .sql(
            """
            select protected_address from client where id = (
              select client from person where holder = 'rivierduinen' order by updated desc limit 1)
            """)
        .query(Boolean.class)
        .single();
  }

  @Test
  void whoeverGetsTheAddressOfOneHolderHearsWhatAnotherSaid() {
    rivierduinen.create(Said.patient(sanne));
    lv.create(secret(Said.patient(sanne)));
    Sent sent =
        rivierduinen.send(
            Said.patient(sanne),
            consent("lv", "identity", "contact", "referral-question", "protected-address"),
            Said.order(urn(1), "participation", "Wil meedoen"),
            task("lv"));

    Patient seen = lv.read(Patient.class, sent.patient());

    assertThat(seen.getAddressFirstRep().getCity()).isEqualTo(PLACE);
    assertThat(isSecret(seen)).isTrue();
    String[] token = Minted.token(hub, "rivierduinen", "privacy-officer", Duration.ZERO);
    Answer log =
        hub.partner("rivierduinen").get("/fhir/AuditEvent?entity=" + Fhir.id(sent.task()), token);
    assertThat(log.body()).contains("identity.address").doesNotContain("protected-address");
  }

  @Test
  void itLiesNowhereInTheOpen(CapturedOutput output) {
    Canaries address =
        new Canaries()
            .never("street", STREET)
            .never("postal code", POSTAL_CODE)
            .never("place", PLACE);
    try (Partner atLv = hub.partner("lv").listen()) {
      Sent sent = refer("lv", "identity", "contact", "referral-question");
      await().atMost(Hub.SOON).until(() -> Heard.events(atLv, sent.task()).contains("submit"));
      Fhir reader = new Fhir(atLv);
      reader.read(Patient.class, sent.patient());
      atLv.get("/fhir/Patient?_id=" + Fhir.id(sent.patient()));
      atLv.get("/fhir/" + sent.order());
      reader.update(reader.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
      Partner officer = hub.partner("lv-privacy");
      officer.get("/fhir/AuditEvent?entity=" + Fhir.id(sent.task()));
      address.assertNeverReached(atLv);
      address.assertNeverReached(officer);
    } catch (jakarta.jms.JMSException e) {
      throw new IllegalStateException(e);
    }
    assertThat(address.foundIn(output.getAll())).isEmpty();
    for (String table :
        database
            .sql("select table_name from information_schema.tables where table_schema = 'public'")
            .query(String.class)
            .list()) {
      String rows =
          database
              .sql("select coalesce(string_agg(t::text, E'\\n'), '') from " + table + " t")
              .query(String.class)
              .single();
      assertThat(address.foundIn(rows)).as(table).isEmpty();
      assertThat(rows).as(table).doesNotContain(hex(STREET), hex(PLACE));
    }
  }

  private static String hex(String text) {
    return java.util.HexFormat.of()
        .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private Sent refer(String to, String... categories) {
    Patient patient = secret(Said.patient(sanne));
    patient.getAddressFirstRep().setText(STREET + ", " + PLACE).setDistrict(PLACE);
    patient
        .addContact()
        .setName(new org.hl7.fhir.r4.model.HumanName().setText("Moeder"))
        .setAddress(new org.hl7.fhir.r4.model.Address().addLine(STREET).setCity(PLACE));
    return rivierduinen.send(
        patient,
        consent(to, categories),
        Said.order(urn(1), "participation", "Wil meedoen"),
        task(to));
  }

  private static org.hl7.fhir.r4.model.Consent consent(String to, String... categories) {
    return Said.consent(urn(1), "participation", List.of(to), categories);
  }

  private static Task task(String to) {
    return Said.task(urn(1), urn(3), to).setRequester(Said.organisation("rivierduinen"));
  }

  private static Patient secret(Patient patient) {
    patient.getMeta().addSecurity().setSystem(CONFIDENTIALITY).setCode("R");
    return patient;
  }

  private static boolean isSecret(Patient patient) {
    return patient.getMeta().getSecurity(CONFIDENTIALITY, "R") != null;
  }
}
