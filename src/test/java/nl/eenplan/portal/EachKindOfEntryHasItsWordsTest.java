package nl.eenplan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import nl.eenplan.ledger.Entry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Without them the pages of the log cannot be shown at all. */
class EachKindOfEntryHasItsWordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"messages/log.properties", "messages/log_en.properties"})
  void inBothLanguages(String file) throws IOException {
    Properties words = PropertiesLoaderUtils.loadProperties(new ClassPathResource(file));
    List<String> kinds = Arrays.stream(Entry.Kind.values()).map(Entry.Kind::code).toList();
    assertThat(kinds)
        .isNotEmpty()
        .allSatisfy(kind ->
            assertThat(words.stringPropertyNames()).contains("log." + kind, "log.kind." + kind));
  }
}
