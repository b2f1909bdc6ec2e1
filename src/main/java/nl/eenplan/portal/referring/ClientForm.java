package nl.eenplan.portal.referring;

import static nl.eenplan.portal.referring.ClientFields.BSN;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Bsn;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Own;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Viewing;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Writes down who a client is, for the own organisation. */
@Controller
class ClientForm {

  private static final String PAGE = "portal/referring/client-form";
  private static final String PASS_ON = "pass-on";

  private final Persons persons;
  private final Viewing viewing;
  private final Once once;
  private final Transactions transactions;
  private final MessageSource messages;
  private final Clock clock;

  ClientForm(
      Persons persons,
      Viewing viewing,
      Once once,
      Transactions transactions,
      MessageSource messages,
      Clock clock) {
    this.persons = persons;
    this.viewing = viewing;
    this.once = once;
    this.transactions = transactions;
    this.messages = messages;
    this.clock = clock;
  }

  /** {@code ?pass-on=}: a referral of this client, which somebody passes on. */
  @GetMapping("/clients/new")
  String begin(
      @RequestParam(name = PASS_ON, defaultValue = "") String passOn, Model page, Locale locale) {
    Access.partner();
    return show(page, Typed.with(Map.of(PASS_ON, passOn)), Optional.empty(), locale);
  }

  @PostMapping("/clients/new")
  String add(
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes next,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    Optional<Bsn> bsn = typed.value(PASS_ON).isEmpty() ? ClientFields.bsn(typed) : Optional.empty();
    Facts facts = ClientFields.facts(typed, bsn, today());
    if (typed.isRight()) {
      try {
        String address =
            once.run(
                who,
                typed,
                () -> {
                  refuseKnown(who, bsn, typed, page);
                  Optional<ClientId> known = referred(who, typed);
                  Person person =
                      known.isPresent()
                          ? persons.record(
                              who.organisation(), known.get(), facts, Written.text(facts))
                          : persons.record(who.organisation(), bsn, facts, Written.text(facts));
                  viewing.logOwn(who, "create", List.of(person.client()), Optional.of(person.id()));
                  return "/clients/"
                      + person.id()
                      + (known.isPresent() ? "/refer?pass-on=" + typed.value(PASS_ON) : "");
                });
        next.addFlashAttribute("done", "clients.added");
        return "redirect:" + address;
      } catch (Problem problem) {
        if (typed.isRight(BSN)) {
          typed.wrong(problem);
        }
      }
    }
    response.setStatus(422);
    return show(page, typed, Optional.empty(), locale);
  }

  /**
   * The client of a referral to this organisation, of whom it has no record yet.
   *
   * @throws Problem NOT_FOUND, STALE_VERSION when meanwhile there is one
   */
  private Optional<ClientId> referred(Who who, Typed typed) {
    if (typed.value(PASS_ON).isEmpty()) {
      return Optional.empty();
    }
    ClientId client =
        Words.uuid(typed.value(PASS_ON))
            .flatMap(id -> viewing.referral(who, id))
            .filter(seen -> seen.grounded())
            .flatMap(seen -> viewing.clientReferredTo(who, seen.referral().person()))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    if (persons.record(client, who.organisation()).isPresent()) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    return Optional.of(client);
  }

  /**
   * The same BSN is the same client: that is a change, and who types it should see what is there.
   */
  private void refuseKnown(Who who, Optional<Bsn> bsn, Typed typed, Model page) {
    bsn.flatMap(number -> persons.find(who.organisation(), number))
        .ifPresent(known -> {
          typed.wrong(BSN, "clients.wrong.bsn-known");
          page.addAttribute("known", known.id());
          throw Problem.of(Problem.Code.INVALID, "BSN");
        });
  }

  @GetMapping("/clients/{id}/edit")
  String edit(@PathVariable UUID id, Model page, Locale locale) {
    Who who = Access.partner();
    Typed typed =
        transactions.run(() -> {
          Person person = held(who, id);
          viewing.logOwn(who, "read", List.of(person.client()), Optional.of(id));
          return ClientFields.of(viewing.own(who, person), person.version());
        });
    return show(page, typed, Optional.of(id), locale);
  }

  @PostMapping("/clients/{id}/edit")
  String change(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes next,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    try {
      String address = once.run(who, typed, () -> change(who, id, typed));
      next.addFlashAttribute("done", "clients.changed");
      return "redirect:" + address;
    } catch (Problem problem) {
      if (problem.code() == Problem.Code.NOT_FOUND) {
        throw problem;
      }
      if (typed.isRight()) {
        typed.wrong(problem);
      }
    }
    response.setStatus(422);
    return show(page, typed, Optional.of(id), locale);
  }

  private String change(Who who, UUID id, Typed typed) {
    Person before = held(who, id);
    Own own = viewing.own(who, before);
    Facts facts = ClientFields.facts(own, typed, today());
    if (!typed.isRight()) {
      throw Problem.of(Problem.Code.INVALID, "");
    }
    persons.change(
        id,
        who.organisation(),
        Optional.of(typed.value(ClientFields.VERSION))
            .filter(said -> said.matches("\\d{1,9}"))
            .map(Integer::valueOf),
        own.values(Fact.BsnNumber.class).findFirst().map(number -> new Bsn(number.value())),
        facts,
        Written.text(facts));
    viewing.logOwn(who, "update", List.of(before.client()), Optional.of(id));
    return "/clients/" + id;
  }

  private Person held(Who who, UUID id) {
    return persons
        .heldBy(who.organisation(), id)
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
  }

  private String show(Model page, Typed typed, Optional<UUID> id, Locale locale) {
    page.addAttribute("typed", typed);
    page.addAttribute("once", Once.number());
    page.addAttribute("id", id.orElse(null));
    page.addAttribute("passOn", !typed.value(PASS_ON).isEmpty());
    page.addAttribute("genders", options(ClientFields.GENDERS, "fact.gender.", locale));
    page.addAttribute(
        "languages",
        ClientFields.LANGUAGES.stream()
            .map(code -> new Option(code, Locale.forLanguageTag(code).getDisplayLanguage(locale)))
            .toList());
    page.addAttribute("wishes", options(ClientFields.WISHES, "clients.wish.", locale));
    page.addAttribute("groups", options(ClientFields.GROUPS, "clients.group.", locale));
    return PAGE;
  }

  private List<Option> options(List<String> codes, String prefix, Locale locale) {
    return codes.stream()
        .map(code -> new Option(code, messages.getMessage(prefix + code, null, locale)))
        .toList();
  }
}
