package nl.eenplan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.problem.CannotStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@HubTest
class TheKeysBelongToTheDatabaseTest {

  private final Path right;
  private final JdbcClient database;

  TheKeysBelongToTheDatabaseTest(Hub hub, JdbcClient database) {
    this.right = hub.dataFolder().resolve("keys.json");
    this.database = database;
  }

  @Test
  void theRightFileOpensIt() throws Exception {
    Keys keys = new Keys(right, database);
    ClientId client = ClientId.random();
    ClientKey key = keys.unwrap(client, keys.make(client).wrapped());
    assertThat(key.openText(key.seal("Mieke"))).isEqualTo("Mieke");
  }

  @Test
  void aLostFileIsNotReplacedByAnother(@TempDir Path elsewhere) {
    Path lost = elsewhere.resolve("keys.json");
    assertThatThrownBy(() -> new Keys(lost, database))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("is gone");
    assertThat(lost).doesNotExist();
  }

  @Test
  void anotherHubsFileIsRefused(@TempDir Path elsewhere) throws Exception {
    Path wrong = elsewhere.resolve("keys.json");
    Keys.make(wrong);
    assertThatThrownBy(() -> new Keys(wrong, database))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("does not belong");
  }

  @Test
  void onlyItsOwnerMayReadTheFile() throws Exception {
    assertThat(Files.getPosixFilePermissions(right)).hasSize(2);
  }

  @Test
  void aSealedThingCannotBeMovedToAnotherClient() throws Exception {
    Keys keys = new Keys(right, database);
    ClientId mieke = ClientId.random();
    byte[] wrapped = keys.make(mieke).wrapped();
    assertThatThrownBy(() -> keys.unwrap(ClientId.random(), wrapped))
        .isInstanceOf(IllegalStateException.class);
  }
}
