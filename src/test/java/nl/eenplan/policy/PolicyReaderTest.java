package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.organisation.OrganisationKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A folder is read in full or not at all, and what is wrong is named with file, line and cure. */
class PolicyReaderTest {

  private static final Path REAL = Path.of("consent-policies");

  @TempDir Path folder;

  @BeforeEach
  void aFolderWithOnePolicy() throws IOException {
    Files.copy(REAL.resolve("vocabulary.yaml"), folder.resolve("vocabulary.yaml"));
    write("participation.yaml", good());
  }

  @Test
  void theRealFolderIsSound() {
    PolicyTable table = PolicyReader.read(REAL).table();
    PolicyRow row = table.row("participation.municipality-to-welfare").orElseThrow();
    assertThat(row.actions()).containsExactlyInAnyOrder(Action.REFER, Action.READ, Action.NOTIFY);
    assertThat(row.condition()).isEqualTo(Condition.EXPLICIT_CONSENT);
    assertThat(row.basis().avg()).isEqualTo("A6-1-a");
    assertThat(row.release().codes())
        .containsExactly(
            "identity.name",
            "identity.birth-year",
            "contact",
            "language",
            "referral-question",
            "wishes",
            "practical-limits");
    assertThat(row.never().contains(Category.BSN)).isTrue();
    assertThat(row.retention()).isEqualTo(Period.ofYears(1));
    assertThat(row.onObjection()).isEqualTo(OnObjection.REFUSE);
    assertThat(row.processingActivity()).startsWith("https://");
    assertThat(table.digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void aGroupStandsForItsMembers() {
    Vocabulary words = PolicyReader.read(REAL).vocabulary();
    assertThat(words.categories("identity").orElseThrow().codes())
        .isEqualTo(codesFrom("identity."));
    assertThat(words.categories("life-domain").orElseThrow().codes())
        .isEqualTo(codesFrom("life-domain."));
    assertThat(words.categories("identity.nam")).isEmpty();
  }

  private static List<String> codesFrom(String prefix) {
    return Stream.of(Category.values())
        .map(Category::code)
        .filter(code -> code.startsWith(prefix))
        .toList();
  }

  /** Each line: what in the good file is replaced, by what; the problem, its line, its cure. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          retention: P1Y        | retain: P1Y               | unknown key `retain`                  | 16 | write one of
          retention: P1Y        | obligation: []            | `retention` is missing                | 6  | add `retention:`
          retention: P1Y        | retention: a year         | `a year` is not a period              | 16 | P1Y
          retention: P1Y        | retention: P0D            | `P0D` is not a period                 | 16 | P1Y
          from: municipality    | from: town                | unknown kind `town`                   | 7  | `kinds`
          [refer, read, notify] | [refer, send]             | unknown action `send`                 | 9  | `actions`
          [refer, read, notify] | []                        | `actions` is empty                    | 6  | name at least one
          [refer, read, notify] | [read, read]              | `read` is there twice                 | 9  | remove one
          [refer, read, notify] | refer                     | `actions` is not a list               | 9  | write actions: [..]
          avg: A6-1-a           | avg: A6-1-z               | unknown basis `A6-1-z`                | 10 | `bases`
          avg: A6-1-a           | avg: A9-2-a               | `avg` does not name one ground        | 10 | one A6 code
          , statute: "Wmo 1"    |^^                         | `statute` is missing                  | 10 | add `statute:`
          statute: "Wmo 1"      | statute: ""               | `statute` is empty or not a word      | 10 | write a value
          explicit-consent      | a-signature               | unknown condition `a-signature`       | 11 | `conditions`
          explicit-consent      | none                      | consent is the ground and is not      | 6  | explicit-consent
          release: [contact]    | release: [telephone]      | unknown category `telephone`          | 12 | `categories` or `groups`
          release: [contact]    | release: []               | `release` is empty                    | 6  | name what may pass
          release: [contact]    | release: [contact, health]| [health] is special and the basis     | 6  | A9-
          require: [contact]    | require: [wishes]         | `require` names [wishes]              | 6  | add it to `release`
          never: [bsn]          | never: [bsn, contact]     | `never` and `release` both name       | 6  | one of them
          on: 2026-11-01        | on: 1-11-2026             | `1-11-2026` is not a date             | 17 | 2027-11-01
          review: 2027-11-01    | review: 2026-11-01        | `review` is not after `on`            | 6  | next review
          obligations: []       | obligations: [be-nice]    | unknown obligation `be-nice`          | 15 | `obligations`
          obligations: []       | on-objection: refuse      | `obligations` is missing              | 6  | add
          condition:            | on-objection: maybe\\n    condition: | unknown answer to an objection | 11 | refuse, review or override
          condition:            | on-objection: review\\n    condition: | `on-objection` has no meaning | 6 | remove
          id: participation.municipality-to-welfare | id: first | the id `first` does not say       | 6  | participation.municipality-to-welfare
          purpose: participation| purpose: fun              | unknown purpose `fun`                 | 1  | `purposes`
          purpose: participation| purpose: treatment        | the file is not called after          | 1  | treatment.yaml
          nl: "meedoen:         | nl: "mee:                  | the label is not the one in           | 2  | the same in both
          https://example.org/1 | one                       | `one` is not a web address            | 3  | art. 30
          consent-lasts: P1Y    | consent-lasts: long       | `long` is not a period                | 4  | P1Y
          consent-lasts: P1Y    |^^                         | does not say for how long it holds    | 6  | consent-lasts: P1Y
          consent-lasts: P1Y    | off: {nl: "nee"}          | `en` is missing                       | 4  | add `en:`
          lifts-secrecy: "Pw 65"|^^                         | does not say what lifts it            | 6  | with the article
          lifts-secrecy: "Pw 65"| lifts-secrecy: ""         | `lifts-secrecy` is empty              | 18 | write a value
          from: municipality    | from: day-activities      | day-activities has no duty of secrecy | 6  | remove `lifts-secrecy`
          condition:            | emergency: fire\\n    condition: | unknown emergency `fire`       | 11 | vital-interest
          condition:            | emergency: vital-interest\\n    condition: | an emergency does not wait | 6 | condition: none
          condition:            | emergency: vital-interest\\n    condition: | a vital interest (A6-1-d) | 6 | or neither
          avg: A6-1-a           | avg: A6-1-d               | a vital interest (A6-1-d)             | 6  | or neither
          condition: explicit-consent | condition: none\\n    on-objection: override | overridden in an emergency only | 6 | refuse
          rows:                 | rows: &all                | anchors (&) and aliases (*)           | 5  | write the value out
          from: municipality    | from: *all                | anchors (&) and aliases (*)           | 7  | write the value out
          from: municipality    | from: [municipality       | this is not YAML                      | 8  | correct the text
          from: municipality    | from: {a: b}              | `from` is empty or not a word         | 7  | write a value
          from: municipality    | from: uwv\\n    from: wmo  | `from` is there twice                 | 8  | remove one
          """)
  void whatIsWrongIsNamedWithItsLineAndCure(
      String found, String replaced, String problem, int line, String cure) throws IOException {
    assertThat(good()).contains(found);
    write("participation.yaml", good().replace(found, replaced.replace("\\n", "\n")));
    assertThat(errors())
        .anySatisfy(error -> {
          assertThat(error.file()).isEqualTo("participation.yaml");
          assertThat(error.problem()).contains(problem);
          assertThat(error.line()).isEqualTo(line);
          assertThat(error.cure()).contains(cure);
        });
  }

  @Test
  void twoRowsForOneQuestionAreRefused() throws IOException {
    String row = good().substring(good().indexOf("  - id"));
    write(
        "participation.yaml",
        good() + row.replace("to-welfare", "to-welfare.again").replace("refer, ", ""));
    assertThat(errors())
        .extracting(PolicyError::problem)
        .containsExactlyInAnyOrder(
            "two rows answer one question: participation, from municipality to welfare, read"
                + " (participation.yaml, line 6)",
            "two rows answer one question: participation, from municipality to welfare, notify"
                + " (participation.yaml, line 6)");
  }

  @Test
  void twoRowsWithOneIdAreRefused() throws IOException {
    String row = good().substring(good().indexOf("  - id"));
    write("participation.yaml", good() + row.replace("refer, read, notify", "report"));
    assertThat(errors())
        .singleElement()
        .satisfies(error -> assertThat(error.problem()).contains("is there already"));
  }

  @Test
  void allErrorsOfAllFilesAreNamedAtOnce() throws IOException {
    write("participation.yaml", good().replace("P1Y", "soon").replace("[bsn]", "[bns]"));
    write("treatment.yaml", "purpose: treatment\nrow: []\n");
    assertThat(errors())
        .extracting(PolicyError::toString)
        .anySatisfy(e -> assertThat(e).startsWith("participation.yaml, line 14: unknown category"))
        .anySatisfy(e -> assertThat(e).startsWith("participation.yaml, line 16: `soon`"))
        .anySatisfy(e -> assertThat(e).startsWith("treatment.yaml, line 2: unknown key `row`"))
        .anySatisfy(e -> assertThat(e).startsWith("treatment.yaml, line 1: `rows` is missing"));
  }

  @Test
  void whoStartsTheHubReadsTheCuresAndNoStackTrace() throws IOException {
    write("participation.yaml", good().replace("P1Y", "soon"));
    InvalidPolicies invalid =
        catchThrowableOfType(InvalidPolicies.class, () -> PolicyReader.read(folder));
    FailureAnalysis analysis = new InvalidPoliciesAnalyzer().analyze(invalid);
    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).contains("participation.yaml, line 16");
    assertThat(analysis.getAction()).contains("write it as P1Y");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          contact: {sensitivity: normal | contact: {sensitivity: low     | unknown sensitivity `low`
          contact: {sensitivity: normal | phone: {sensitivity: normal    | the program does not know `phone`
          contact: {sensitivity: normal | phone: {sensitivity: normal    | `contact` is missing
          refer: {nl                    | submit: {nl                    | the program does not know `submit`
          explicit-consent: {nl         | signature: {nl                 | `explicit-consent` is missing
          en: "refer"                   | fr: "renvoyer"                 | unknown key `fr`
          members: [identity.name       | members: [bsn, identity.name   | `bsn` is too sensitive for a group
          members: [identity.name       | members: [health               | `health` is too sensitive for a group
          members: [identity.name       | members: [identity.nam         | unknown category `identity.nam`
          obligations:                  | duties:                        | `obligations` is missing
          """)
  void theVocabularyIsHeldAgainstTheProgram(String found, String replaced, String problem)
      throws IOException {
    String vocabulary = Files.readString(REAL.resolve("vocabulary.yaml"));
    assertThat(vocabulary).contains(found);
    write("vocabulary.yaml", vocabulary.replace(found, replaced));
    assertThat(errors())
        .anySatisfy(error -> {
          assertThat(error.file()).isEqualTo("vocabulary.yaml");
          assertThat(error.problem()).contains(problem);
        });
  }

  @Test
  void hostileFilesAreRefusedQuickly() throws IOException {
    write("participation.yaml", "x".repeat(YamlFile.MAX_SIZE + 1));
    assertThat(errors()).extracting(PolicyError::problem).containsExactly("the file is too large");

    write("participation.yaml", "[".repeat(100_000));
    assertThat(errors())
        .extracting(PolicyError::problem)
        .containsExactly("this is nested too deeply");

    write("participation.yaml", "purpose: !!javax.script.ScriptEngineManager [x]\n");
    assertThat(errors())
        .extracting(PolicyError::problem)
        .first()
        .asString()
        .contains("tag is not allowed");

    Files.write(folder.resolve("participation.yaml"), new byte[] {'a', (byte) 0xff});
    assertThat(errors()).extracting(PolicyError::problem).containsExactly("the file is not UTF-8");

    write("participation.yaml", "");
    assertThat(errors()).extracting(PolicyError::problem).containsExactly("the file holds no keys");

    write("participation.yaml", good() + "---\n" + good());
    assertThat(errors()).singleElement().extracting(PolicyError::line).isEqualTo(19);
  }

  @Test
  void aFileThatWouldNotBeReadIsRefused() throws IOException {
    write("treatment.yml", "purpose: treatment\n");
    assertThat(errors()).extracting(PolicyError::cure).containsExactly("let its name end in .yaml");
  }

  @Test
  void withoutFolderOrVocabularyThereIsNoHub() throws IOException {
    Files.delete(folder.resolve("vocabulary.yaml"));
    assertThat(errors()).extracting(PolicyError::problem).containsExactly("the file is missing");
    folder = folder.resolve("elsewhere");
    assertThat(errors())
        .extracting(PolicyError::cure)
        .containsExactly("set eenplan.policies-dir to the folder with the policies");
  }

  @Test
  void theDigestFollowsTheRowsAndNotTheCases() throws IOException {
    String digest = PolicyReader.read(folder).table().digest();
    write("participation.cases.yaml", "cases: []\n");
    write("README.md", "# Policies\n");
    assertThat(PolicyReader.read(folder).table().digest()).isEqualTo(digest);
    write("participation.yaml", good() + "# a remark\n");
    assertThat(PolicyReader.read(folder).table().digest()).isNotEqualTo(digest);
  }

  @Test
  void anOverdueReviewShows() {
    PolicyTable table = PolicyReader.read(folder).table();
    assertThat(table.reviewOverdue(LocalDate.of(2027, 11, 1))).isEmpty();
    assertThat(table.reviewOverdue(LocalDate.of(2027, 11, 2))).hasSize(1);
  }

  @Test
  void thousandsOfRowsLoad() throws IOException {
    Vocabulary words = PolicyReader.read(folder).vocabulary();
    String head = good().substring(0, good().indexOf("  - id"));
    String row = good().substring(good().indexOf("  - id"));
    int rows = 0;
    for (Purpose purpose : words.purposes()) {
      StringBuilder file =
          new StringBuilder(
              head.replace("participation\n", purpose + "\n")
                  .replaceAll("label:.*", "label: " + labelOf(words, purpose)));
      for (OrganisationKind from : words.kinds()) {
        for (OrganisationKind to : words.kinds()) {
          for (List<String> actions : List.of(List.of("refer", "read"), List.of("notify"))) {
            String id = purpose + "." + from + "-to-" + to + "." + actions.getFirst();
            boolean secret = words.secrecy(from) != Secrecy.NONE;
            file.append(
                row.replaceAll(secret ? "^$" : " *lifts-secrecy: .*\n", "")
                    .replaceAll("id: .*", "id: " + id)
                    .replaceAll("from: .*", "from: " + from)
                    .replaceAll("to: .*", "to: " + to)
                    .replaceAll("actions: .*", "actions: " + actions));
            rows++;
          }
        }
      }
      write(purpose + ".yaml", file.toString());
    }
    long start = System.nanoTime();
    PolicyTable table = PolicyReader.read(folder).table();
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf("%d policy rows read in %d ms%n", rows, millis);
    assertThat(table.rows()).hasSize(rows).hasSizeGreaterThan(2_000);
  }

  private static String labelOf(Vocabulary words, Purpose purpose) {
    Label label = words.label(purpose);
    return "{nl: \"%s\", en: \"%s\"}".formatted(label.nl(), label.en());
  }

  private static String good() {
    return """
    purpose: participation
    label: {nl: "meedoen: activiteiten en ontmoeting", en: "participation: activities and meeting people"}
    processing-activity: https://example.org/1
    consent-lasts: P1Y
    rows:
      - id: participation.municipality-to-welfare
        from: municipality
        to: welfare
        actions: [refer, read, notify]
        basis: {avg: A6-1-a, statute: "Wmo 1"}
        condition: explicit-consent
        release: [contact]
        require: [contact]
        never: [bsn]
        obligations: []
        retention: P1Y
        approved: {by: "officer", on: 2026-11-01, review: 2027-11-01}
        lifts-secrecy: "Pw 65"
    """;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  private List<PolicyError> errors() {
    InvalidPolicies invalid =
        catchThrowableOfType(InvalidPolicies.class, () -> PolicyReader.read(folder));
    assertThat(invalid).as("the folder was read without complaint").isNotNull();
    assertThat(invalid.errors()).allSatisfy(error -> assertThat(error.cure()).isNotBlank());
    return invalid.errors();
  }
}
