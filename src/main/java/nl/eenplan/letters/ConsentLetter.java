package nl.eenplan.letters;

import java.time.Instant;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Vocabulary;

/** The letter to the client, in Dutch of level B1: friendly, and nothing has to be done with it. */
final class ConsentLetter {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.of("nl", "NL")).withZone(DutchTime.ZONE);

  private final Receipt receipt;
  private final Consent consent;
  private final Vocabulary vocabulary;
  private final Optional<String> name;
  private final Instant today;

  /**
   * @param name of the client, as the holder knows it
   * @param today the letter's own date
   */
  ConsentLetter(Receipt receipt, Vocabulary vocabulary, Optional<String> name, Instant today) {
    this.receipt = receipt;
    this.consent = receipt.consent();
    this.vocabulary = vocabulary;
    this.name = name;
    this.today = today;
  }

  String html() {
    return """
    <html lang="nl"><head><title>%1$s</title>
    <meta name="subject" content="Wat u afsprak over het delen van uw gegevens"/>
    <style>
    @page { size: A4; margin: 25mm 22mm }
    body { font-family: '%2$s'; font-size: 12pt; line-height: 1.5; color: #1a1a1a }
    h1 { font-size: 20pt; font-weight: normal; margin: 0 0 6mm 0 }
    h2 { font-size: 14pt; font-weight: normal; margin: 7mm 0 1mm 0 }
    p { margin: 0 0 3mm 0 }
    ul { margin: 0 0 3mm 0; padding-left: 6mm }
    .small { font-size: 9.5pt; color: #444444; margin-top: 8mm }
    </style></head>
    <body><h1>%1$s</h1>
    %3$s
    </body></html>
    """
        .formatted(escaped(title()), Pdf.FONT, body());
  }

  private String title() {
    return switch (receipt.state()) {
      case WITHDRAWN -> "U hebt uw toestemming ingetrokken";
      case REFUSED -> "Dit wilt u niet delen";
      case EXPIRED -> "Uw toestemming is afgelopen";
      case GIVEN, CHANGED ->
          consent.kind() == Consent.Kind.HELP ? "U wilt graag hulp" : "Uw toestemming";
    };
  }

  private String body() {
    return Stream.of(opening(), state(), what(), end(), change(), questions(), number())
        .flatMap(List::stream)
        .collect(Collectors.joining("\n"));
  }

  private List<String> opening() {
    String how =
        consent.given().evidence() == Evidence.SIGNED_FORM
            ? "is een formulier getekend bij"
            : "was er een gesprek met";
    return Stream.concat(
            name.map(who -> paragraph("Deze brief is voor " + who + ".")).stream(),
            Stream.of(
                paragraph(
                    "Op %s %s %s. %s In deze brief leest u wat er is afgesproken. U mag hem bewaren."
                        .formatted(
                            DAY.format(consent.given().at()), how, receipt.holder().name(), by()))))
        .toList();
  }

  private String by() {
    String who =
        Stream.of(Giver.values())
            .filter(consent.given().by()::contains)
            .map(giver ->
                switch (giver) {
                  case CLIENT -> "uzelf";
                  case PARENT -> "uw ouder of voogd";
                  case LEGAL_REPRESENTATIVE -> "uw curator of mentor";
                  case GUIDE -> "iemand die dat van u mocht doen";
                })
            .collect(Collectors.joining(" en "));
    return who.equals("uzelf") ? "" : "Voor u sprak: " + who + ".";
  }

  private List<String> state() {
    return switch (receipt.state()) {
      case WITHDRAWN ->
          List.of(
              paragraph(
                  "Sinds %s geldt deze toestemming niet meer. Wij delen op grond hiervan niets meer. Hieronder staat wat u eerder zei."
                      .formatted(DAY.format(receipt.events().getLast().at()))));
      case EXPIRED ->
          List.of(
              paragraph(
                  "Deze toestemming liep tot %s. Wij delen op grond hiervan niets meer. Hieronder staat wat u eerder zei."
                      .formatted(DAY.format(receipt.events().getLast().at()))));
      case GIVEN, CHANGED, REFUSED -> List.of();
    };
  }

  private List<String> what() {
    if (consent.kind() == Consent.Kind.HELP) {
      return List.of(
          paragraph(
              "U vindt het goed dat u hulp krijgt. Daarmee deelt niemand nog gegevens over u:"
                  + " daarvoor is uw toestemming apart nodig, of een regel in de wet."));
    }
    return consent.rules().stream().flatMap(rule -> rule(rule).stream()).toList();
  }

  private List<String> rule(Rule rule) {
    String head =
        rule.effect() == Effect.PERMIT
            ? "Dit mag %s delen".formatted(receipt.holder().name())
            : "Dit mag niet worden gedeeld";
    return List.of(
        "<h2>" + escaped(head) + "</h2>",
        "<ul>"
            + item("Wat: " + categories(rule).orElse("alle gegevens"))
            + item("Met wie: " + recipients(rule).orElse("alle organisaties die meedoen"))
            + item("Waarvoor: " + purposes(rule).orElse("alles waarmee deze organisaties u helpen"))
            + exceptions(rule)
            + "</ul>");
  }

  private String exceptions(Rule rule) {
    return rule.exceptions().stream().map(this::exception).collect(Collectors.joining());
  }

  /** It says only in what it differs from the rule around it. */
  private String exception(Rule rule) {
    String head = rule.effect() == Effect.PERMIT ? "Dit mag wel" : "Maar dit mag niet";
    String what =
        Stream.of(
                categories(rule),
                recipients(rule).map(who -> "met " + who),
                purposes(rule).map(why -> "voor " + why),
                rule.from().map(from -> "vanaf " + DAY.format(from)),
                rule.until().map(end -> "tot en met " + DAY.format(end.minusMillis(1))))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    String within = exceptions(rule);
    return "<li>"
        + escaped(head + ": " + what)
        + (within.isEmpty() ? "" : "<ul>" + within + "</ul>")
        + "</li>";
  }

  private Optional<String> categories(Rule rule) {
    return rule.categories().equals(Categories.ALL)
        ? Optional.empty()
        : listed(rule.categories().stream().map(one -> vocabulary.label(one).nl()));
  }

  private Optional<String> recipients(Rule rule) {
    return listed(
        Stream.concat(
            rule.recipients().stream()
                .map(code ->
                    Optional.ofNullable(receipt.organisations().get(code))
                        .map(Organisation::name)
                        .orElse(code.value()))
                .sorted(),
            rule.kinds().stream().map(kind -> vocabulary.label(kind).nl()).sorted()));
  }

  private Optional<String> purposes(Rule rule) {
    return listed(rule.purposes().stream().map(purpose -> vocabulary.label(purpose).nl()).sorted());
  }

  private static Optional<String> listed(Stream<String> words) {
    return Optional.of(words.collect(Collectors.joining(", "))).filter(list -> !list.isEmpty());
  }

  private List<String> end() {
    return switch (receipt.state()) {
      case GIVEN, CHANGED -> Stream.of(until(), kept()).flatMap(List::stream).toList();
      case REFUSED, WITHDRAWN, EXPIRED -> List.of();
    };
  }

  private List<String> until() {
    return receipt
        .end()
        .map(end ->
            List.of(
                "<h2>Tot wanneer?</h2>",
                paragraph(
                    "Tot en met %s. Daarna stopt het vanzelf, of vragen wij u opnieuw wat u wilt."
                        .formatted(DAY.format(end.minusMillis(1))))))
        .orElse(List.of());
  }

  /** The longest of the terms that the policies give to who gets something. */
  private List<String> kept() {
    return receipt.rows().stream()
        .map(PolicyRow::retention)
        .max(Comparator.comparingLong(Period::toTotalMonths))
        .map(longest ->
            List.of(
                paragraph(
                    "Wie iets krijgt, bewaart het niet langer dan nodig is, en daarna ten hoogste %s."
                        .formatted(words(longest)))))
        .orElse(List.of());
  }

  private static String words(Period period) {
    long months = period.toTotalMonths();
    return months % 12 == 0 ? months / 12 + " jaar" : months == 1 ? "1 maand" : months + " maanden";
  }

  private List<String> change() {
    String how =
        "Vertel het aan %s, op de manier die u prettig vindt: in een gesprek, met een telefoontje of met een bericht. Dat is genoeg. Waarom hoeft u niet te zeggen."
            .formatted(receipt.holder().name());
    return switch (receipt.state()) {
      case GIVEN, CHANGED ->
          List.of(
              "<h2>Denkt u er later anders over?</h2>",
              paragraph("Uw keuze is vrij, en u mag die altijd veranderen of intrekken. " + how),
              paragraph(
                  "Vanaf dat moment delen wij niets meer op grond van deze toestemming. Aan wie"
                      + " toen al iets had, vragen wij om dat te verwijderen."));
      case REFUSED, WITHDRAWN, EXPIRED ->
          List.of("<h2>Denkt u er later anders over?</h2>", paragraph("Dat kan altijd. " + how));
    };
  }

  private List<String> questions() {
    return List.of(
        "<h2>Hebt u een vraag?</h2>",
        paragraph(
            "Stel hem gerust aan %s, bijvoorbeeld aan de privacyfunctionaris. U kunt ook vragen welke gegevens er over u zijn, met wie ze zijn gedeeld, en of iets kan worden verbeterd of gewist."
                .formatted(receipt.holder().name())),
        paragraph(
            "Komt u er samen niet uit? Dan kunt u terecht bij de Autoriteit Persoonsgegevens"
                + " (autoriteitpersoonsgegevens.nl)."));
  }

  private List<String> number() {
    String text =
        consent
            .given()
            .textVersion()
            .map(version -> " Versie van de tekst die u zag: " + version + ".")
            .orElse("");
    return List.of(
        "<p class=\"small\">"
            + escaped(
                "Deze brief is gemaakt op %s. Kenmerk %s, versie %d.%s"
                    .formatted(DAY.format(today), consent.id(), consent.version(), text))
            + "</p>");
  }

  private static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>";
  }

  private static String item(String text) {
    return "<li>" + escaped(text) + "</li>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
