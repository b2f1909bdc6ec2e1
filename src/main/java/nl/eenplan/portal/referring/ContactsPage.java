package nl.eenplan.portal.referring;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.FactWords;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Contact;
import nl.eenplan.referral.Contacts;
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

/** Writes down that a client was spoken to, or invited; by it the next contact is planned. */
@Controller
class ContactsPage {

  private static final String REFERRAL = "referral";
  private static final String KIND = "kind";
  private static final String DAY = "day";
  private static final String TALK_DAY = "talk-day";
  private static final String TALK_TIME = "talk-time";
  private static final int MOST = 50;

  private final Persons persons;
  private final Contacts contacts;
  private final Viewing viewing;
  private final ReferralLines lines;
  private final FactWords words;
  private final Once once;
  private final Transactions transactions;
  private final MessageSource messages;
  private final Clock clock;

  ContactsPage(
      Persons persons,
      Contacts contacts,
      Viewing viewing,
      ReferralLines lines,
      FactWords words,
      Once once,
      Transactions transactions,
      MessageSource messages,
      Clock clock) {
    this.persons = persons;
    this.contacts = contacts;
    this.viewing = viewing;
    this.lines = lines;
    this.words = words;
    this.once = once;
    this.transactions = transactions;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping("/clients/{id}/contacts")
  String begin(@PathVariable UUID id, Model page, Locale locale) {
    String today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE).toString();
    return show(id, Typed.with(Map.of(DAY, today, KIND, "contact")), page, locale);
  }

  @PostMapping("/clients/{id}/contacts")
  String add(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes next,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    Optional<Contacts.Said> said = said(who, id, typed, locale);
    if (typed.isRight() && said.isPresent()) {
      try {
        String address =
            once.run(
                who,
                typed,
                () -> {
                  contacts.record(who, said.get(), Optional.empty());
                  return "/clients/" + id;
                });
        next.addFlashAttribute("done", "contacts.added");
        return "redirect:" + address;
      } catch (Problem problem) {
        typed.wrong(problem);
      }
    }
    response.setStatus(422);
    return show(id, typed, page, locale);
  }

  private Optional<Contacts.Said> said(Who who, UUID id, Typed typed, Locale locale) {
    List<Option> possible = transactions.run(() -> referrals(who, id, locale));
    Optional<String> referral =
        typed.choice(
            REFERRAL,
            said -> possible.stream().map(Option::value).filter(said::equals).findFirst());
    Optional<Contact.Kind> kind = typed.choice(KIND, Contact.Kind::of);
    Optional<Instant> at = typed.date(DAY).flatMap(day -> past(typed, day));
    Optional<Instant> talk =
        kind.filter(one -> one == Contact.Kind.INVITATION).flatMap(one -> talk(typed));
    return referral.flatMap(
        chosen -> kind.map(one -> new Contacts.Said(UUID.fromString(chosen), one, at, talk, "")));
  }

  private Optional<Instant> past(Typed typed, LocalDate day) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, DutchTime.ZONE);
    if (day.isAfter(today)) {
      typed.wrong(DAY, "clients.wrong.born");
      return Optional.empty();
    }
    return Optional.of(
        day.equals(today) ? now : day.atTime(12, 0).atZone(DutchTime.ZONE).toInstant());
  }

  private Optional<Instant> talk(Typed typed) {
    Optional<LocalDate> day = typed.date(TALK_DAY);
    Optional<LocalTime> time = typed.text(TALK_TIME, 8).flatMap(said -> time(typed, said));
    LocalDate today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
    if (day.filter(one -> one.isBefore(today) || one.isAfter(today.plusYears(1))).isPresent()) {
      typed.wrong(TALK_DAY, "contacts.wrong.talk");
    }
    return day.flatMap(one -> time.map(at -> one.atTime(at).atZone(DutchTime.ZONE).toInstant()));
  }

  private static Optional<LocalTime> time(Typed typed, String said) {
    try {
      return Optional.of(LocalTime.parse(said));
    } catch (DateTimeParseException notATime) {
      typed.wrong(TALK_TIME, "groups.wrong.time");
      return Optional.empty();
    }
  }

  private String show(UUID id, Typed typed, Model page, Locale locale) {
    Who who = Access.partner();
    return transactions.run(() -> {
      Person person =
          persons
              .heldBy(who.organisation(), id)
              .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
      viewing.logOwn(who, "read", List.of(person.client()), Optional.of(id));
      page.addAttribute("id", id);
      page.addAttribute("name", words.name(List.of(viewing.own(who, person)), locale));
      page.addAttribute("typed", typed);
      page.addAttribute("once", Once.number());
      page.addAttribute("referrals", referrals(who, id, locale));
      page.addAttribute(
          "kinds",
          Arrays.stream(Contact.Kind.values())
              .map(kind ->
                  new Option(
                      kind.code(),
                      messages.getMessage("contacts.kind." + kind.code(), null, locale)))
              .toList());
      page.addAttribute(
          "contacts",
          contacts.ofClient(who, person, MOST).stream().map(ClientPage.Met::of).toList());
      return "portal/referring/contacts";
    });
  }

  private List<Option> referrals(Who who, UUID id, Locale locale) {
    return lines
        .of(
            viewing.referrals(
                who, SentPage.of(who.organisation(), Set.of(), Set.of(), Set.of(id), 0, MOST)),
            locale)
        .stream()
        .map(line -> new Option(line.id().toString(), line.target() + ": " + line.purpose()))
        .toList();
  }
}
