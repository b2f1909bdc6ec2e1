package nl.eenplan.disclosure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A policy folder with a row for each combination of secrecy, condition, answer to an objection and
 * emergency, and categories drawn from a fixed seed: the shipped one has not got them all.
 */
final class EveryKindOfRow {

  private static final Path REAL = Path.of("consent-policies");
  private static final List<String> SENDERS = List.of("welfare", "municipality", "ggz");
  private static final List<String> RECEIVERS =
      List.of("wmo", "reintegration", "uwv", "debt-help", "acute-help");
  private static final List<String> SPECIAL =
      List.of("bsn", "health", "identity.address", "identity.municipality", "protected-address");
  private static final List<String> NORMAL =
      List.of("identity.name", "contact", "language", "wishes", "outcome", "benefit");

  private final Random random;

  private EveryKindOfRow(long seed) {
    random = new Random(seed);
  }

  static void writeTo(Path folder, long seed) throws IOException {
    Files.copy(REAL.resolve("vocabulary.yaml"), folder.resolve("vocabulary.yaml"));
    Files.writeString(folder.resolve("treatment.yaml"), new EveryKindOfRow(seed).file());
  }

  private String file() {
    StringBuilder file =
        new StringBuilder(
            """
            purpose: treatment
            label: {nl: "behandeling", en: "treatment"}
            processing-activity: https://example.org/verwerkingen/1
            consent-lasts: P1Y
            rows:
            """);
    for (String from : SENDERS) {
      int n = 0;
      for (String condition :
          List.of("explicit-consent", "written-consent", "consent-of-referral")) {
        file.append(row(from, RECEIVERS.get(n++), condition, "", false));
      }
      for (String objection : List.of("refuse", "review")) {
        file.append(row(from, RECEIVERS.get(n++), "none", objection, false));
      }
      n = 0;
      for (String objection : List.of("refuse", "review", "override")) {
        file.append(row(from, RECEIVERS.get(n++), "none", objection, true));
      }
    }
    return file.toString();
  }

  private String row(
      String from, String to, String condition, String objection, boolean emergency) {
    List<String> categories = new ArrayList<>(NORMAL);
    Collections.shuffle(categories, random);
    List<String> release = new ArrayList<>(categories.subList(0, 4));
    List<String> never = new ArrayList<>(categories.subList(5, 6));
    for (String category : SPECIAL) {
      (random.nextInt(4) == 0 ? never : release).add(category);
    }
    return """
      - id: treatment.%s-to-%s%s
        from: %s
        to: %s
        actions: [refer, read]
        %sbasis: {avg: [%s, A9-2-h], statute: "art. 1"}
        %scondition: %s
        release: %s
        require: %s
        never: %s
        %sretention: P1Y
        obligations: []
        approved: {by: "nobody", on: 2026-11-01, review: 2027-11-01}
    """
        .formatted(
            from,
            to,
            emergency ? ".emergency" : "",
            from,
            to,
            emergency ? "emergency: vital-interest\n    " : "",
            emergency ? "A6-1-d" : "A6-1-e",
            from.equals("welfare") ? "" : "lifts-secrecy: \"art. 2\"\n    ",
            condition,
            release,
            categories.subList(0, random.nextInt(3)),
            never,
            objection.isEmpty() ? "" : "on-objection: " + objection + "\n    ");
  }
}
