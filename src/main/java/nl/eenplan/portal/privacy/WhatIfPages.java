package nl.eenplan.portal.privacy;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import nl.eenplan.disclosure.WhatIfRuns;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.policy.InvalidPolicies;
import nl.eenplan.policy.PolicyError;
import nl.eenplan.policy.PolicyFolder;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Before policies change: which decisions of a period would have turned out otherwise. */
@Controller
class WhatIfPages {

  private static final String ADDRESS = "/privacy/what-if";

  /** Characters: the longest policy file has a tenth of it. */
  private static final int LONGEST = 200_000;

  /** How many mistakes stand on the page at once: the first are often the cause of the rest. */
  private static final int FIRST = 3;

  private final WhatIfRuns runs;
  private final WhatIfReading reading;
  private final PolicyFolder inForce;
  private final Transactions transactions;
  private final Clock clock;

  WhatIfPages(
      WhatIfRuns runs,
      WhatIfReading reading,
      PolicyFolder inForce,
      Transactions transactions,
      Clock clock) {
    this.runs = runs;
    this.reading = reading;
    this.inForce = inForce;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * How far the question is that this officer asked; or else the form.
   *
   * @param file a file of the policies in force, to begin with
   */
  @GetMapping(ADDRESS)
  String whatIf(@RequestParam(defaultValue = "") String file, Model model, Locale locale) {
    Who officer = Access.privacyOfficer();
    Optional<WhatIfView> run =
        transactions.run(() -> runs.find(officer).map(one -> reading.view(one, locale)));
    if (run.isPresent()) {
      model.addAttribute("run", run.get());
      return "privacy/what-if-run";
    }
    return form(Typed.with(begin(file)), model);
  }

  private Map<String, String> begin(String file) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("from", today.minusDays(30).toString());
    fields.put("until", today.toString());
    Optional.ofNullable(inForce.texts().get(file))
        .ifPresent(text -> {
          fields.put("file", file);
          fields.put("text", text);
        });
    return fields;
  }

  private String form(Typed typed, Model model) {
    model.addAttribute("typed", typed);
    model.addAttribute(
        "files",
        new TreeSet<>(inForce.texts().keySet())
            .stream().map(name -> new Option(name, name)).toList());
    return "privacy/what-if";
  }

  @PostMapping(ADDRESS)
  String ask(
      @RequestParam MultiValueMap<String, String> fields,
      @RequestParam(name = "files", required = false) Optional<List<MultipartFile>> files,
      Model model,
      HttpServletResponse response) {
    Who officer = Access.privacyOfficer();
    Typed typed = Typed.of(fields);
    Optional<LocalDate> from = typed.optionalDate("from");
    Optional<LocalDate> until = typed.optionalDate("until");
    if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
      typed.wrong("until", "privacy.what-if.turned");
    }
    Map<String, String> candidate = candidate(typed, files.orElse(List.of()));
    if (typed.isRight()) {
      try {
        transactions.run(() -> {
          runs.begin(
              officer,
              candidate,
              from.map(day -> day.atStartOfDay(DutchTime.ZONE).toInstant()),
              until.map(day -> day.plusDays(1).atStartOfDay(DutchTime.ZONE).toInstant()));
          return candidate.size();
        });
        return "redirect:" + ADDRESS;
      } catch (InvalidPolicies invalid) {
        typed.wrong("text", "privacy.what-if.invalid");
        List<Wrong> errors = invalid.errors().stream().map(Wrong::of).toList();
        model.addAttribute("errors", errors.stream().limit(FIRST).toList());
        model.addAttribute("others", errors.stream().skip(FIRST).toList());
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return form(typed, model);
  }

  /**
   * What is wrong in a file, in Dutch and as the files themselves are written.
   *
   * @param cure what to write instead
   */
  record Wrong(
      String file, int line, String problem, String cure, String inEnglish, String cureInEnglish) {

    static Wrong of(PolicyError error) {
      return new Wrong(
          error.file(),
          error.line(),
          InDutch.say(error.problem()),
          InDutch.say(error.cure()),
          error.problem(),
          error.cure());
    }
  }

  private static Map<String, String> candidate(Typed typed, List<MultipartFile> files) {
    Map<String, String> candidate = new LinkedHashMap<>();
    for (MultipartFile file : files) {
      if (!file.isEmpty()) {
        PolicyUpload.read(file, LONGEST)
            .ifPresentOrElse(
                text -> candidate.put(PolicyUpload.name(file), text),
                () -> typed.wrong("files", "privacy.what-if.no-text", LONGEST));
      }
    }
    if (!typed.value("file").isEmpty()) {
      typed.text("text", LONGEST).ifPresent(text -> candidate.put(typed.value("file"), text));
    }
    if (candidate.isEmpty() && typed.isRight()) {
      typed.wrong("file", "privacy.what-if.nothing");
    }
    return candidate;
  }

  /** Takes the next step; the page asks for it again and again. */
  @PostMapping(ADDRESS + "/step")
  String step() {
    Who officer = Access.privacyOfficer();
    transactions.run(() -> {
      runs.goOn(officer);
      return officer;
    });
    return "redirect:" + ADDRESS;
  }

  /** Away with it, finished or not. */
  @PostMapping(ADDRESS + "/end")
  String end() {
    Who officer = Access.privacyOfficer();
    transactions.run(() -> {
      runs.forget(officer);
      return officer;
    });
    return "redirect:" + ADDRESS;
  }
}
