package nl.eenplan.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code consent-policies/}: {@code vocabulary.yaml} and one file per purpose. Cases ({@code
 * *.cases.yaml}) are for the tests and are not read here.
 */
public final class PolicyReader {

  private static final int MAX_FILES = 1_000;
  private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9-]{1,64}\\.yaml");

  private PolicyReader() {}

  /**
   * The folder's rows and words.
   *
   * @throws InvalidPolicies when anything in any file is wrong; it names all of it
   */
  public static PolicyFolder read(Path folder) {
    PolicyErrors errors = new PolicyErrors();
    List<YamlFile> files =
        policyFiles(folder, errors).stream().map(path -> YamlFile.read(path, errors)).toList();
    return read(files, errors);
  }

  /**
   * What the folder would hold with these files in the place of those of the same name. A blank
   * text leaves a file out.
   *
   * @param candidate texts by file name
   * @throws InvalidPolicies when anything in any file is wrong; it names all of it
   */
  public static PolicyFolder read(PolicyFolder inForce, Map<String, String> candidate) {
    PolicyErrors errors = new PolicyErrors();
    SortedMap<String, String> texts = new TreeMap<>(inForce.texts());
    candidate.forEach((name, text) -> {
      if (!isPolicy(name) || !FILE_NAME.matcher(name).matches()) {
        errors.note("candidate", 1, "a file name is not one of policies", "write <purpose>.yaml");
      } else if (text.isBlank()) {
        texts.remove(name);
      } else {
        texts.put(name, text);
      }
    });
    List<YamlFile> files = new ArrayList<>();
    texts.forEach((name, text) -> files.add(YamlFile.of(name, text, errors)));
    return read(files, errors);
  }

  private static PolicyFolder read(List<YamlFile> files, PolicyErrors errors) {
    errors.throwIfAny();
    Vocabulary vocabulary = vocabulary(files, errors);
    RowReader rows = new RowReader(vocabulary);
    files.stream().filter(file -> !isVocabulary(file)).forEach(rows::read);
    errors.throwIfAny();
    return new PolicyFolder(
        vocabulary,
        new PolicyTable(digest(files), rows.rows()),
        List.copyOf(rows.files()),
        files.stream().collect(Collectors.toUnmodifiableMap(YamlFile::name, YamlFile::text)));
  }

  /** Without its words nothing else can be read, so here the first errors end it. */
  private static Vocabulary vocabulary(List<YamlFile> files, PolicyErrors errors) {
    Optional<YamlFile> file = files.stream().filter(PolicyReader::isVocabulary).findFirst();
    if (file.isEmpty()) {
      errors.note(VocabularyReader.FILE, 1, "the file is missing", "put it in this folder");
    }
    Optional<Vocabulary> vocabulary = file.flatMap(VocabularyReader::read);
    if (vocabulary.isEmpty()) {
      // Words that could not be read would show up again as unknown in every row.
      errors.throwIfAny();
    }
    return vocabulary.orElseThrow();
  }

  private static boolean isVocabulary(YamlFile file) {
    return file.name().equals(VocabularyReader.FILE);
  }

  /** In the order of their names, so that the digest is the same on every machine. */
  private static List<Path> policyFiles(Path folder, PolicyErrors errors) {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.sorted(Comparator.comparing(PolicyReader::nameOf)).forEach(paths::add);
    } catch (IOException e) {
      errors.note(
          String.valueOf(folder.getFileName()),
          1,
          "the folder " + folder.toAbsolutePath() + " cannot be read",
          "set eenplan.policies-dir to the folder with the policies");
    }
    for (Path path : paths) {
      String name = nameOf(path);
      if (name.endsWith(".yml")) {
        errors.note(name, 1, "the file would not be read", "let its name end in .yaml");
      }
    }
    List<Path> policies = paths.stream().filter(path -> isPolicy(nameOf(path))).toList();
    if (policies.size() > MAX_FILES) {
      errors.note(nameOf(folder), 1, "too many files", "keep it under " + MAX_FILES);
    }
    return policies;
  }

  private static boolean isPolicy(String name) {
    return name.endsWith(".yaml") && !name.endsWith(".cases.yaml");
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** SHA-256 in hex over names, lengths and bytes. */
  private static String digest(List<YamlFile> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (YamlFile file : files) {
        sha.update(file.name().getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(file.length()).flip());
        file.addTo(sha);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
