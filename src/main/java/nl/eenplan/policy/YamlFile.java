package nl.eenplan.policy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file of the policy folder, read to nodes that know their lines. Nothing is constructed
 * from it but strings; anchors and aliases are refused, and so are files that are too large or too
 * deep.
 */
final class YamlFile {

  /** In bytes and in characters. */
  static final int MAX_SIZE = 4 << 20;

  private static final int MAX_DEPTH = 8;

  private final String name;
  private final byte[] bytes;
  private final PolicyErrors errors;

  private YamlFile(String name, byte[] bytes, PolicyErrors errors) {
    this.name = name;
    this.bytes = bytes;
    this.errors = errors;
  }

  /** Reads the bytes; what cannot be read is noted and gives an empty file. */
  static YamlFile read(Path path, PolicyErrors errors) {
    String name = String.valueOf(path.getFileName());
    byte[] bytes = {};
    try {
      if (Files.size(path) > MAX_SIZE) {
        errors.note(name, 1, "the file is too large", "keep it under 4 MiB");
      } else {
        bytes = Files.readAllBytes(path);
      }
    } catch (IOException e) {
      errors.note(name, 1, "the file cannot be read", "let the hub read it");
    }
    return new YamlFile(name, bytes, errors);
  }

  /** A file that is not on disk. */
  static YamlFile of(String name, String text, PolicyErrors errors) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean small = bytes.length <= MAX_SIZE;
    if (!small) {
      errors.note(name, 1, "the file is too large", "keep it under 4 MiB");
    }
    return new YamlFile(name, small ? bytes : new byte[0], errors);
  }

  /** The whole text; what is not UTF-8 in it was noted by {@link #root}. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String name() {
    return name;
  }

  PolicyErrors errors() {
    return errors;
  }

  int length() {
    return bytes.length;
  }

  void addTo(MessageDigest digest) {
    digest.update(bytes);
  }

  /** The whole file as a mapping; what is wrong is noted, and then the mapping is absent. */
  YamlMap root() {
    int before = errors.count();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      refuseAliasesAndDepth(text);
      if (errors.count() > before) {
        return YamlMap.absent(this);
      }
      Node node = yaml().compose(new StringReader(text));
      if (node instanceof MappingNode mapping) {
        return YamlMap.of(this, mapping);
      }
      note(1, "the file holds no keys", "start it like the other files of this folder");
    } catch (CharacterCodingException e) {
      note(1, "the file is not UTF-8", "save it as UTF-8");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      note(line, "this is not YAML (" + e.getProblem() + ")", "correct the text at this line");
    } catch (YAMLException e) {
      note(1, "this is not YAML", "write it like the other files");
    }
    return YamlMap.absent(this);
  }

  /**
   * A few lines with aliases can stand for gigabytes, and a reader loses the thread much earlier.
   * Nothing is built while we look; too deep a file is given up at once.
   */
  private void refuseAliasesAndDepth(String text) {
    int depth = 0;
    for (Event event : yaml().parse(new StringReader(text))) {
      int line = event.getStartMark().getLine() + 1;
      if (event instanceof AliasEvent
          || (event instanceof NodeEvent node && node.getAnchor() != null)) {
        note(line, "anchors (&) and aliases (*) are not allowed", "write the value out");
      }
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        note(line, "this is nested too deeply", "write it like the other files");
        return;
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_SIZE);
    return new Yaml(options);
  }

  void note(int line, String problem, String cure) {
    errors.note(name, line, problem, cure);
  }
}
