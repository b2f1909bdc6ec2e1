package nl.eenplan.disclosure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** A row as it stands in the file, read without the hub's own reader. */
record WrittenRow(
    String id,
    String purpose,
    String from,
    String to,
    List<String> actions,
    boolean emergency,
    String basis,
    boolean isMedical,
    String condition,
    Optional<Period> consentLasts,
    Set<String> releasable,
    Set<String> require,
    Objection objection) {

  enum Objection {
    REFUSE,
    REVIEW,
    OVERRIDE
  }

  boolean isStatutory() {
    return condition.equals("none");
  }

  /** The rows of a folder that are not switched off. */
  static List<WrittenRow> in(Path folder) throws IOException {
    Map<String, Object> vocabulary = yaml(folder.resolve("vocabulary.yaml"));
    List<WrittenRow> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(WrittenRow::hasRows).sorted().toList()) {
        Map<String, Object> file = yaml(path);
        // To YAML 1.1 the word "off" is a no.
        if (!((Map<?, ?>) file).containsKey(false)) {
          for (Object row : (List<?>) file.get("rows")) {
            rows.add(row(map(row), file, vocabulary));
          }
        }
      }
    }
    return rows;
  }

  private static boolean hasRows(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".yaml")
        && !name.endsWith(".cases.yaml")
        && !name.equals("vocabulary.yaml");
  }

  private static WrittenRow row(
      Map<String, Object> row, Map<String, Object> file, Map<String, Object> vocabulary) {
    Map<String, Object> groups = map(vocabulary.get("groups"));
    Set<String> releasable = categories(row.get("release"), groups);
    releasable.removeAll(categories(row.get("never"), groups));
    Map<String, Object> sender = map(map(vocabulary.get("kinds")).get(row.get("from")));
    return new WrittenRow(
        (String) row.get("id"),
        (String) file.get("purpose"),
        (String) row.get("from"),
        (String) row.get("to"),
        strings(row.get("actions")),
        row.containsKey("emergency"),
        strings(map(row.get("basis")).get("avg")).getFirst(),
        "medical".equals(sender.get("secrecy")),
        (String) row.get("condition"),
        Optional.ofNullable((String) file.get("consent-lasts")).map(Period::parse),
        releasable,
        categories(row.get("require"), groups),
        Objection.valueOf(
            row.getOrDefault("on-objection", "refuse").toString().toUpperCase(Locale.ROOT)));
  }

  private static Set<String> categories(Object words, Map<String, Object> groups) {
    Set<String> categories = new TreeSet<>();
    for (String word : strings(words)) {
      categories.addAll(
          groups.containsKey(word) ? strings(map(groups.get(word)).get("members")) : List.of(word));
    }
    return categories;
  }

  private static List<String> strings(Object words) {
    return words instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(Objects.requireNonNull(words).toString());
  }

  private static Map<String, Object> yaml(Path path) throws IOException {
    return map(new Yaml().load(Files.readString(path)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object yaml) {
    return (Map<String, Object>) yaml;
  }
}
