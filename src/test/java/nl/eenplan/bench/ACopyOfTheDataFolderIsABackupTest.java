package nl.eenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nl.eenplan.production.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.util.FileSystemUtils;

/** As {@code docker/README.md} says: of a hub that stands still, and with the keys. */
@Execution(ExecutionMode.CONCURRENT)
class ACopyOfTheDataFolderIsABackupTest {

  private static final String BSN = "999911004";
  private static final String PHONE = "06 12 34 56 01";
  private static final String CHANGED = "06 12 34 56 99";

  @Test
  void whatWasInItIsThereAgainAndNotWithoutTheKeys() throws Exception {
    Path original = Path.of("target", "backup-original");
    Path restored = Path.of("target", "backup-restored");
    String patient;
    try (HubProcess hub = HubProcess.on(original)) {
      hub.start();
      patient = find(hub);
      change(hub, patient);
      hub.stop();
      // A kill leaves the database to itself; a stop must not, or the copy is of a moving thing.
      assertThat(original.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }

    try (HubProcess hub = HubProcess.on(restored)) {
      copy(original.resolve("data"), restored.resolve("data"));
      Path keys = restored.resolve("data/keys.json");
      Path elsewhere = restored.resolve("keys.json");
      Files.move(keys, elsewhere);
      assertThatThrownBy(hub::start).isInstanceOf(IOException.class);
      assertThat(Files.readString(hub.log())).contains("is gone", "Put it back from its backup");

      Files.move(elsewhere, keys);
      hub.start();
      assertThat(find(hub)).isEqualTo(patient);
      try (PartnerSystem lv = new PartnerSystem(hub.url(), "lv")) {
        assertThat(lv.get("/fhir/Patient/" + patient).body()).contains(CHANGED);
      }
      hub.stop();
    }
    FileSystemUtils.deleteRecursively(original);
    FileSystemUtils.deleteRecursively(restored);
  }

  /** Mieke, by her number: it takes one key to find her and another one to read who she is. */
  private static String find(HubProcess hub) {
    HttpResponse<String> token =
        Http.form(
            hub.url().resolve("/oauth2/token"),
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "lv",
                "client_secret", "demo-lv"));
    HttpResponse<String> found =
        Http.form(
            hub.url().resolve("/fhir/Patient/_search"),
            Map.of("identifier", "http://fhir.nl/fhir/NamingSystem/bsn|" + BSN),
            "Authorization",
            "Bearer " + PartnerSystem.JSON.readTree(token.body()).path("access_token").asString());
    assertThat(found.body()).contains("Verhoeven");
    return PartnerSystem.JSON
        .readTree(found.body())
        .path("entry")
        .get(0)
        .path("resource")
        .path("id")
        .asString();
  }

  /** A start writes the demo's people down, and must not write over what was done since. */
  private static void change(HubProcess hub, String patient) throws Exception {
    try (PartnerSystem lv = new PartnerSystem(hub.url(), "lv")) {
      String body = lv.get("/fhir/Patient/" + patient).body().replace(PHONE, CHANGED);
      assertThat(lv.put("/fhir/Patient/" + patient, 1, body).statusCode()).isEqualTo(200);
    }
  }

  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    Process copy =
        new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO().start();
    assertThat(copy.waitFor()).isZero();
  }
}
