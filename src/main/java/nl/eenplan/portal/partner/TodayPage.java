package nl.eenplan.portal.partner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.door.Access;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Callers;
import nl.eenplan.identity.Role;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.portal.Due;
import nl.eenplan.referral.DueTerms;
import nl.eenplan.referral.Incoming;
import nl.eenplan.referral.Incoming.Filter;
import nl.eenplan.referral.Viewing;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everybody begins: what is due, for who works with clients; who one is, for all. */
@Controller
class TodayPage {

  private static final int MOST = 50;

  private final Organisations organisations;
  private final DueTerms terms;
  private final Incoming incoming;
  private final Viewing viewing;
  private final Line.Lines lines;
  private final List<Due> dues;
  private final Transactions transactions;

  TodayPage(
      Organisations organisations,
      DueTerms terms,
      Incoming incoming,
      Viewing viewing,
      Line.Lines lines,
      List<Due> dues,
      Transactions transactions) {
    this.organisations = organisations;
    this.terms = terms;
    this.incoming = incoming;
    this.viewing = viewing;
    this.lines = lines;
    this.dues = List.copyOf(dues);
    this.transactions = transactions;
  }

  /**
   * What has to be done before when, or what the other side has to do.
   *
   * @param kind a row of the terms
   */
  public record Task(Line line, String kind, java.time.ZonedDateTime due, boolean mine) {}

  /**
   * @param standing how urgent it is
   */
  public record Part(String standing, List<Task> tasks) {}

  @GetMapping("/")
  String today(Model page, Locale locale, @AuthenticationPrincipal OidcUser user) {
    Caller caller = Callers.current();
    Optional<Organisation> organisation = organisations.findInForce(caller.organisation());
    page.addAttribute("name", Optional.ofNullable(user.getFullName()).orElse(caller.user()));
    page.addAttribute("organisation", organisation.map(Organisation::name).orElse(""));
    page.addAttribute("roles", caller.roles().stream().map(Role::code).sorted().toList());
    boolean works = caller.has(Role.PROFESSIONAL) || caller.has(Role.MDT_COORDINATOR);
    page.addAttribute("works", works && organisation.isPresent());
    if (works && organisation.isPresent()) {
      work(Access.partner(), page, locale);
    }
    page.addAttribute("dues", organisation.isPresent() ? dues(caller) : List.of());
    return "portal/partner/today";
  }

  private List<Due.Item> dues(Caller caller) {
    return transactions.run(() ->
        dues.stream().filter(due -> due.isFor(caller)).flatMap(due -> due.of().stream()).toList());
  }

  private void work(Who who, Model page, Locale locale) {
    transactions.run(() -> {
      List<DueTerms.Item> open = terms.open(who, Optional.empty(), MOST);
      List<UUID> ids = open.stream().map(DueTerms.Item::referral).distinct().toList();
      Map<UUID, Line> known =
          lines.of(who, viewing.those(who, ids), locale).stream()
              .collect(Collectors.toMap(Line::id, Function.identity()));
      page.addAttribute("parts", parts(open, known));
      page.addAttribute("more", open.size() == MOST);
      Map<Filter, Integer> counts = incoming.counts(who);
      page.addAttribute("chips", chips(counts));
      page.addAttribute("fresh", counts.getOrDefault(Filter.NEW, 0) > 0);
      return true;
    });
  }

  private static List<Part> parts(List<DueTerms.Item> open, Map<UUID, Line> known) {
    Map<String, List<Task>> parts = new LinkedHashMap<>();
    for (DueTerms.Item item : open) {
      Optional.ofNullable(known.get(item.referral()))
          .ifPresent(line ->
              parts
                  .computeIfAbsent(item.standing().code(), first -> new ArrayList<>())
                  .add(new Task(line, item.kind(), Reading.local(item.due()), item.mine())));
    }
    return parts.entrySet().stream().map(part -> new Part(part.getKey(), part.getValue())).toList();
  }

  private static List<InboxPage.Chip> chips(Map<Filter, Integer> counts) {
    return Stream.of(Filter.NEW, Filter.DUE, Filter.OVERDUE, Filter.ON_HOLD)
        .map(filter ->
            new InboxPage.Chip(
                filter.code(),
                "/inbox?filter=" + filter.code(),
                InboxPage.count(counts.getOrDefault(filter, 0)),
                false))
        .toList();
  }
}
