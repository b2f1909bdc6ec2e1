package nl.eenplan.portal.consents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.disclosure.Consents.Recorded;
import nl.eenplan.disclosure.SignedForms;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.Moment;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.ConsentEntry;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One consent or refusal: what it says, how it came about, and the way to take it back. */
@Controller
class ConsentPage {

  private final ConsentEntry entry;
  private final Consents consents;
  private final ConsentList list;
  private final SignedForms forms;
  private final Consequences consequences;
  private final Hints hints;
  private final SubjectNames names;
  private final ConsentWording wording;
  private final Once once;
  private final Transactions transactions;
  private final Clock clock;

  ConsentPage(
      ConsentEntry entry,
      Consents consents,
      ConsentList list,
      SignedForms forms,
      Consequences consequences,
      Hints hints,
      SubjectNames names,
      ConsentWording wording,
      Once once,
      Transactions transactions,
      Clock clock) {
    this.entry = entry;
    this.consents = consents;
    this.list = list;
    this.forms = forms;
    this.consequences = consequences;
    this.hints = hints;
    this.names = names;
    this.wording = wording;
    this.once = once;
    this.transactions = transactions;
    this.clock = clock;
  }

  @GetMapping("/consents/{id}")
  ModelAndView read(@PathVariable UUID id, Locale locale) {
    Who who = Access.partner();
    return transactions.run(() -> page(who, id, Typed.nothing(), locale));
  }

  /** In the transaction that is there. */
  ModelAndView page(Who who, UUID id, Typed typed, Locale locale) {
    List<Consent> versions = entry.versions(who, id, "read");
    Consent newest = versions.getFirst();
    ConsentWording.Words words = wording.in(locale);
    ModelAndView page = about(who, newest, "portal/consents/consent", words);
    List<Consents.Original> originals =
        versions.stream().map(version -> consents.original(version).orElseThrow()).toList();
    Spoken spoken = Spoken.in(originals.getFirst().text());
    page.addObject("typed", typed);
    page.addObject("spoken", spoken);
    page.addObject("language", language(newest, words, locale));
    page.addObject("givers", givers(newest, words));
    page.addObject("moments", moments(versions, originals, words));
    page.addObject("remarks", remarks(newest, spoken, locale));
    page.addObject("form", forms.isKept(newest));
    page.addObject(
        "consequences",
        newest.status() == Status.WITHDRAWN
            ? consequences.since(who, newest, originals.getFirst().recordedAt(), locale)
            : List.of());
    page.addObject(Once.FIELD, Once.number());
    return page;
  }

  private ModelAndView about(Who who, Consent consent, String view, ConsentWording.Words words) {
    Optional<UUID> later = replacedBy(who, consent);
    ModelAndView page = new ModelAndView(view);
    page.addObject("line", list.line(consent, later.isPresent(), words));
    page.addObject("no", consent.rules().getFirst().effect() == Consent.Effect.DENY);
    page.addObject("person", consent.person());
    page.addObject("name", names.of(who, consent));
    page.addObject("later", later);
    page.addObject("earlier", consent.replaces());
    page.addObject(
        "sentences",
        consent.rules().stream()
            .flatMap(rule -> words.sentences(rule, consent.recordedBy()))
            .toList());
    return page;
  }

  private Optional<UUID> replacedBy(Who who, Consent consent) {
    return list.said(who, consent.client()).stream()
        .filter(later -> later.status() == Status.ACTIVE)
        .filter(later -> later.replaces().equals(Optional.of(consent.id())))
        .map(Consent::id)
        .findFirst();
  }

  private static String language(Consent consent, ConsentWording.Words words, Locale locale) {
    return consent.given().language().map(code -> Languages.name(code, words, locale)).orElse("");
  }

  private static String givers(Consent consent, ConsentWording.Words words) {
    return consent.given().by().stream()
        .sorted()
        .map(giver -> words.say("consents.giver." + ConsentReading.code(giver)))
        .collect(Collectors.joining(", "));
  }

  private static List<Moment> moments(
      List<Consent> versions, List<Consents.Original> originals, ConsentWording.Words words) {
    List<Moment> moments = new ArrayList<>();
    for (int i = versions.size() - 1; i >= 0; i--) {
      Consent version = versions.get(i);
      String what =
          version.status() == Status.WITHDRAWN
              ? "withdrawn"
              : version.version() > 1 ? "changed" : "recorded";
      moments.add(
          new Moment(
              originals.get(i).recordedAt(),
              words.say("consents.moment." + what),
              Optional.of(words.say("consents.version", version.version())),
              Optional.empty()));
    }
    return moments;
  }

  private List<String> remarks(Consent newest, Spoken spoken, Locale locale) {
    Optional<Instant> asked =
        spoken
            .until()
            .map(last -> LocalDate.parse(last).plusDays(1).atStartOfDay(DutchTime.ZONE).toInstant())
            .or(newest::until);
    return hints.of(new Recorded(newest, clock.instant(), consents.remarks(newest, asked)), locale);
  }

  /** What will happen: the same withdrawal, undone. */
  @GetMapping("/consents/{id}/withdraw")
  ModelAndView beforehand(@PathVariable UUID id, Locale locale) {
    Who who = Access.partner();
    return asked(who, id, Typed.nothing(), locale);
  }

  private ModelAndView asked(Who who, UUID id, Typed typed, Locale locale) {
    ModelAndView page =
        transactions.run(() ->
            about(
                who,
                entry.read(who, id, Optional.empty(), "read"),
                "portal/consents/withdraw",
                wording.in(locale)));
    Instant before = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    page.addObject(
        "consequences",
        transactions.rehearse(
            () -> {
              Consent kept = withdraw(who, id, Optional.empty());
              return consequences.since(who, kept, before, locale);
            },
            then -> List.of()));
    page.addObject("typed", typed);
    page.addObject(Once.FIELD, Once.number());
    return page;
  }

  /** One click and a confirmation; what the client said of it may be added. */
  @PostMapping("/consents/{id}/withdraw")
  ModelAndView withdraw(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      RedirectAttributes flash) {
    Who who = Access.partner();
    Typed typed = Typed.of(sent);
    Optional<String> words = typed.optional("words", ConsentReading.MOST_WORDS);
    if (typed.isRight()) {
      try {
        String next = once.run(who, typed, () -> "/consents/" + withdraw(who, id, words).id());
        flash.addFlashAttribute("done", "consents.done.withdrawn");
        return new ModelAndView("redirect:" + next);
      } catch (Problem problem) {
        typed.wrong(problem);
      }
    }
    ModelAndView page = asked(who, id, typed, locale);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** Taken back it stays: saying so again changes nothing. */
  private Consent withdraw(Who who, UUID id, Optional<String> words) {
    Consent kept = entry.find(who, id);
    if (kept.status() == Status.WITHDRAWN) {
      return kept;
    }
    Spoken spoken = Spoken.in(consents.original(kept).orElseThrow().text()).withdrawn(words);
    return consents
        .change(who, kept.withdrawn(), Optional.of(kept.version()), spoken.json())
        .consent();
  }
}
