package nl.eenplan.portal.privacy;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Sorting;
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

/** The log of the own organisation, for its privacy officer. */
@Controller
class LogPages {

  private static final String NEWEST_FIRST = "-time";

  private final LogReading log;
  private final LogFinding finding;
  private final EntryReading entries;
  private final LedgerDesk desk;
  private final Naming naming;
  private final Transactions transactions;
  private final Clock clock;

  LogPages(
      LogReading log,
      LogFinding finding,
      EntryReading entries,
      LedgerDesk desk,
      Naming naming,
      Transactions transactions,
      Clock clock) {
    this.log = log;
    this.finding = finding;
    this.entries = entries;
    this.desk = desk;
    this.naming = naming;
    this.transactions = transactions;
    this.clock = clock;
  }

  @GetMapping("/privacy")
  String log(
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who officer = Access.privacyOfficer();
    show(officer, Typed.of(fields), Typed.nothing(), page, locale, response);
    return "privacy/log";
  }

  /** By what may not stand in an address; it leads to an address that it may. */
  @PostMapping("/privacy/find")
  String find(
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who officer = Access.privacyOfficer();
    Typed typed = Typed.of(fields);
    Optional<String> found = Optional.empty();
    try {
      found =
          typed
              .text("what", 200)
              .flatMap(what -> transactions.run(() -> finding.address(officer, what)));
    } catch (Problem problem) {
      typed.wrong(problem);
    }
    if (found.isPresent()) {
      return "redirect:" + found.get();
    }
    if (typed.isRight()) {
      typed.wrong("what", "privacy.find.nothing");
    }
    show(officer, Typed.nothing(), typed, page, locale, response);
    return "privacy/log";
  }

  private void show(
      Who officer,
      Typed asked,
      Typed sought,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Sorting sorting =
        Sorting.of(Optional.of(asked.value("sort")).filter(s -> !s.isEmpty()), NEWEST_FIRST);
    page.addAttribute("log", transactions.run(() -> log.page(officer, asked, sorting, locale)));
    page.addAttribute("sorting", sorting);
    page.addAttribute("typed", asked);
    page.addAttribute("sought", sought);
    page.addAttribute("filtered", LogFilter.FIELDS.stream().anyMatch(f -> LogFilter.has(asked, f)));
    page.addAttribute("organisations", naming.organisations());
    page.addAttribute("purposes", naming.purposes(locale));
    page.addAttribute("categories", naming.categories(locale));
    page.addAttribute(
        "kinds",
        options(
            Arrays.stream(Entry.Kind.values()).map(Entry.Kind::code).toList(),
            "log.kind.",
            locale));
    page.addAttribute(
        "outcomes",
        options(
            Arrays.stream(Entry.Outcome.values()).map(Entry.Outcome::code).toList(),
            "log.outcome.",
            locale));
    page.addAttribute(
        "yes", List.of(new Option("true", naming.say(locale, "privacy.filter.emergency"))));
    if (!asked.isRight() || !sought.isRight()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
  }

  private List<Option> options(List<String> codes, String prefix, Locale locale) {
    return codes.stream()
        .map(code -> new Option(code, naming.sayOr(locale, code, prefix + code)))
        .toList();
  }

  @GetMapping("/privacy/entries/{id}")
  String entry(@PathVariable UUID id, Model page, Locale locale) {
    Who officer = Access.privacyOfficer();
    page.addAttribute(
        "entry",
        transactions.run(() ->
            desk
                .search(
                    officer,
                    LedgerSearch.of(officer.organisation()).entry(id),
                    LedgerDesk.From.NEWEST,
                    1,
                    clock.instant())
                .entries()
                .stream()
                .findFirst()
                .map(entry -> entries.explain(officer, entry, locale))
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND))));
    return "privacy/entry";
  }
}
