package nl.eenplan.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.organisation.OrganisationKind;

/**
 * The page {@code consent-policies/sentences.md}: for whoever asks who may get what, first by
 * organisation, then by purpose, then row by row.
 */
final class PolicyPage {

  private static final Locale NL = Locale.of("nl");

  private final PolicyFolder policies;
  private final Vocabulary words;
  private final List<PolicyRow> inForce;
  private final Categories bsn;
  private final Categories special;
  private final StringBuilder page = new StringBuilder();

  private PolicyPage(PolicyFolder policies) {
    this.policies = policies;
    this.words = policies.vocabulary();
    this.inForce = policies.table().rows().stream().filter(row -> row.off().isEmpty()).toList();
    this.bsn = words.ofSensitivity(Sensitivity.BSN);
    this.special = words.ofSensitivity(Sensitivity.SPECIAL);
  }

  static String of(PolicyFolder policies) {
    return new PolicyPage(policies).write();
  }

  private String write() {
    line("# Wat mag worden gedeeld - what may be shared");
    line(
        "Written by the build from the rows in this folder; do not edit. What is not here is not"
            + " allowed.");
    line(
        "[Per organisatie](#per-organisatie) · [Per doel](#per-doel) · [Uit](#uit) ·"
            + " [Hier wordt niets gedeeld](#hier-wordt-niets-gedeeld) ·"
            + " [Regel voor regel](#regel-voor-regel)");
    line("## Per organisatie");
    contents(words.kinds(), this::shortly, this::title);
    words.kinds().forEach(this::kind);
    line("## Per doel");
    line(
        "Links staat wie iets laat weten, boven wie het hoort. *wet*: de wet is genoeg, en de"
            + " cliënt mag nee zeggen; *ja*: de cliënt geeft toestemming; *handtekening*: de cliënt"
            + " tekent; *met naam*: de cliënt geeft de zorgverlener toestemming die de ontvanger"
            + " noemt; *terug*: terugkoppelen, zolang de toestemming voor de verwijzing geldt;"
            + " *nood*: alleen bij levensgevaar.");
    List<Purpose> purposes =
        words.purposes().stream()
            .filter(purpose -> !rows(row -> row.purpose().equals(purpose)).isEmpty())
            .toList();
    contents(purposes, purpose -> words.label(purpose).nl(), this::title);
    purposes.forEach(this::matrix);
    line("## Uit");
    for (PolicyFile file : policies.files()) {
      file.off()
          .ifPresent(why ->
              line(
                  "**%s**: %s _%s_ Regels: %s."
                      .formatted(
                          title(file.purpose()), why.nl(), why.en(), links(file.purpose()))));
    }
    line("## Hier wordt niets gedeeld");
    for (PolicyFile file : policies.files()) {
      file.noRows()
          .ifPresent(
              why -> line("**%s**: %s _%s_".formatted(title(file.purpose()), why.nl(), why.en())));
    }
    line("## Regel voor regel");
    PolicySentences sentences = new PolicySentences(words);
    for (PolicyRow row : policies.table().rows()) {
      line("### " + row.id());
      line(sentences.of(row, NL));
      line("_" + sentences.of(row, Locale.ENGLISH) + "_");
    }
    return page.toString().stripTrailing() + "\n";
  }

  private void kind(OrganisationKind kind) {
    line("### " + title(kind));
    Dealings dealings = Dealings.of(kind, policies);
    List<PolicyRow> gets = dealings.gets();
    List<PolicyRow> sends = dealings.sends();
    item("Krijgt het BSN?", yesOrNo(dealings, bsn));
    item("Krijgt bijzondere gegevens?", yesOrNo(dealings, special));
    item("Krijgt hoogstens, over alle doelen samen", list(dealings.most()) + ".");
    item("Krijgt nooit, voor geen enkel doel", list(dealings.never()) + ".");
    item(
        "Wat is nodig voordat deze organisatie iets deelt?",
        switch (words.secrecy(kind)) {
          case NONE -> "een regel hieronder, en wat die regel vraagt.";
          case LEGAL ->
              "wat de regel hieronder vraagt, zoals een ja of een handtekening van de cliënt; en"
                  + " ook een artikel in de wet dat de geheimhouding opheft.";
          case MEDICAL ->
              "toestemming van de cliënt, die de organisatie zelf heeft vastgelegd en die de"
                  + " ontvanger met naam noemt."
                  + unlessInEmergency(dealings);
        });
    item("Krijgt iets voor", byPurpose(gets, PolicyRow::from, "van"));
    item("Laat iets weten voor", byPurpose(sends, PolicyRow::to, "aan"));
    page.append("\n");
  }

  private String unlessInEmergency(Dealings dealings) {
    String helpers =
        dealings.helpers().stream()
            .map(kind -> words.label(kind).nl())
            .collect(Collectors.joining(", "));
    return helpers.isEmpty()
        ? ""
        : " Bij levensgevaar mag het zonder toestemming, maar alleen aan: %s.".formatted(helpers);
  }

  /** The rows for a purpose that is off. */
  private String links(Purpose purpose) {
    return policies.table().rows().stream()
        .filter(row -> row.purpose().equals(purpose))
        .map(row -> link("%s aan %s".formatted(shortly(row.from()), shortly(row.to())), row.id()))
        .collect(Collectors.joining(" · "));
  }

  private <T> void contents(List<T> what, Function<T, String> text, Function<T, String> heading) {
    line(
        what.stream()
            .map(one -> link(text.apply(one), heading.apply(one)))
            .collect(Collectors.joining(" · ")));
  }

  private List<PolicyRow> rows(Predicate<PolicyRow> such) {
    return inForce.stream().filter(such).toList();
  }

  private String yesOrNo(Dealings dealings, Categories asked) {
    List<PolicyRow> such = dealings.gets(asked);
    if (such.isEmpty()) {
      return "**nee, nooit**.";
    }
    Categories which = Dealings.all(such).and(asked);
    return "ja%s, voor %s"
        .formatted(
            asked.equals(bsn) ? "" : " (" + list(which) + ")",
            byPurpose(such, PolicyRow::from, "van"));
  }

  private String byPurpose(
      List<PolicyRow> rows, Function<PolicyRow, OrganisationKind> other, String towards) {
    Map<String, Set<String>> purposes = new LinkedHashMap<>();
    for (PolicyRow row : rows) {
      purposes
          .computeIfAbsent(words.label(row.purpose()).nl(), p -> new TreeSet<>())
          .add("%s (%s)".formatted(shortly(other.apply(row)), link(needs(row), row.id())));
    }
    return purposes.entrySet().stream()
            .map(entry ->
                "%s, %s %s".formatted(entry.getKey(), towards, String.join(", ", entry.getValue())))
            .collect(Collectors.joining("; "))
        + ".";
  }

  private void matrix(Purpose purpose) {
    List<PolicyRow> rows = rows(row -> row.purpose().equals(purpose));
    line("### " + title(purpose));
    List<OrganisationKind> from = kinds(rows, PolicyRow::from);
    List<OrganisationKind> to = kinds(rows, PolicyRow::to);
    cells(Stream.concat(Stream.of("van \\ aan"), to.stream().map(this::shortly)).toList());
    cells(Stream.generate(() -> "---").limit(to.size() + 1L).toList());
    for (OrganisationKind sender : from) {
      List<String> cells = new ArrayList<>(List.of(shortly(sender)));
      for (OrganisationKind receiver : to) {
        cells.add(
            rows.stream()
                .filter(row -> row.from().equals(sender) && row.to().equals(receiver))
                .map(row -> link(needs(row), row.id()))
                .collect(Collectors.joining(" · ")));
      }
      cells(cells);
    }
    page.append("\n");
  }

  private List<OrganisationKind> kinds(
      List<PolicyRow> rows, Function<PolicyRow, OrganisationKind> which) {
    Set<OrganisationKind> there = rows.stream().map(which).collect(Collectors.toSet());
    return words.kinds().stream().filter(there::contains).toList();
  }

  private static String needs(PolicyRow row) {
    return switch (Need.of(row)) {
      case EMERGENCY -> "nood";
      case STATUTE -> "wet";
      case REFERRAL -> "terug";
      case SIGNATURE -> "handtekening";
      case NAMED -> "met naam";
      case CONSENT -> "ja";
    };
  }

  /** To a heading, which GitHub and most others give an anchor in this way. */
  private static String link(String text, String heading) {
    String anchor =
        heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-');
    return "[%s](#%s)".formatted(text, anchor);
  }

  private String title(OrganisationKind kind) {
    String examples = words.suchAs(kind);
    return capital(words.label(kind).nl())
        + (examples.equals(shortly(kind)) ? "" : ", zoals " + examples);
  }

  private String title(Purpose purpose) {
    return capital(words.label(purpose).nl()) + " (" + purpose.code() + ")";
  }

  private String shortly(OrganisationKind kind) {
    return words.label(kind).nl().replaceFirst("^een ", "");
  }

  private String list(Categories categories) {
    return categories.stream()
        .map(category -> words.label(category).nl())
        .collect(Collectors.joining(", "));
  }

  private void item(String question, String answer) {
    page.append(
        "- **%s** %s\n".formatted(question.endsWith("?") ? question : question + ":", answer));
  }

  private void cells(List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void line(String text) {
    page.append(text).append("\n\n");
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
