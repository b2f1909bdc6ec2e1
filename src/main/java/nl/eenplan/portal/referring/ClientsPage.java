package nl.eenplan.portal.referring;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.client.Bsn;
import nl.eenplan.client.OwnClients;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.portal.Pager;
import nl.eenplan.portal.Typed;
import nl.eenplan.referral.DueTerms;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The own clients, and how to find one by name or BSN. What is typed comes by POST and is in no
 * address, and nothing of it is kept: of who searched, the session remembers the numbers of the
 * records that were found, so that the back button leads to them again.
 */
@Controller
class ClientsPage {

  private static final String PAGE = "portal/referring/clients";
  private static final String FOUND = "clients-found";
  private static final String QUERY = "query";
  private static final int MOST_SHOWN = 50;
  private static final int LONGEST = 100;

  private final Persons persons;
  private final OwnClients own;
  private final Viewing viewing;
  private final DueTerms terms;
  private final ClientLines lines;
  private final Transactions transactions;

  ClientsPage(
      Persons persons,
      OwnClients own,
      Viewing viewing,
      DueTerms terms,
      ClientLines lines,
      Transactions transactions) {
    this.persons = persons;
    this.own = own;
    this.viewing = viewing;
    this.terms = terms;
    this.lines = lines;
    this.transactions = transactions;
  }

  @GetMapping("/clients")
  String list(
      Model page,
      Locale locale,
      HttpSession session,
      @RequestParam Optional<String> found,
      @RequestParam(name = "page", defaultValue = "1") int number) {
    Who who = Access.partner();
    List<UUID> ids = found.map(asked -> remembered(session)).orElse(List.of());
    page.addAttribute("typed", Typed.nothing());
    return found.isPresent()
        ? showFound(who, ids, page, locale)
        : showAll(who, number, page, locale);
  }

  private String showAll(Who who, int number, Model page, Locale locale) {
    Pager.Paged<ClientLines.Line> rows =
        transactions.run(() -> {
          List<Person> read =
              persons.heldBy(who.organisation(), Pager.offset(number), Pager.SIZE + 1);
          return Pager.page(number, lines(who, read, locale));
        });
    page.addAttribute("rows", rows.rows());
    page.addAttribute("pager", rows.pager());
    page.addAttribute("searched", false);
    return PAGE;
  }

  private String showFound(Who who, List<UUID> ids, Model page, Locale locale) {
    page.addAttribute(
        "rows",
        transactions.run(() ->
            lines(who, persons.heldBy(who.organisation(), ids), locale).stream()
                .sorted(Comparator.comparing(ClientLines.Line::name))
                .toList()));
    page.addAttribute("pager", null);
    page.addAttribute("searched", true);
    page.addAttribute("most", MOST_SHOWN);
    return PAGE;
  }

  private List<ClientLines.Line> lines(Who who, List<Person> found, Locale locale) {
    viewing.logOwn(who, "search", found.stream().map(Person::client).toList(), Optional.empty());
    Map<UUID, List<DueTerms.Item>> due =
        terms.ofClients(who, found.stream().map(Person::id).toList());
    return found.stream()
        .map(person -> lines.of(who, person, due.getOrDefault(person.id(), List.of()), locale))
        .toList();
  }

  @PostMapping("/clients")
  String search(
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpSession session,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    Optional<String> said = typed.text(QUERY, LONGEST);
    List<UUID> ids = said.map(words -> find(who, words, typed)).orElse(List.of());
    if (!typed.isRight()) {
      response.setStatus(422);
      page.addAttribute("typed", typed);
      return showAll(who, 1, page, locale);
    }
    if (ids.size() == 1) {
      return "redirect:/clients/" + ids.getFirst();
    }
    session.setAttribute(FOUND, ids.stream().map(UUID::toString).collect(Collectors.joining(",")));
    return "redirect:/clients?found";
  }

  private List<UUID> find(Who who, String words, Typed typed) {
    if (words.chars().anyMatch(Character::isDigit)) {
      Optional<Bsn> bsn = ClientFields.bsn(Typed.with(Map.of(ClientFields.BSN, words)));
      if (bsn.isEmpty()) {
        typed.wrong(QUERY, "clients.wrong.bsn");
        return List.of();
      }
      return transactions.run(() -> {
        Optional<Person> one = persons.find(who.organisation(), bsn.get());
        viewing.logOwn(who, "search", one.stream().map(Person::client).toList(), Optional.empty());
        return one.stream().map(Person::id).toList();
      });
    }
    if (!OwnClients.isName(words)) {
      typed.wrong(QUERY, "clients.wrong.query");
      return List.of();
    }
    OwnClients.Found found =
        transactions.run(() -> {
          OwnClients.Found named = own.named(who.organisation(), words);
          viewing.logOwn(
              who,
              "search",
              named.persons().stream().map(Person::client).toList(),
              Optional.empty());
          return named;
        });
    if (found.more() || found.persons().size() > MOST_SHOWN) {
      typed.wrong(QUERY, "clients.wrong.many", MOST_SHOWN);
    }
    return found.persons().stream().map(Person::id).toList();
  }

  private static List<UUID> remembered(HttpSession session) {
    return session.getAttribute(FOUND) instanceof String ids
        ? Arrays.stream(ids.split(",")).flatMap(id -> Words.uuid(id).stream()).toList()
        : List.of();
  }
}
