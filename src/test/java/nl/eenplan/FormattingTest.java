package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is as google-java-format writes it. {@code mvn -q test -Dtest=FormattingTest
 * -Dformat=apply} rewrites those that are not; {@code -Dformat.only=policy} looks at paths that
 * contain that word.
 */
class FormattingTest {

  @Test
  void everyFileIsFormatted() throws Exception {
    boolean apply = "apply".equals(System.getProperty("format"));
    List<Path> unformatted = new ArrayList<>();
    for (Path file : javaFiles()) {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        continue;
      }
      if (apply) {
        Files.writeString(file, formatted);
      } else {
        unformatted.add(file);
      }
    }
    assertThat(unformatted)
        .as("not formatted; run: mvn -q test -Dtest=FormattingTest -Dformat=apply")
        .isEmpty();
  }

  private static List<Path> javaFiles() throws IOException {
    String only = System.getProperty("format.only", "");
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains(only))
          .toList();
    }
  }
}
