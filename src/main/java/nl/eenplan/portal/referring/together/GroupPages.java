package nl.eenplan.portal.referring.together;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.OwnClients;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.referring.ClientLines;
import nl.eenplan.portal.referring.steps.Draft;
import nl.eenplan.portal.referring.steps.Drafts;
import nl.eenplan.portal.referring.steps.Ended;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Group;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Several clients for one meeting: what, who, and what happens to each. */
@Controller
class GroupPages {

  static final String CLIENTS = "clients";
  private static final String SHOWN = "shown";
  private static final String QUERY = "query";
  private static final int NEWEST = 25;

  /** Stands in the place of who was found. */
  private static final String NOBODY = "nobody";

  private static final String AT = "redirect:/groups/new/";

  private final Meetings meetings;
  private final Drafts drafts;
  private final Persons persons;
  private final OwnClients own;
  private final ClientLines lines;
  private final Viewing viewing;
  private final Together together;
  private final Once once;
  private final Transactions transactions;

  GroupPages(
      Meetings meetings,
      Drafts drafts,
      Persons persons,
      OwnClients own,
      ClientLines lines,
      Viewing viewing,
      Together together,
      Once once,
      Transactions transactions) {
    this.meetings = meetings;
    this.drafts = drafts;
    this.persons = persons;
    this.own = own;
    this.lines = lines;
    this.viewing = viewing;
    this.together = together;
    this.once = once;
    this.transactions = transactions;
  }

  @GetMapping("/groups/new")
  String begin(Model page, Locale locale) {
    return meeting(Access.partner(), Optional.empty(), Typed.nothing(), page, locale);
  }

  @GetMapping("/groups/new/{draft}")
  String again(@PathVariable UUID draft, Model page, Locale locale) {
    Who who = Access.partner();
    Draft found = transactions.run(() -> get(who, draft));
    return meeting(who, Optional.of(draft), found.typed(), page, locale);
  }

  @PostMapping({"/groups/new", "/groups/new/{draft}"})
  String planned(
      @PathVariable Optional<UUID> draft,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    meetings.check(who, typed, locale);
    if (!typed.isRight()) {
      response.setStatus(422);
      return meeting(who, draft, typed, page, locale);
    }
    Map<String, List<String>> kept = new LinkedHashMap<>();
    Meetings.FIELDS.forEach(field -> kept.put(field, typed.all(field)));
    UUID id =
        transactions.run(() ->
            draft
                .map(known -> drafts.keep(who, get(who, known).id(), kept).id())
                .orElseGet(() -> drafts.begin(who, Once.of(typed), Optional.empty(), kept).id()));
    return AT + id + "/clients";
  }

  private String meeting(Who who, Optional<UUID> draft, Typed typed, Model page, Locale locale) {
    page.addAttribute("typed", typed);
    page.addAttribute("draft", draft.orElse(null));
    page.addAttribute("once", Once.number());
    page.addAttribute("offers", meetings.offers(who, locale));
    return "portal/referring/group-meeting";
  }

  @GetMapping("/groups/new/{draft}/clients")
  String choose(@PathVariable UUID draft, Model page, Locale locale) {
    Who who = Access.partner();
    Draft found = transactions.run(() -> get(who, draft));
    return clients(who, found, found.typed(), page, locale);
  }

  /** Who was chosen is kept also when somebody only looks for another one. */
  @PostMapping("/groups/new/{draft}/clients")
  String chosen(
      @PathVariable UUID draft,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    boolean search = typed.value("go").equals("search");
    List<String> chosen = typed.all(CLIENTS).stream().distinct().limit(100).toList();
    Draft kept =
        transactions.run(() -> {
          get(who, draft);
          Map<String, List<String>> more = new LinkedHashMap<>();
          more.put(CLIENTS, chosen);
          if (search) {
            more.put(SHOWN, find(who, typed.value(QUERY)));
          }
          return drafts.keep(who, draft, more);
        });
    if (search) {
      return AT + draft + "/clients";
    }
    if (chosen.isEmpty()) {
      typed.wrong(CLIENTS, "groups.wrong.nobody");
    } else if (chosen.size() > Group.MOST) {
      typed.wrong(CLIENTS, "groups.wrong.many", Group.MOST, chosen.size());
    }
    if (typed.isRight()) {
      return AT + draft + "/preview";
    }
    response.setStatus(422);
    return clients(who, kept, typed, page, locale);
  }

  private List<String> find(Who who, String words) {
    List<String> found =
        own.named(who.organisation(), words).persons().stream()
            .limit(NEWEST)
            .map(person -> person.id().toString())
            .toList();
    return found.isEmpty() && !words.isBlank() ? List.of(NOBODY) : found;
  }

  private String clients(Who who, Draft draft, Typed typed, Model page, Locale locale) {
    page.addAttribute("typed", typed);
    page.addAttribute("draft", draft.id());
    page.addAttribute("most", Group.MOST);
    page.addAttribute("people", transactions.run(() -> people(who, draft, locale)));
    page.addAttribute("searched", !shown(draft).isEmpty());
    page.addAttribute("nobody", shown(draft).contains(NOBODY));
    return "portal/referring/group-clients";
  }

  /** Who was chosen first; then who was looked for, or who was changed last. */
  private List<ClientLines.Line> people(Who who, Draft draft, Locale locale) {
    List<Person> chosen = held(who, ids(draft, CLIENTS));
    List<UUID> shown = ids(draft, SHOWN);
    List<Person> others =
        shown(draft).isEmpty() ? persons.heldBy(who.organisation(), 0, NEWEST) : held(who, shown);
    Set<UUID> seen = new LinkedHashSet<>();
    List<Person> all =
        Stream.concat(chosen.stream(), others.stream())
            .filter(person -> seen.add(person.id()))
            .toList();
    viewing.logOwn(who, "search", all.stream().map(Person::client).toList(), Optional.empty());
    return all.stream().map(person -> lines.of(who, person, List.of(), locale)).toList();
  }

  private static List<String> shown(Draft draft) {
    return draft.fields().getOrDefault(SHOWN, List.of());
  }

  /** In the order of the numbers. */
  private List<Person> held(Who who, List<UUID> ids) {
    return persons.heldBy(who.organisation(), ids).stream()
        .sorted((one, other) -> Integer.compare(ids.indexOf(one.id()), ids.indexOf(other.id())))
        .toList();
  }

  private static List<UUID> ids(Draft draft, String field) {
    return draft.fields().getOrDefault(field, List.of()).stream()
        .flatMap(id -> Words.uuid(id).stream())
        .toList();
  }

  @GetMapping("/groups/new/{draft}/preview")
  String look(@PathVariable UUID draft, Model page, Locale locale) {
    Who who = Access.partner();
    Draft found = transactions.run(() -> get(who, draft));
    return preview(who, found, Typed.nothing(), page, locale);
  }

  @PostMapping("/groups/new/{draft}/preview")
  String send(
      @PathVariable UUID draft,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      RedirectAttributes next,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    try {
      String address =
          once.run(
              who,
              typed,
              () -> {
                Draft found = get(who, draft);
                UUID group =
                    together.send(who, found, held(who, ids(found, CLIENTS)), typed.value("seen"));
                drafts.sent(who, found, group);
                return "/groups/" + group;
              });
      next.addFlashAttribute("done", "groups.sent");
      return "redirect:" + address;
    } catch (Together.Changed other) {
      typed.wrong(Typed.FORM, "refer.wrong.changed");
    } catch (Problem problem) {
      if (problem.code() == Problem.Code.NOT_FOUND) {
        throw problem;
      }
      typed.wrong(problem);
    }
    response.setStatus(409);
    return preview(who, transactions.run(() -> get(who, draft)), typed, page, locale);
  }

  private String preview(Who who, Draft draft, Typed typed, Model page, Locale locale) {
    List<Person> chosen = transactions.run(() -> held(who, ids(draft, CLIENTS)));
    List<Together.Row> rows = new ArrayList<>();
    try {
      Together.Rehearsed rehearsed = together.rehearse(who, draft, chosen, locale);
      rows.addAll(rehearsed.rows());
      page.addAttribute("seen", rehearsed.seen());
    } catch (Problem problem) {
      typed.wrong(problem);
    }
    page.addAttribute("typed", typed);
    page.addAttribute("draft", draft.id());
    page.addAttribute("once", Once.number());
    page.addAttribute("meeting", meetings.words(draft, locale));
    page.addAttribute("going", rows.stream().filter(Together.Row::goes).toList());
    page.addAttribute("held", rows.stream().filter(row -> !row.goes()).toList());
    return "portal/referring/group-preview";
  }

  /** A client's own draft is none of a group. */
  private Draft get(Who who, UUID draft) {
    Draft found = drafts.find(who, draft).orElseThrow(() -> Ended.removed("/groups/new"));
    if (found.person().isPresent()) {
      throw Problem.of(Problem.Code.NOT_FOUND);
    }
    found
        .became()
        .ifPresent(group -> {
          throw Ended.sent("/groups/" + group);
        });
    return found;
  }
}
