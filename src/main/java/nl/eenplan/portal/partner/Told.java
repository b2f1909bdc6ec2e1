package nl.eenplan.portal.partner;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Fact;

/**
 * What is shown under one heading.
 *
 * @param label in the reader's language
 */
public record Told(String label, List<String> lines) {

  /** As the name is written. */
  static String name(Fact.PersonName name) {
    return name.text()
        .orElseGet(() ->
            Stream.concat(name.given().stream(), name.family().stream())
                .collect(Collectors.joining(" ")));
  }
}
