package nl.eenplan.portal.referring.steps;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.referring.steps.Sending.Rehearsed;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Step 4: exactly what goes and what stays; and then it is sent, or not. */
@Controller
class PreviewStep {

  private static final String PAGE = "portal/referring/step-preview";
  private static final String SEEN = "seen";

  private final Writing writing;
  private final Drafts drafts;
  private final Ground ground;
  private final Sending sending;
  private final PreviewWords words;
  private final Organisations organisations;
  private final Vocabulary vocabulary;
  private final Once once;

  PreviewStep(
      Writing writing,
      Drafts drafts,
      Ground ground,
      Sending sending,
      PreviewWords words,
      Organisations organisations,
      Vocabulary vocabulary,
      Once once) {
    this.writing = writing;
    this.drafts = drafts;
    this.ground = ground;
    this.sending = sending;
    this.words = words;
    this.organisations = organisations;
    this.vocabulary = vocabulary;
    this.once = once;
  }

  @GetMapping("/clients/{id}/refer/{draft}/preview")
  String look(@PathVariable UUID id, @PathVariable UUID draft, Model page, Locale locale) {
    Who who = Access.partner();
    Writing.At at = writing.at(who, id, draft);
    if (!Ask.hasTarget(at.draft())) {
      return "redirect:" + at.address("place");
    }
    Optional<Facts> facts = facts(who, at.draft());
    if (facts.isEmpty()) {
      return "redirect:" + at.address("ground");
    }
    return show(who, at, facts.get(), Typed.nothing(), page, locale);
  }

  /** Empty as long as the steps before are not done. */
  private Optional<Facts> facts(Who who, Draft draft) {
    Typed typed = draft.typed();
    Facts facts = Ask.facts(typed, ground.releasable(who, draft));
    return Optional.of(facts).filter(done -> typed.isRight());
  }

  @PostMapping("/clients/{id}/refer/{draft}/preview")
  String send(
      @PathVariable UUID id,
      @PathVariable UUID draft,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes next,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    try {
      String address = once.run(who, typed, () -> send(who, id, draft, typed.value(SEEN)));
      next.addFlashAttribute("done", "refer.sent");
      return "redirect:" + address;
    } catch (Refused | Sending.Changed other) {
      typed.wrong(Typed.FORM, "refer.wrong.changed");
    } catch (Problem problem) {
      if (problem.code() == Problem.Code.NOT_FOUND) {
        throw problem;
      }
      typed.wrong(problem);
    }
    response.setStatus(409);
    Writing.At at = writing.at(who, id, draft);
    return show(who, at, facts(who, at.draft()).orElse(Facts.NONE), typed, page, locale);
  }

  private String send(Who who, UUID id, UUID draft, String seen) {
    Writing.At at = writing.here(who, id, draft);
    if (!Ask.hasTarget(at.draft())) {
      throw Problem.of(Problem.Code.NOT_FOUND);
    }
    Facts facts =
        facts(who, at.draft()).orElseThrow(() -> Problem.of(Problem.Code.MISSING, Ask.QUESTION));
    UUID sent = sending.send(who, at.draft(), at.person(), facts, seen).id();
    drafts.sent(who, at.draft(), sent);
    return "/referrals/" + sent;
  }

  private String show(Who who, Writing.At at, Facts facts, Typed typed, Model page, Locale locale) {
    writing.show(who, at.person(), Optional.of(at.draft()), page, locale);
    page.addAttribute("typed", typed);
    page.addAttribute("once", Once.number());
    page.addAttribute("purpose", vocabulary.label(Ask.purpose(at.draft())).in(locale));
    page.addAttribute("purposeCode", Ask.purpose(at.draft()).code());
    page.addAttribute("target", Ask.target(at.draft()).value());
    page.addAttribute(
        "targetName",
        organisations.find(Ask.target(at.draft())).map(Organisation::name).orElse(""));
    try {
      Rehearsed rehearsed = sending.rehearse(who, at.draft(), at.person(), facts);
      page.addAttribute("preview", words.of(rehearsed.decision(), rehearsed.goes(), locale));
      page.addAttribute("seen", Sending.seal(at.draft(), rehearsed.decision()));
    } catch (Problem ofTheDirectory) {
      page.addAttribute("preview", null);
      typed.wrong(ofTheDirectory);
    }
    return PAGE;
  }
}
