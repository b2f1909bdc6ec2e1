package nl.eenplan.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a YAML file under a closed schema. What is wrong is noted with its line, and
 * something empty comes back, so that one run finds every error. Of an absent mapping nothing more
 * is noted.
 */
final class YamlMap {

  /** A scalar and the line that it stands on. */
  record Word(String text, int line) {}

  private final YamlFile file;
  private final int line;
  private final boolean absent;
  private final Map<Word, Node> entries = new LinkedHashMap<>();
  private final Map<String, Node> values = new LinkedHashMap<>();

  private YamlMap(YamlFile file, int line, boolean absent) {
    this.file = file;
    this.line = line;
    this.absent = absent;
  }

  static YamlMap absent(YamlFile file) {
    return new YamlMap(file, 1, true);
  }

  static YamlMap of(YamlFile file, MappingNode node) {
    YamlMap map = new YamlMap(file, lineOf(node), false);
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        map.note(lineOf(tuple.getKeyNode()), "a key is not a word", "write one word before the :");
      } else if (map.values.put(key.getValue(), tuple.getValueNode()) != null) {
        map.note(lineOf(key), "`%s` is there twice".formatted(key.getValue()), "remove one");
      } else {
        map.entries.put(new Word(key.getValue(), lineOf(key)), tuple.getValueNode());
      }
    }
    return map;
  }

  int line() {
    return line;
  }

  boolean isAbsent() {
    return absent;
  }

  void note(int at, String problem, String cure) {
    file.note(at, problem, cure);
  }

  /** Notes every key that is not one of these. */
  YamlMap closed(Set<String> known) {
    for (Word key : entries.keySet()) {
      if (!known.contains(key.text())) {
        note(key.line(), "unknown key `%s`".formatted(key.text()), "write one of " + known);
      }
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** A required, non-blank scalar. */
  Optional<Word> word(String key) {
    return node(key).flatMap(node -> scalar(key, node));
  }

  /** A required list of scalars, without repetition; it may be empty. */
  List<Word> words(String key) {
    List<Word> words = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Node node : items(key)) {
      scalar(key, node)
          .ifPresent(word -> {
            if (seen.add(word.text())) {
              words.add(word);
            } else {
              note(word.line(), "`%s` is there twice".formatted(word.text()), "remove one");
            }
          });
    }
    return words;
  }

  /** A required scalar, or a list of them. */
  List<Word> wordOrWords(String key) {
    return values.get(key) instanceof SequenceNode ? words(key) : word(key).stream().toList();
  }

  /** A required mapping. */
  YamlMap map(String key) {
    return node(key).map(node -> mapping(key, node)).orElseGet(() -> absent(file));
  }

  /** A required list of mappings. */
  List<YamlMap> maps(String key) {
    return items(key).stream().map(node -> mapping(key, node)).toList();
  }

  /** All keys with the mappings behind them, in the order of the file. */
  Map<Word, YamlMap> entries() {
    Map<Word, YamlMap> maps = new LinkedHashMap<>();
    entries.forEach((key, node) -> maps.put(key, mapping(key.text(), node)));
    return Collections.unmodifiableMap(maps);
  }

  private List<Node> items(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    note(lineOf(node.get()), "`%s` is not a list".formatted(key), "write %s: [..]".formatted(key));
    return List.of();
  }

  private Optional<Node> node(String key) {
    Node node = values.get(key);
    if (node == null && !absent) {
      note(line, "`%s` is missing".formatted(key), "add `%s:`".formatted(key));
    }
    return Optional.ofNullable(node);
  }

  private Optional<Word> scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(new Word(scalar.getValue(), lineOf(node)));
    }
    note(
        lineOf(node),
        "`%s` is empty or not a word".formatted(key),
        "write a value after `%s:`".formatted(key));
    return Optional.empty();
  }

  private YamlMap mapping(String key, Node node) {
    if (node instanceof MappingNode mapping) {
      return of(file, mapping);
    }
    note(lineOf(node), "`%s` has no keys of its own".formatted(key), "write them below it");
    return absent(file);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
