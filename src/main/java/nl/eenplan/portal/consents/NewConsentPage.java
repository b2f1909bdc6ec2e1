package nl.eenplan.portal.consents;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.disclosure.Entitlement;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.disclosure.SignedForm;
import nl.eenplan.disclosure.SignedForms;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.consents.Spoken.How;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.ConsentEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Writes down what a client said: yes or no, in as many steps. */
@Controller
@RequestMapping("/clients/{id}/consents/new")
class NewConsentPage {

  private static final String LOOK = "look";

  private final Subjects subjects;
  private final ConsentEntry entry;
  private final Consents consents;
  private final ConsentList list;
  private final SignedForms forms;
  private final Offer offer;
  private final ConsentReading reading;
  private final Hints hints;
  private final ConsentWording wording;
  private final Vocabulary vocabulary;
  private final Once once;
  private final Transactions transactions;
  private final Clock clock;

  NewConsentPage(
      Subjects subjects,
      ConsentEntry entry,
      Consents consents,
      ConsentList list,
      SignedForms forms,
      Offer offer,
      ConsentReading reading,
      Hints hints,
      ConsentWording wording,
      Vocabulary vocabulary,
      Once once,
      Transactions transactions,
      Clock clock) {
    this.subjects = subjects;
    this.entry = entry;
    this.consents = consents;
    this.list = list;
    this.forms = forms;
    this.offer = offer;
    this.reading = reading;
    this.hints = hints;
    this.wording = wording;
    this.vocabulary = vocabulary;
    this.once = once;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * {@code ?purpose=&recipient=&answer=&replaces=&draft=}: codes and ids only. With the draft of a
   * referral, one goes on with that afterwards.
   */
  @GetMapping
  ModelAndView blank(
      @PathVariable UUID id, @RequestParam MultiValueMap<String, String> asked, Locale locale) {
    Who who = Access.partner();
    return transactions.run(() -> {
      Subject subject = subjects.find(who, id);
      MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
      for (String field : List.of("purpose", "recipient", "answer", "replaces", "draft")) {
        asked.getOrDefault(field, List.of()).stream()
            .limit(30)
            .forEach(value -> fields.add(field, value));
      }
      Words.uuid(asked.getFirst("replaces"))
          .flatMap(older -> consents.find(older, who.organisation()))
          .ifPresent(older -> fillAs(older, fields));
      fields.add("giver", ConsentReading.code(Giver.CLIENT));
      fields.add("language", "nl");
      fields.add("on", today().toString());
      return foreseen(who, subject, fields, locale);
    });
  }

  /** With {@code look}: nothing is written down, and what follows from the choices is shown. */
  @PostMapping
  ModelAndView record(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> sent,
      @RequestParam(name = "form", required = false) @Nullable MultipartFile file,
      Locale locale,
      RedirectAttributes flash) {
    Who who = Access.partner();
    if (sent.containsKey(LOOK)) {
      return transactions.run(() -> look(who, id, sent, locale));
    }
    Typed typed = Typed.of(sent);
    Optional<SignedForm> form = Uploads.read(typed, "form", Optional.ofNullable(file));
    Optional<Consent> read =
        transactions.run(() -> {
          Subject subject = subjects.find(who, id);
          Optional<Consent> consent =
              reading.read(
                  typed,
                  choices(who, typed, locale),
                  subject,
                  who,
                  list.said(who, subject.client()),
                  form.isPresent());
          return consent.filter(said -> mayBeSaid(typed, said));
        });
    if (read.isPresent()) {
      try {
        String next = once.run(who, typed, () -> keep(who, read.get(), typed, form));
        flash.addFlashAttribute(
            "done", "consents.done." + (typed.has("answer", "yes") ? "yes" : "no"));
        return new ModelAndView("redirect:" + next);
      } catch (Problem problem) {
        typed.wrong(problem);
      }
    }
    return transactions.run(() ->
        page(
            who,
            subjects.find(who, id),
            typed,
            locale,
            List.of(),
            HttpStatus.UNPROCESSABLE_CONTENT));
  }

  private ModelAndView look(Who who, UUID id, MultiValueMap<String, String> sent, Locale locale) {
    return foreseen(who, subjects.find(who, id), new LinkedMultiValueMap<>(sent), locale);
  }

  /** The form, with what there is to say to the choices in it. */
  private ModelAndView foreseen(
      Who who, Subject subject, MultiValueMap<String, String> fields, Locale locale) {
    Typed typed = settled(who, fields, locale);
    Typed tried = Typed.of(complete(fields));
    List<String> remarks =
        reading
            .read(
                tried,
                choices(who, tried, locale),
                subject,
                who,
                List.of(),
                tried.has("how", How.FORM.code()))
            .filter(said -> mayBeSaid(tried, said))
            .map(said -> hints.of(consents.foresee(said), locale))
            .orElse(List.of());
    return page(who, subject, typed, locale, remarks, HttpStatus.OK);
  }

  /** As if what the hints do not depend on were filled in. */
  private static MultiValueMap<String, String> complete(MultiValueMap<String, String> fields) {
    MultiValueMap<String, String> all = new LinkedMultiValueMap<>(fields);
    all.putIfAbsent("how", List.of(How.TALK.code()));
    all.put("words", List.of("-"));
    all.put("replaces", List.of());
    return all;
  }

  private String keep(Who who, Consent said, Typed typed, Optional<SignedForm> form) {
    Spoken spoken =
        new Spoken(
            typed.value("how"),
            typed.value("words").strip(),
            typed.has("interpreter", "yes"),
            typed.optionalDate("until").map(LocalDate::toString),
            Optional.empty());
    Consent kept = entry.record(who, said, spoken.json(), Optional.empty()).consent();
    form.ifPresent(signed -> forms.keep(kept, signed));
    return Words.uuid(typed.value("draft"))
        .map(draft -> "/clients/%s/refer/%s/ground".formatted(kept.person(), draft))
        .orElse("/consents/" + kept.id());
  }

  /** Whether who said it may, as the client's age asks. */
  private boolean mayBeSaid(Typed typed, Consent said) {
    try {
      consents.foresee(said);
      return true;
    } catch (Problem problem) {
      if (problem.code().name().startsWith("GIVER_")) {
        typed.wrong("giver", "consents." + problem.code().code());
      } else {
        typed.wrong("until", "consents.wrong.birthday");
      }
      return false;
    }
  }

  private static void fillAs(Consent older, MultiValueMap<String, String> fields) {
    Consent.Rule rule = older.rules().getFirst();
    rule.purposes().stream()
        .limit(1)
        .forEach(purpose -> fields.putIfAbsent("purpose", List.of(purpose.code())));
    if (!fields.containsKey("recipient")) {
      rule.recipients().forEach(code -> fields.add("recipient", code.value()));
    }
  }

  /** New choices bring their own categories and term; what was typed and still fits, stays. */
  private Typed settled(Who who, MultiValueMap<String, String> fields, Locale locale) {
    Choices choices = choices(who, Typed.of(fields), locale);
    Set<String> offered =
        choices.recipients().stream().map(Option::value).collect(Collectors.toSet());
    fields.put(
        "recipient",
        fields.getOrDefault("recipient", List.of()).stream().filter(offered::contains).toList());
    String chosen =
        Stream.of("answer", "purpose", "recipient")
            .map(field -> fields.getOrDefault(field, List.of()).stream().sorted().toList())
            .toList()
            .toString();
    if (!chosen.equals(fields.getFirst("chosen"))) {
      fields.put("chosen", List.of(chosen));
      Set<String> typed = Set.copyOf(fields.getOrDefault("category", List.of()));
      fields.put(
          "category",
          choices.categories().stream()
              .filter(one -> typed.contains(one.code()) || (one.needed() && !one.sensitive()))
              .map(Choices.Choice::code)
              .toList());
      String proposed = choices.longest().map(LocalDate::toString).orElse("");
      String until = Optional.ofNullable(fields.getFirst("until")).orElse("");
      if (until.isEmpty() || until.equals(fields.getFirst("proposed"))) {
        fields.put("until", List.of(proposed));
      }
      fields.put("proposed", List.of(proposed));
    }
    return Typed.of(fields);
  }

  private Choices choices(Who who, Typed typed, Locale locale) {
    return offer.of(
        who.organisation(),
        typed.has("answer", "no"),
        vocabulary.purpose(typed.value("purpose")),
        ConsentReading.recipients(typed),
        today(),
        locale);
  }

  private ModelAndView page(
      Who who,
      Subject subject,
      Typed typed,
      Locale locale,
      List<String> remarks,
      HttpStatusCode status) {
    ConsentWording.Words words = wording.in(locale);
    ModelAndView page = new ModelAndView("portal/consents/new");
    page.setStatus(status);
    page.addObject("person", subject.person());
    page.addObject("name", subject.name());
    page.addObject("typed", typed);
    page.addObject("choices", choices(who, typed, locale));
    page.addObject("remarks", remarks);
    page.addObject(
        "ages",
        Entitlement.rules(subject.born(), today()).stream()
            .map(rule -> words.say("consents." + rule.code()))
            .toList());
    page.addObject(
        "answers",
        Stream.of("yes", "no")
            .map(code -> new Option(code, words.say("consents.answer." + code)))
            .toList());
    page.addObject(
        "givers",
        Stream.of(Giver.values())
            .map(ConsentReading::code)
            .map(code -> new Option(code, words.say("consents.giver." + code)))
            .toList());
    page.addObject(
        "hows",
        Stream.of(How.values())
            .map(how -> new Option(how.code(), words.say("consents.how." + how.code())))
            .toList());
    page.addObject("languages", Languages.options(words, locale));
    page.addObject("older", older(who, subject, words, locale));
    page.addObject(Once.FIELD, Once.number());
    return page;
  }

  private List<Option> older(Who who, Subject subject, ConsentWording.Words words, Locale locale) {
    return list.of(who, subject.client(), locale).stream()
        .filter(ConsentLine::open)
        .filter(line -> !line.state().equals("replaced"))
        .map(line ->
            new Option(
                line.id().toString(),
                words.say(
                    "consents.older",
                    words.say("consents.state." + line.state()),
                    line.whom(),
                    line.why(),
                    words.day(line.given()))))
        .toList();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
  }
}
