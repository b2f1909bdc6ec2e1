package nl.eenplan.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.client.Categories;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.PolicyRow.Basis;
import nl.eenplan.policy.YamlMap.Word;

/** Reads the files with rows, one after the other, and holds the rows against each other. */
final class RowReader {

  private static final Set<String> FILE =
      new TreeSet<>(
          List.of(
              "purpose",
              "label",
              "processing-activity",
              "consent-lasts",
              "off",
              "no-rows",
              "rows"));
  private static final Set<String> ROW =
      new TreeSet<>(
          List.of(
              "id",
              "from",
              "to",
              "actions",
              "emergency",
              "basis",
              "lifts-secrecy",
              "condition",
              "release",
              "require",
              "never",
              "on-objection",
              "retention",
              "obligations",
              "approved"));
  private static final Set<String> BASIS = new TreeSet<>(List.of("avg", "statute"));
  private static final Set<String> APPROVED = new TreeSet<>(List.of("by", "on", "review"));
  private static final Set<String> LABEL = new TreeSet<>(List.of("nl", "en"));

  private final Vocabulary vocabulary;
  private final RowCheck check;
  private final List<PolicyFile> files = new ArrayList<>();
  private final List<PolicyRow> rows = new ArrayList<>();
  private final Map<String, String> places = new HashMap<>();

  RowReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.check = new RowCheck(vocabulary);
  }

  List<PolicyRow> rows() {
    return rows;
  }

  List<PolicyFile> files() {
    return files;
  }

  void read(YamlFile file) {
    YamlMap root = file.root().closed(FILE);
    PolicyFile whole =
        new PolicyFile(
            purpose(file, root),
            processingActivity(root),
            root.has("consent-lasts")
                ? Optional.of(period(root, "consent-lasts"))
                : Optional.empty(),
            label(root, "off"),
            label(root, "no-rows"));
    List<YamlMap> maps = root.maps("rows");
    if (!root.isAbsent() && root.has("rows") && maps.isEmpty() == whole.noRows().isEmpty()) {
      root.note(
          root.line(),
          "a file has rows, or says in `no-rows` why it has none",
          "write `no-rows: {nl: .., en: ..}` beside `rows: []`, and in no other file");
    }
    files.add(whole);
    for (YamlMap row : maps) {
      int before = file.errors().count();
      PolicyRow read = row(row.closed(ROW), whole);
      if (file.errors().count() == before) {
        // Only a row whose words are all known can be judged as a whole.
        check.check(row, read);
        alone(file, row, read);
        rows.add(read);
      }
    }
  }

  private static Optional<Label> label(YamlMap root, String key) {
    return root.has(key) ? VocabularyReader.label(root.map(key).closed(LABEL)) : Optional.empty();
  }

  private Purpose purpose(YamlFile file, YamlMap root) {
    Optional<Word> word = root.word("purpose");
    Optional<Purpose> purpose =
        word.flatMap(w -> known(root, w, "purpose", vocabulary::purpose, "`purposes`"));
    YamlMap labels = root.map("label").closed(LABEL);
    Optional<Label> label = VocabularyReader.label(labels);
    if (purpose.isEmpty()) {
      return new Purpose("");
    }
    int line = word.orElseThrow().line();
    String code = purpose.get().code();
    if (!file.name().equals(code + ".yaml")) {
      root.note(line, "the file is not called after its purpose", "call it " + code + ".yaml");
    }
    if (label.isPresent() && !label.get().equals(vocabulary.label(purpose.get()))) {
      root.note(
          labels.line(),
          "the label is not the one in %s".formatted(VocabularyReader.FILE),
          "write the same in both files");
    }
    return purpose.get();
  }

  private static String processingActivity(YamlMap root) {
    Optional<Word> word = root.word("processing-activity");
    word.ifPresent(w -> {
      if (!isAbsoluteUri(w.text())) {
        root.note(
            w.line(),
            "`%s` is not a web address".formatted(w.text()),
            "write the address of the entry in the register of AVG art. 30");
      }
    });
    return word.map(Word::text).orElse("");
  }

  private static boolean isAbsoluteUri(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** What could not be read is noted and stands empty in the row. */
  private PolicyRow row(YamlMap row, PolicyFile whole) {
    YamlMap approved = row.map("approved").closed(APPROVED);
    OrganisationKind from = kind(row, "from");
    return new PolicyRow(
        row.word("id").map(Word::text).orElse(""),
        whole.purpose(),
        from,
        kind(row, "to"),
        actions(row),
        emergency(row),
        basis(row.map("basis").closed(BASIS)),
        vocabulary.secrecy(from),
        row.has("lifts-secrecy") ? row.word("lifts-secrecy").map(Word::text) : Optional.empty(),
        condition(row),
        whole.consentLasts(),
        categories(row, "release"),
        categories(row, "require"),
        categories(row, "never"),
        onObjection(row),
        period(row, "retention"),
        obligations(row),
        whole.processingActivity(),
        approved.word("by").map(Word::text).orElse(""),
        date(approved, "on"),
        date(approved, "review"),
        whole.off());
  }

  private static boolean emergency(YamlMap row) {
    Optional<Word> word = row.has("emergency") ? row.word("emergency") : Optional.empty();
    word.filter(interest -> !interest.text().equals("vital-interest"))
        .ifPresent(other ->
            row.note(
                other.line(),
                "unknown emergency `%s`".formatted(other.text()),
                "write vital-interest, or leave it out"));
    return word.isPresent();
  }

  private OrganisationKind kind(YamlMap row, String key) {
    return row.word(key)
        .flatMap(word -> known(row, word, "kind", vocabulary::kind, "`kinds`"))
        .orElse(new OrganisationKind(""));
  }

  private Set<Action> actions(YamlMap row) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    List<Word> words = row.words("actions");
    for (Word word : words) {
      known(row, word, "action", Action::of, "`actions`").ifPresent(actions::add);
    }
    if (words.isEmpty() && row.has("actions")) {
      row.note(row.line(), "`actions` is empty", "name at least one");
    }
    return Set.copyOf(actions);
  }

  private Basis basis(YamlMap basis) {
    List<Word> avg = basis.wordOrWords("avg");
    for (Word word : avg) {
      known(basis, word, "basis", vocabulary::basis, "`bases`");
    }
    if (!basis.isAbsent()
        && basis.has("avg")
        && avg.stream().filter(word -> word.text().startsWith("A6-")).count() != 1) {
      basis.note(
          basis.line(),
          "`avg` does not name one ground of article 6",
          "write one A6 code, and after it the article 9 exceptions if there are any");
    }
    return new Basis(
        avg.stream().map(Word::text).collect(Collectors.joining(", ")),
        basis.word("statute").map(Word::text).orElse(""));
  }

  private Condition condition(YamlMap row) {
    return row.word("condition")
        .flatMap(word -> known(row, word, "condition", Condition::of, "`conditions`"))
        .orElse(Condition.EXPLICIT_CONSENT);
  }

  private Categories categories(YamlMap row, String key) {
    Categories all = Categories.NONE;
    for (Word word : row.words(key)) {
      all =
          all.or(
              known(row, word, "category", vocabulary::categories, "`categories` or `groups`")
                  .orElse(Categories.NONE));
    }
    return all;
  }

  private OnObjection onObjection(YamlMap row) {
    if (!row.has("on-objection")) {
      return OnObjection.REFUSE;
    }
    Optional<Word> word = row.word("on-objection");
    if (word.isEmpty()) {
      return OnObjection.REFUSE;
    }
    return switch (word.get().text()) {
      case "refuse" -> OnObjection.REFUSE;
      case "review" -> OnObjection.REVIEW;
      case "override" -> OnObjection.OVERRIDE;
      default -> {
        row.note(
            word.get().line(),
            "unknown answer to an objection `%s`".formatted(word.get().text()),
            "write refuse, review or override");
        yield OnObjection.REFUSE;
      }
    };
  }

  private static Period period(YamlMap row, String key) {
    Optional<Word> word = row.word(key);
    if (word.isEmpty()) {
      return Period.ZERO;
    }
    try {
      Period period = Period.parse(word.get().text());
      if (!period.isNegative() && !period.isZero()) {
        return period;
      }
    } catch (DateTimeParseException e) {
      // The same note as for a period of nothing or less.
    }
    row.note(
        word.get().line(),
        "`%s` is not a period".formatted(word.get().text()),
        "write it as P1Y (one year) or P6M (six months)");
    return Period.ZERO;
  }

  private List<String> obligations(YamlMap row) {
    List<Word> words = row.words("obligations");
    words.forEach(word -> known(row, word, "obligation", vocabulary::obligation, "`obligations`"));
    return words.stream().map(Word::text).toList();
  }

  private static LocalDate date(YamlMap approved, String key) {
    Optional<Word> word = approved.word(key);
    if (word.isEmpty()) {
      return LocalDate.EPOCH;
    }
    try {
      return LocalDate.parse(word.get().text());
    } catch (DateTimeParseException e) {
      approved.note(
          word.get().line(),
          "`%s` is not a date".formatted(word.get().text()),
          "write it as 2027-11-01");
      return LocalDate.EPOCH;
    }
  }

  private static <T> Optional<T> known(
      YamlMap map, Word word, String what, Function<String, Optional<T>> find, String where) {
    Optional<T> found = find.apply(word.text());
    if (found.isEmpty()) {
      map.note(
          word.line(),
          "unknown %s `%s`".formatted(what, word.text()),
          "write a word from %s in %s".formatted(where, VocabularyReader.FILE));
    }
    return found;
  }

  /** No two rows share an id or answer one question: then nobody could say which of them holds. */
  private void alone(YamlFile file, YamlMap at, PolicyRow row) {
    String here = "%s, line %d".formatted(file.name(), at.line());
    String other = places.putIfAbsent("id " + row.id(), here);
    if (other != null) {
      at.note(
          at.line(),
          "the id `%s` is there already (%s)".formatted(row.id(), other),
          "give it an id of its own");
    }
    for (Action action : row.actions()) {
      String question =
          "%s, from %s to %s, %s%s%s"
              .formatted(
                  row.purpose(),
                  row.from(),
                  row.to(),
                  action.code(),
                  row.emergency() ? ", in an emergency" : "",
                  row.off().isPresent() ? ", off" : "");
      String overlapped = places.putIfAbsent(question, here);
      if (overlapped != null) {
        at.note(
            at.line(),
            "two rows answer one question: %s (%s)".formatted(question, overlapped),
            "take `%s` out of one of them".formatted(action.code()));
      }
    }
  }
}
