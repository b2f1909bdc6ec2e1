package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code consent-policies/sentences.md} says in plain words what the rows say, and {@code
 * released.csv} in the smallest pieces. {@code mvn -q test -Dtest=PolicySentencesTest
 * -Dsentences=apply} writes both anew.
 */
class PolicySentencesTest {

  private static final Path FOLDER = Path.of("consent-policies");
  private static final Locale NL = Locale.of("nl");

  private final PolicyFolder policies = PolicyReader.read(FOLDER);
  private final PolicySentences sentences = new PolicySentences(policies.vocabulary());

  @Test
  void thePageSaysWhatTheRowsSay() throws IOException {
    isAsGenerated("sentences.md", PolicyPage.of(policies));
  }

  @Test
  void theListOfWhatIsReleasedIsComplete() throws IOException {
    isAsGenerated(
        "released.csv",
        Released.by(policies.table().rows()).stream()
            .map(Released::toString)
            .collect(Collectors.joining("\n", Released.HEADER + "\n", "\n")));
  }

  private static void isAsGenerated(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("apply".equals(System.getProperty("sentences"))) {
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file))
        .as("not what the rows say; run: mvn -q test -Dtest=PolicySentencesTest -Dsentences=apply")
        .isEqualTo(text);
  }

  /** Prints; a change of policy is no error, but nobody should make one without seeing it. */
  @Test
  void whatAChangeReleasesOrTakesBackIsPrinted() throws Exception {
    for (String branch : List.of("origin/main", "main")) {
      Process git =
          new ProcessBuilder("git", "show", branch + ":consent-policies/released.csv")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String before = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0) {
        Set<String> then = who(before);
        Set<String> now = who(Files.readString(FOLDER.resolve("released.csv")));
        System.out.printf("Policies against %s:%n", branch);
        now.stream()
            .filter(tuple -> !then.contains(tuple))
            .forEach(t -> System.out.println("+ " + t));
        then.stream()
            .filter(tuple -> !now.contains(tuple))
            .forEach(t -> System.out.println("- " + t));
        return;
      }
    }
    System.out.println("Policies: no main branch to hold them against");
  }

  /** Purpose, recipient and category of each line. */
  private static Set<String> who(String csv) {
    return csv.lines()
        .skip(1)
        .map(line -> line.split(","))
        .map(field -> "%s to %s: %s".formatted(field[0], field[2], field[5]))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aPrivacyOfficerReadsWhetherStWoejGetsTheBsn() {
    assertThat(about("Een welzijnsorganisatie, zoals St. WOEJ"))
        .contains("**Krijgt het BSN?** **nee, nooit**.")
        .contains("**Krijgt bijzondere gegevens?** **nee, nooit**.");
    assertThat(dutch("participation.municipality-to-welfare"))
        .startsWith("Een gemeente mag een welzijnsorganisatie dit laten weten: naam, geboortejaar,")
        .contains("alleen als de cliënt daarvoor uitdrukkelijk toestemming geeft")
        .containsPattern(
            "Nooit voor dit doel, wat iemand ook toestaat: [^.]*burgerservicenummer \\(BSN\\)")
        .contains("Een toestemming voor dit doel geldt hoogstens 1 jaar.")
        .contains("Dit artikel laat het toch toe: Participatiewet artikel 65, tweede lid, onder b.")
        .contains("bewaart het hoogstens 1 jaar");
    assertThat(english("participation.municipality-to-welfare"))
        .startsWith("A municipality may let a welfare organisation know: name, year of birth,");
  }

  @Test
  void andWhatRivierduinenNeedsBeforeItMaySend() {
    assertThat(about("Een ggz-instelling, zoals Rivierduinen"))
        .contains("zelf heeft vastgelegd en die de ontvanger met naam noemt")
        .contains("Bij levensgevaar mag het zonder toestemming, maar alleen aan: een organisatie");
    assertThat(about("Een onderzoeksbureau, zoals Salude"))
        .contains("zelf heeft vastgelegd en die de ontvanger met naam noemt")
        .doesNotContain("levensgevaar");
    assertThat(dutch("participation.ggz-to-municipality"))
        .contains("medisch beroepsgeheim (Wmo 2015 artikel 5.2.5; BW 7:457)")
        .contains("toestemming voor een soort organisatie is niet genoeg")
        .contains("de woonplaats alleen mee als de cliënt deze ontvanger");
  }

  @Test
  void andWhatAnEmergencyIs() {
    assertThat(dutch("acute-concern.municipality-to-acute-help.emergency"))
        .contains("Alleen in nood")
        .contains("ook niet als de cliënt nee zei")
        .contains("beoordeelt het binnen drie werkdagen")
        .contains("Ook een geheim adres gaat mee")
        .doesNotContain("hoogstens 6 maanden. De afzender");
    assertThat(english("acute-concern.ggz-to-acute-help.emergency"))
        .contains("It gives way to danger to life");
  }

  @Test
  void whatNoRowReleasesAKindNeverGets() {
    assertThat(about("UWV"))
        .containsPattern("Krijgt nooit, voor geen enkel doel:\\*\\* [^\n]*gezondheid, verslaving")
        .doesNotContainPattern("Krijgt nooit, [^\n]*burgerservicenummer");
  }

  @Test
  void whatNoLawyerSawIsNotCalledApproved() {
    assertThat(dutch("handover.municipality-to-municipality"))
        .startsWith("Een gemeente mag een andere gemeente dit laten weten")
        .contains("Nog niet goedgekeurd door een jurist (voorbeeld van 2026-11-01).")
        .doesNotContain("Goedgekeurd door");
    assertThat(english("handover.municipality-to-municipality"))
        .startsWith("A municipality may let another municipality know");
  }

  @Test
  void everyLinkOnThePageLeadsToAHeading() {
    String page = PolicyPage.of(policies);
    Set<String> headings =
        page.lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
            .map(line -> line.replaceAll("[.,:()]", "").replace(' ', '-'))
            .collect(Collectors.toSet());
    assertThat(Pattern.compile("\\(#([^)]*)\\)").matcher(page).results().map(link -> link.group(1)))
        .contains("multi-problemmunicipality-to-welfare")
        .isSubsetOf(headings);
  }

  @Test
  void andWhatIsOffAndWhy() {
    assertThat(dutch("multi-problem.municipality-to-welfare"))
        .startsWith("Dit geldt nu niet. De Wet aanpak meervoudige problematiek");
    String page = PolicyPage.of(policies);
    assertThat(page.substring(page.indexOf("## Uit"), page.indexOf("## Hier wordt niets")))
        .contains("(multi-problem)", "geldt nog niet");
    assertThat(
            page.substring(
                page.indexOf("## Hier wordt niets"), page.indexOf("## Regel voor regel")))
        .contains("(statistics)", "(own-access)");
  }

  private String about(String kind) {
    String page = PolicyPage.of(policies);
    int from = page.indexOf("### " + kind);
    return page.substring(from, page.indexOf("\n###", from));
  }

  private String dutch(String id) {
    return sentences.of(policies.table().row(id).orElseThrow(), NL);
  }

  private String english(String id) {
    return sentences.of(policies.table().row(id).orElseThrow(), Locale.ENGLISH);
  }
}
