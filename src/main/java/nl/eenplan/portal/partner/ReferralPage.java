package nl.eenplan.portal.partner;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.portal.Moment;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.referring.steps.PreviewWords;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Contact;
import nl.eenplan.referral.Recalls;
import nl.eenplan.referral.WhatGoes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One referral, for both its sides, and each step in it. */
@Controller
class ReferralPage {

  private static final String PLACE = "/referrals/";

  private final Reading reading;
  private final Taking taking;
  private final Recalls recalls;
  private final ReferralWording wording;
  private final Explanations explanations;
  private final WhatGoes whatGoes;
  private final PreviewWords preview;
  private final PartyNames names;
  private final Once once;
  private final Transactions transactions;

  ReferralPage(
      Reading reading,
      Taking taking,
      Recalls recalls,
      ReferralWording wording,
      Explanations explanations,
      WhatGoes whatGoes,
      PreviewWords preview,
      PartyNames names,
      Once once,
      Transactions transactions) {
    this.reading = reading;
    this.taking = taking;
    this.recalls = recalls;
    this.wording = wording;
    this.explanations = explanations;
    this.whatGoes = whatGoes;
    this.preview = preview;
    this.names = names;
    this.once = once;
    this.transactions = transactions;
  }

  @GetMapping("/referrals/{id}")
  String read(@PathVariable String id, Model page, Locale locale) {
    return show(Access.partner(), uuid(id), Typed.nothing(), page, locale);
  }

  /** Where a form was wrong one can choose another language, or load it again. */
  @GetMapping("/referrals/{id}/{form:steps|contacts|deletion|resumption}")
  String back(@PathVariable String id) {
    return "redirect:" + PLACE + uuid(id);
  }

  @PostMapping("/referrals/{id}/steps")
  String step(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Who who = Access.partner();
    UUID referral = uuid(id);
    return act(
        new Act(who, referral, Typed.of(fields), "referral.done.step"),
        typed -> taking.take(who, referral, typed),
        page,
        locale,
        flash,
        response);
  }

  /** An invitation or a contact, for the own organisation. */
  @PostMapping("/referrals/{id}/contacts")
  String contact(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Who who = Access.partner();
    UUID referral = uuid(id);
    return act(
        new Act(who, referral, Typed.of(fields), "referral.done.contact"),
        typed -> taking.write(who, referral, typed),
        page,
        locale,
        flash,
        response);
  }

  /** What was had of the client is deleted. */
  @PostMapping("/referrals/{id}/deletion")
  String deletion(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Who who = Access.partner();
    UUID referral = uuid(id);
    return act(
        new Act(who, referral, Typed.of(fields), "referral.done.deletion"),
        typed -> recalls.confirm(who, referral),
        page,
        locale,
        flash,
        response);
  }

  /** On, by a new word of the client. */
  @PostMapping("/referrals/{id}/resumption")
  String resumption(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Who who = Access.partner();
    UUID referral = uuid(id);
    return act(
        new Act(who, referral, Typed.of(fields), "referral.done.resumption"),
        typed -> recalls.resume(who, referral),
        page,
        locale,
        flash,
        response);
  }

  /**
   * @param done the code of the text that says so afterwards
   */
  private record Act(Who who, UUID referral, Typed typed, String done) {}

  private String act(
      Act act,
      Consumer<Typed> work,
      Model page,
      Locale locale,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Typed typed = act.typed();
    try {
      String next =
          once.run(
              act.who(),
              typed,
              () -> {
                work.accept(typed);
                return PLACE + act.referral();
              });
      flash.addFlashAttribute("done", act.done());
      return "redirect:" + next;
    } catch (Taking.Mistaken mistaken) {
      response.setStatus(422);
      return show(act.who(), act.referral(), typed, page, locale);
    } catch (Taking.Closed closed) {
      response.setStatus(403);
      page.addAttribute("closed", true);
      return show(act.who(), act.referral(), Typed.nothing(), page, locale);
    } catch (Refused refused) {
      return refused(act, refused, page, locale, response);
    } catch (Problem problem) {
      return problem(act, problem, page, locale, flash, response);
    }
  }

  /** To who asked, the gate says why; to a target it says that the ground has ended. */
  private String refused(
      Act act, Refused refused, Model page, Locale locale, HttpServletResponse response) {
    response.setStatus(403);
    String view = show(act.who(), act.referral(), act.typed(), page, locale);
    if (page.getAttribute("referral") instanceof ReferralView seen && seen.requester()) {
      Explanations.Explanation why = explanations.of(refused.decision());
      page.addAttribute("refused", locale.getLanguage().equals("en") ? why.en() : why.nl());
    } else {
      page.addAttribute("closed", true);
      page.addAttribute("typed", Typed.nothing());
    }
    return view;
  }

  private String problem(
      Act act,
      Problem problem,
      Model page,
      Locale locale,
      RedirectAttributes flash,
      HttpServletResponse response) {
    boolean stale = problem.code().kind() == Problem.Kind.STALE;
    if (stale && act.typed().value(Taking.EVENT).equals("claim")) {
      flash.addFlashAttribute("late", true);
      return "redirect:/inbox";
    }
    if (problem.code().kind() == Problem.Kind.NOT_FOUND) {
      throw problem;
    }
    response.setStatus(stale ? 409 : 422);
    String view = show(act.who(), act.referral(), act.typed(), page, locale);
    if (stale) {
      page.addAttribute("stale", true);
    } else {
      act.typed().wrong(problem);
    }
    return view;
  }

  private String show(Who who, UUID id, Typed typed, Model page, Locale locale) {
    Reading.Read read = transactions.run(() -> reading.read(who, id, locale));
    ReferralView view = read.view();
    page.addAttribute("referral", view);
    page.addAttribute("went", view.requester() ? went(who, id, locale) : List.of());
    page.addAttribute("typed", view.grounded() ? typed : Typed.nothing());
    page.addAttribute("once", Once.number());
    page.addAttribute("contactKinds", contactKinds(locale));
    page.addAttribute("meanwhile", meanwhile(typed, read.taken()));
    page.addAttribute(
        "lost",
        view.grounded()
            && !typed.value(Taking.EVENT).isEmpty()
            && view.forms().stream()
                .noneMatch(form -> form.event().equals(typed.value(Taking.EVENT))));
    return "portal/partner/referral";
  }

  /** What one of those asked may see now, as its sender reads it. */
  record Went(String to, PreviewWords.Preview what) {}

  private List<Went> went(Who who, UUID id, Locale locale) {
    List<WhatGoes.To> all = whatGoes.of(who, id);
    Map<OrganisationCode, String> known =
        names.of(all.stream().map(WhatGoes.To::target).toList(), locale);
    return all.stream()
        .map(one ->
            new Went(
                known.getOrDefault(one.target(), one.target().value()),
                preview.of(one.decision(), one.goes(), locale)))
        .toList();
  }

  private List<Option> contactKinds(Locale locale) {
    return Arrays.stream(Contact.Kind.values())
        .map(Contact.Kind::code)
        .map(code -> new Option(code, wording.text(locale, "contact." + code)))
        .toList();
  }

  /** The steps since the page was shown from which this form came. */
  private static List<Moment> meanwhile(Typed typed, List<Moment> taken) {
    String seen = typed.value("seen");
    return seen.matches("\\d{1,6}")
        ? taken.stream().skip(Integer.parseInt(seen)).toList()
        : List.of();
  }

  private static UUID uuid(String id) {
    return Words.uuid(id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }
}
