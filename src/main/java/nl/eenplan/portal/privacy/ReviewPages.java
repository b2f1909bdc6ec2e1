package nl.eenplan.portal.privacy;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.door.Access;
import nl.eenplan.emergency.BreakGlass;
import nl.eenplan.emergency.BreakGlass.Told;
import nl.eenplan.emergency.BreakGlass.Verdict;
import nl.eenplan.emergency.Reviews;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.WorkingDays;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Pager;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What went out on a vital interest: to be judged, and the client to be told. */
@Controller
class ReviewPages {

  private static final String ADDRESS = "/privacy/reviews";
  private static final int MOST_WORDS = 2_000;

  private final Reviews reviews;
  private final Naming naming;
  private final Once once;
  private final Transactions transactions;
  private final Clock clock;

  ReviewPages(Reviews reviews, Naming naming, Once once, Transactions transactions, Clock clock) {
    this.reviews = reviews;
    this.naming = naming;
    this.once = once;
    this.transactions = transactions;
    this.clock = clock;
  }

  @GetMapping(ADDRESS)
  String reviews(
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(defaultValue = "1") int page,
      Model model,
      Locale locale) {
    Who officer = Access.privacyOfficer();
    List<ReviewView.Row> rows =
        transactions.run(() ->
            reviews.list(officer, all, Pager.offset(page), Pager.SIZE).stream()
                .map(one -> row(one, locale))
                .toList());
    model.addAttribute("reviews", Pager.page(page, rows));
    model.addAttribute("all", all);
    return "privacy/reviews";
  }

  @GetMapping(ADDRESS + "/{referral}")
  String review(@PathVariable UUID referral, Model model, Locale locale) {
    return show(Access.privacyOfficer(), referral, Typed.nothing(), model, locale);
  }

  @PostMapping(ADDRESS + "/{referral}")
  String judge(
      @PathVariable UUID referral,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      Locale locale,
      HttpServletResponse response,
      RedirectAttributes after) {
    Who officer = Access.privacyOfficer();
    Typed typed = Typed.of(fields);
    Optional<Verdict> verdict = typed.choice("verdict", Verdict::of);
    Optional<String> note = typed.text("note", MOST_WORDS);
    return typed.isRight()
            && done(
                officer,
                typed,
                () -> reviews.judge(officer, referral, verdict.orElseThrow(), note.orElseThrow()))
        ? back(referral, "privacy.reviews.judged", after)
        : again(officer, referral, typed, model, locale, response);
  }

  @PostMapping(ADDRESS + "/{referral}/told")
  String told(
      @PathVariable UUID referral,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      Locale locale,
      HttpServletResponse response,
      RedirectAttributes after) {
    Who officer = Access.privacyOfficer();
    Typed typed = Typed.of(fields);
    boolean wasTold =
        typed
            .choice("told", said -> Stream.of("yes", "no").filter(said::equals).findFirst())
            .filter("yes"::equals)
            .isPresent();
    Optional<LocalDate> on = wasTold ? typed.date("on") : Optional.empty();
    on.filter(day -> !isPossible(officer, referral, day))
        .ifPresent(day -> typed.wrong("on", "privacy.told.wrong-day"));
    Optional<String> words = typed.text("words", MOST_WORDS);
    return typed.isRight()
            && done(
                officer,
                typed,
                () ->
                    on.isPresent()
                        ? reviews.told(officer, referral, on.get(), words.orElseThrow())
                        : reviews.notTold(officer, referral, words.orElseThrow()))
        ? back(referral, "privacy.reviews.told", after)
        : again(officer, referral, typed, model, locale, response);
  }

  private boolean isPossible(Who officer, UUID referral, LocalDate day) {
    return transactions.run(() ->
        WorkingDays.isBetween(day, reviews.read(officer, referral).claimedAt(), clock.instant()));
  }

  private boolean done(Who officer, Typed typed, Supplier<BreakGlass> step) {
    try {
      once.run(officer, typed, () -> ADDRESS + "/" + step.get().referral());
      return true;
    } catch (Problem problem) {
      typed.wrong(problem);
      return false;
    }
  }

  private static String back(UUID referral, String done, RedirectAttributes after) {
    after.addFlashAttribute("done", done);
    return "redirect:" + ADDRESS + "/" + referral;
  }

  private String again(
      Who officer,
      UUID referral,
      Typed typed,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return show(officer, referral, typed, model, locale);
  }

  private String show(Who officer, UUID referral, Typed typed, Model model, Locale locale) {
    model.addAttribute(
        "review", transactions.run(() -> full(reviews.read(officer, referral), locale)));
    model.addAttribute("typed", typed);
    model.addAttribute("once", Once.number());
    model.addAttribute("onceTold", Once.number());
    model.addAttribute(
        "verdicts",
        Stream.of(Verdict.values())
            .map(verdict ->
                new Option(verdict.code(), naming.say(locale, "privacy.verdict." + verdict.code())))
            .toList());
    model.addAttribute(
        "tellings",
        Stream.of("yes", "no")
            .map(said -> new Option(said, naming.say(locale, "privacy.told." + said)))
            .toList());
    return "privacy/review";
  }

  private ReviewView.Row row(BreakGlass one, Locale locale) {
    String state =
        one.overdue(clock.instant())
            ? "overdue"
            : one.judged().isEmpty() ? "to-judge" : one.told().isEmpty() ? "to-tell" : "done";
    return new ReviewView.Row(
        one.referral(),
        one.claimedAt(),
        one.targets().stream()
            .map(code -> naming.organisation(code, locale))
            .collect(Collectors.joining(", ")),
        naming.purpose(one.purpose(), locale),
        one.due(),
        state,
        switch (state) {
          case "overdue" -> "danger";
          case "done" -> "safe";
          default -> "warning";
        });
  }

  private ReviewView.Full full(BreakGlass one, Locale locale) {
    return new ReviewView.Full(
        row(one, locale),
        one.claimedBy(),
        naming.list(one.released(), locale),
        one.stated().reason(),
        one.stated().acute(),
        one.judged().map(judged -> judged.verdict().code()),
        one.judged().map(BreakGlass.Judged::note),
        one.judged().map(BreakGlass.Judged::by),
        one.judged().map(judged -> judged.at().atZone(DutchTime.ZONE)),
        one.told().flatMap(Told::on),
        one.told().map(Told::words));
  }
}
