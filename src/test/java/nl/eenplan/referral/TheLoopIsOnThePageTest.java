package nl.eenplan.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code mvn -q test -Dtest=TheLoopIsOnThePageTest -Dloop=apply} writes the page anew. */
class TheLoopIsOnThePageTest {

  private static final Path PAGE = Path.of("src/docs/loop.md");

  @Test
  void asTheTableHasIt() throws IOException {
    String page = LoopPage.of(Loop.TABLE);
    if ("apply".equals(System.getProperty("loop"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("not the loop's table; run: mvn -q test -Dtest=TheLoopIsOnThePageTest -Dloop=apply")
        .isEqualTo(page);
  }
}
