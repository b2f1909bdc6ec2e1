package nl.eenplan.policy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.policy.YamlMap.Word;

/** Reads {@code vocabulary.yaml} and holds it against the lists in Java, both ways. */
final class VocabularyReader {

  static final String FILE = "vocabulary.yaml";

  private static final Set<String> KEYS =
      new TreeSet<>(
          List.of(
              "purposes",
              "kinds",
              "categories",
              "groups",
              "actions",
              "bases",
              "conditions",
              "obligations"));
  private static final Set<String> LABEL = new TreeSet<>(List.of("nl", "en"));
  private static final Set<String> CATEGORY = new TreeSet<>(List.of("nl", "en", "sensitivity"));
  private static final Set<String> KIND = new TreeSet<>(List.of("nl", "en", "secrecy", "such-as"));
  private static final Set<String> GROUP = new TreeSet<>(List.of("nl", "en", "members"));

  final Map<String, Label> purposes = new LinkedHashMap<>();
  final Map<String, Label> kinds = new LinkedHashMap<>();
  final Map<String, Secrecy> secrecies = new LinkedHashMap<>();
  final Map<String, String> suchAs = new LinkedHashMap<>();
  final Map<Category, Label> categories = new EnumMap<>(Category.class);
  final Map<Category, Sensitivity> sensitivities = new EnumMap<>(Category.class);
  final Map<String, Label> groups = new LinkedHashMap<>();
  final Map<String, Categories> members = new LinkedHashMap<>();
  final Map<Action, Label> actions = new EnumMap<>(Action.class);
  final Map<Condition, Label> conditions = new EnumMap<>(Condition.class);
  final Map<String, Label> bases = new LinkedHashMap<>();
  final Map<String, Label> obligations = new LinkedHashMap<>();

  private VocabularyReader() {}

  /**
   * The vocabulary of a file.
   *
   * @return empty when something is wrong, which is then noted
   */
  static Optional<Vocabulary> read(YamlFile file) {
    int before = file.errors().count();
    VocabularyReader reader = new VocabularyReader();
    reader.read(file.root().closed(KEYS));
    return file.errors().count() > before ? Optional.empty() : Optional.of(new Vocabulary(reader));
  }

  private void read(YamlMap root) {
    labels(root.map("purposes"), purposes);
    root.map("kinds").entries().forEach((code, entry) -> kind(code, entry.closed(KIND)));
    labels(root.map("bases"), bases);
    labels(root.map("obligations"), obligations);
    constants(root.map("actions"), Action.values(), Action::code, LABEL, actions);
    constants(root.map("conditions"), Condition.values(), Condition::code, LABEL, conditions);
    YamlMap all = root.map("categories");
    constants(all, Category.values(), Category::code, CATEGORY, categories);
    all.entries().forEach((code, entry) -> sensitivity(code, entry));
    root.map("groups").entries().forEach((code, entry) -> group(code, entry.closed(GROUP)));
  }

  private static void labels(YamlMap map, Map<String, Label> into) {
    map.entries()
        .forEach((code, entry) ->
            label(entry.closed(LABEL)).ifPresent(label -> into.put(code.text(), label)));
  }

  private void kind(Word code, YamlMap entry) {
    label(entry).ifPresent(label -> kinds.put(code.text(), label));
    entry.word("such-as").ifPresent(names -> suchAs.put(code.text(), names.text()));
    entry
        .word("secrecy")
        .ifPresent(word ->
            Secrecy.of(word.text())
                .ifPresentOrElse(
                    secrecy -> secrecies.put(code.text(), secrecy),
                    () ->
                        entry.note(
                            word.line(),
                            "unknown secrecy `%s`".formatted(word.text()),
                            "write none, legal or medical")));
  }

  static Optional<Label> label(YamlMap map) {
    Optional<Word> nl = map.word("nl");
    Optional<Word> en = map.word("en");
    return nl.flatMap(dutch -> en.map(english -> new Label(dutch.text(), english.text())));
  }

  /** Labels of what Java knows as well: no word more and no word less. */
  private static <E extends Enum<E>> void constants(
      YamlMap map, E[] known, Function<E, String> code, Set<String> keys, Map<E, Label> into) {
    Map<String, E> missing = new LinkedHashMap<>();
    Arrays.stream(known).forEach(constant -> missing.put(code.apply(constant), constant));
    map.entries()
        .forEach((word, entry) -> {
          E constant = missing.remove(word.text());
          Optional<Label> label = label(entry.closed(keys));
          if (constant == null) {
            map.note(
                word.line(),
                "the program does not know `%s`".formatted(word.text()),
                "remove it, or add it to the program");
          } else {
            label.ifPresent(present -> into.put(constant, present));
          }
        });
    if (!map.isAbsent()) {
      missing
          .keySet()
          .forEach(word ->
              map.note(map.line(), "`%s` is missing".formatted(word), "add it with its labels"));
    }
  }

  private void sensitivity(Word code, YamlMap entry) {
    entry
        .word("sensitivity")
        .ifPresent(word ->
            Sensitivity.of(word.text())
                .ifPresentOrElse(
                    value ->
                        Category.of(code.text())
                            .ifPresent(category -> sensitivities.put(category, value)),
                    () ->
                        entry.note(
                            word.line(),
                            "unknown sensitivity `%s`".formatted(word.text()),
                            "write normal, sensitive, special or bsn")));
  }

  private void group(Word code, YamlMap entry) {
    if (Category.of(code.text()).isPresent()) {
      entry.note(
          code.line(),
          "`%s` is a category as well as a group".formatted(code.text()),
          "give the group another name");
    }
    Categories all = Categories.NONE;
    for (Word member : entry.words("members")) {
      Optional<Category> category = Category.of(member.text());
      Sensitivity sensitivity = category.map(sensitivities::get).orElse(null);
      if (category.isEmpty()) {
        entry.note(
            member.line(),
            "unknown category `%s`".formatted(member.text()),
            "write a code from `categories`");
      } else if (sensitivity == Sensitivity.SPECIAL || sensitivity == Sensitivity.BSN) {
        entry.note(
            member.line(),
            "`%s` is too sensitive for a group".formatted(member.text()),
            "take it out: rows and consents have to name it");
      } else {
        all = all.or(Categories.of(category.get()));
      }
    }
    members.put(code.text(), all);
    label(entry).ifPresent(label -> groups.put(code.text(), label));
  }
}
