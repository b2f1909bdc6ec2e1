package nl.eenplan.portal.referring.steps;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.policy.Articles;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.referring.steps.Sending.Rehearsed;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Step 3: on which ground, and what to tell. */
@Controller
class GroundStep {

  private static final String PAGE = "portal/referring/step-ground";

  /** The button that was pressed. */
  private static final String GO = "go";

  private final Writing writing;
  private final Drafts drafts;
  private final Ground ground;
  private final Sending sending;
  private final PreviewWords words;
  private final Vocabulary vocabulary;
  private final Transactions transactions;

  GroundStep(
      Writing writing,
      Drafts drafts,
      Ground ground,
      Sending sending,
      PreviewWords words,
      Vocabulary vocabulary,
      Transactions transactions) {
    this.writing = writing;
    this.drafts = drafts;
    this.ground = ground;
    this.sending = sending;
    this.words = words;
    this.vocabulary = vocabulary;
    this.transactions = transactions;
  }

  /**
   * A kind of data that somebody can write a note about.
   *
   * @param passes whether it would, as things are now
   */
  record Note(String field, String label, boolean passes) {}

  @GetMapping("/clients/{id}/refer/{draft}/ground")
  String ask(@PathVariable UUID id, @PathVariable UUID draft, Model page, Locale locale) {
    Who who = Access.partner();
    Writing.At at = writing.at(who, id, draft);
    if (!Ask.hasTarget(at.draft())) {
      return "redirect:" + at.address("place");
    }
    return show(who, at, at.draft().typed(), page, locale);
  }

  /** Whatever was typed is kept first: also what is not right yet, and when somebody leaves. */
  @PostMapping("/clients/{id}/refer/{draft}/ground")
  String asked(
      @PathVariable UUID id,
      @PathVariable UUID draft,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    Writing.At before = writing.at(who, id, draft);
    if (!Ask.hasTarget(before.draft())) {
      return "redirect:" + before.address("place");
    }
    Categories releasable = ground.releasable(who, before.draft());
    Draft kept =
        transactions.run(() -> drafts.keep(who, draft, Ask.only(typed, Ask.texts(releasable))));
    Writing.At at = new Writing.At(before.person(), kept);
    return switch (typed.value(GO)) {
      case "back" -> "redirect:" + at.address("place");
      case "consent" ->
          "redirect:/clients/%s/consents/new?purpose=%s&recipient=%s&draft=%s"
              .formatted(id, Ask.purpose(kept).code(), Ask.target(kept).value(), draft);
      default -> {
        Ask.facts(typed, releasable);
        if (typed.isRight()) {
          yield "redirect:" + at.address("preview");
        }
        response.setStatus(422);
        yield show(who, at, typed, page, locale);
      }
    };
  }

  private String show(Who who, Writing.At at, Typed typed, Model page, Locale locale) {
    Optional<PolicyRow> row = ground.row(who, Ask.target(at.draft()), Ask.purpose(at.draft()));
    Categories releasable = row.map(PolicyRow::release).orElse(Categories.NONE);
    Rehearsed most = sending.rehearse(who, at.draft(), at.person(), Ask.anything(releasable));
    writing.show(who, at.person(), Optional.of(at.draft()), page, locale);
    page.addAttribute("typed", typed);
    page.addAttribute("preview", words.of(most.decision(), Optional.empty(), locale));
    page.addAttribute("notes", notes(releasable, most.decision(), locale));
    page.addAttribute("possible", row.isPresent());
    page.addAttribute(
        "statute", row.map(one -> Articles.written(one.basis().statute(), locale)).orElse(""));
    page.addAttribute(
        "condition", row.map(one -> vocabulary.label(one.condition()).in(locale)).orElse(""));
    return PAGE;
  }

  /** Those that pass first. */
  private List<Note> notes(Categories releasable, Decision decision, Locale locale) {
    Categories passing = decision instanceof Permit permit ? permit.released() : releasable;
    List<Note> notes = new ArrayList<>();
    for (Category category : Ask.notes(releasable)) {
      notes.add(
          new Note(
              Ask.note(category),
              vocabulary.label(category).in(locale),
              passing.contains(category)));
    }
    return notes.stream().sorted(Comparator.comparing(note -> !note.passes())).toList();
  }
}
