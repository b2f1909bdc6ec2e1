package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A referral with everything in it goes round; afterwards the files and the log are searched for
 * it.
 */
@HubTest
@ExtendWith(OutputCaptureExtension.class)
class NothingPersonalLiesAroundTest {

  private final Hub hub;
  private final Client client = Client.named("Zeldzamina", "Nergensvoorkomend", "1966-06-16");
  private final Canaries canaries = new Canaries();
  private final Fhir lv;
  private final Fhir woej;

  NothingPersonalLiesAroundTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
    this.woej = new Fhir(hub.partner("st-woej"));
  }

  @Test
  void inTheBrokersStoreNorInTheLogNorReadableInTheDatabase(CapturedOutput output)
      throws Exception {
    Sent sent = aReferralGoesRound();
    aVitalInterestIsJudged(sent.patient());

    List<String> personal =
        List.of(
            client.bsn(),
            client.given(),
            client.family(),
            client.phone(),
            client.birthDate(),
            "Zoekt gezelligheid",
            "Houdt van orgelspelen",
            "Eet al dagen niets",
            "Buren ruiken gas",
            "Gewogen met de wijkagent",
            "Aan de deur verteld");
    assertThat(output.getAll()).doesNotContain(personal).doesNotContain("kanarie");

    Path broker = hub.dataFolder().resolve("broker");
    assertThat(holding(broker, Fhir.id(sent.task()))).as("the right files").isNotEmpty();
    assertThat(holding(broker, Fhir.id(sent.patient()))).isEmpty();
    assertThat(holding(broker, Fhir.id(sent.order()))).isEmpty();
    assertThat(holding(broker, canaries.mark())).isEmpty();
    for (String word : personal) {
      assertThat(holding(broker, word)).as(word).isEmpty();
    }

    Path postgres = hub.dataFolder().resolve("postgres");
    assertThat(holding(postgres, "participation.municipality-to-welfare"))
        .as("the right files")
        .isNotEmpty();
    for (String word : personal) {
      assertThat(holding(postgres, word)).as(word).isEmpty();
    }
  }

  private Sent aReferralGoesRound() throws Exception {
    Patient patient = Said.patient(client);
    Consent consent = Said.consent(urn(1), "participation", List.of("st-woej"));
    ServiceRequest order =
        Said.order(
            urn(1),
            "participation",
            "Zoekt gezelligheid",
            Said.note("wishes", "Houdt van orgelspelen"));
    Task task = Said.task(urn(1), urn(3), "st-woej");
    canaries.hideIn(patient).hideIn(consent).hideIn(order).hideIn(task);
    Sent sent = lv.send(patient, consent, order, task);
    try (Partner atWoej = hub.partner("st-woej")) {
      await().atMost(Hub.SOON).until(() -> Heard.waiting(atWoej, sent.task()).contains("submit"));
    }
    woej.read(Patient.class, sent.patient());
    woej.read(ServiceRequest.class, sent.order());
    Task accepted =
        woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    woej.tryUpdate(accepted.setStatus(Task.TaskStatus.COMPLETED));
    lv.tryCreate(Said.patient(client.withBsn(client.bsn().substring(1) + "0")));
    lv.tryCreate(Said.order(sent.patient(), client.family(), client.phone()));
    lv.tryCreate(Said.task(sent.patient(), sent.order(), "allesvoorelkaar"));
    Consent given = lv.read(Consent.class, sent.consent());
    lv.update(given.setStatus(ConsentState.INACTIVE));
    return sent;
  }

  private void aVitalInterestIsJudged(String patient) {
    ServiceRequest order =
        Said.order(
            patient, "acute-concern", "Ga kijken", Said.note("concern", "Eet al dagen niets"));
    String task =
        lv.create(
            Said.task(
                patient,
                lv.create(Said.emergency(order, "Eet al dagen niets", "Buren ruiken gas")),
                "meldpunt-bezorgd"));
    Reviewing officer = new Reviewing(hub.partner("lv-privacy"));
    officer.judge(task, "justified", "Gewogen met de wijkagent");
    assertThat(officer.told(task, hub.today(), "Aan de deur verteld").status()).isEqualTo(200);
  }

  /** The files under this folder in which these words stand. */
  private static List<Path> holding(Path folder, String words) throws IOException {
    byte[] sought = words.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> contains(bytes(file), sought))
          .toList();
    }
  }

  /** A database at work throws files away now and then. */
  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(byte[] all, byte[] sought) {
    for (int i = 0; i <= all.length - sought.length; i++) {
      if (all[i] == sought[0]
          && java.util.Arrays.equals(all, i, i + sought.length, sought, 0, sought.length)) {
        return true;
      }
    }
    return false;
  }
}
