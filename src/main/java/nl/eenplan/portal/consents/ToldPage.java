package nl.eenplan.portal.consents;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.door.Access;
import nl.eenplan.emergency.Reviews;
import nl.eenplan.identity.Role;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the client heard of an emergency call: how it was told, or what stands in the way. */
@Controller
@RequestMapping("/clients/{id}/emergency/{referral}/told")
class ToldPage {

  /** Characters. */
  private static final int MOST_WORDS = 2000;

  private final Reviews reviews;
  private final ConsentWording wording;
  private final Once once;
  private final Clock clock;

  ToldPage(Reviews reviews, ConsentWording wording, Once once, Clock clock) {
    this.reviews = reviews;
    this.wording = wording;
    this.once = once;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView blank(@PathVariable UUID id, @PathVariable UUID referral, Locale locale) {
    Who who = Access.ownOrganisation();
    MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
    fields.add("on", today().toString());
    return page(who, id, referral, Typed.of(fields), locale);
  }

  @PostMapping
  ModelAndView tell(
      @PathVariable UUID id,
      @PathVariable UUID referral,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      RedirectAttributes flash) {
    Who who = Access.ownOrganisation();
    Typed typed = Typed.of(sent);
    Optional<String> told =
        typed.choice(
            "told", code -> Optional.of(code).filter(one -> one.equals("yes") || one.equals("no")));
    boolean yes = told.equals(Optional.of("yes"));
    Optional<LocalDate> on = yes ? typed.date("on") : Optional.empty();
    on.filter(day -> day.isAfter(today()))
        .ifPresent(day -> typed.wrong("on", "consents.wrong.to-come"));
    Optional<String> words = typed.text("words", MOST_WORDS);
    if (typed.isRight()) {
      try {
        String next =
            once.run(
                who,
                typed,
                () -> {
                  if (yes) {
                    reviews.told(who, referral, on.orElseThrow(), words.orElseThrow());
                  } else {
                    reviews.notTold(who, referral, words.orElseThrow());
                  }
                  return before(who, id, referral);
                });
        flash.addFlashAttribute("done", "emergency.told.done");
        return new ModelAndView("redirect:" + next);
      } catch (Problem problem) {
        if (problem.code() == Problem.Code.INVALID) {
          typed.wrong("on", "emergency.told.before");
        } else {
          typed.wrong(problem);
        }
      }
    }
    ModelAndView page = page(who, id, referral, typed, locale);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** Where somebody came from: a privacy officer does not see the client's pages. */
  private static String before(Who who, UUID id, UUID referral) {
    return who.role().equals(Role.PRIVACY_OFFICER.code())
        ? "/privacy/reviews/" + referral
        : "/clients/" + id + "/emergency";
  }

  private ModelAndView page(Who who, UUID id, UUID referral, Typed typed, Locale locale) {
    ModelAndView page = new ModelAndView("portal/consents/told");
    ConsentWording.Words words = wording.in(locale);
    page.addObject(
        "answers",
        Stream.of("yes", "no")
            .map(code -> new Option(code, words.say("emergency.told." + code)))
            .toList());
    page.addObject("before", before(who, id, referral));
    page.addObject("person", id);
    page.addObject("referral", referral);
    page.addObject("typed", typed);
    page.addObject(Once.FIELD, Once.number());
    return page;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
  }
}
