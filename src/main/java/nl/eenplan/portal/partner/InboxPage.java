package nl.eenplan.portal.partner;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Here;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Pager;
import nl.eenplan.portal.Sorting;
import nl.eenplan.portal.Typed;
import nl.eenplan.referral.Incoming;
import nl.eenplan.referral.Incoming.By;
import nl.eenplan.referral.Incoming.Filter;
import nl.eenplan.referral.Incoming.Wanted;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What came in, and what has to be done with it. */
@Controller
class InboxPage {

  private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{8,32}");

  private final Incoming incoming;
  private final Line.Lines lines;
  private final Vocabulary vocabulary;
  private final Transactions transactions;

  InboxPage(Incoming incoming, Line.Lines lines, Vocabulary vocabulary, Transactions transactions) {
    this.incoming = incoming;
    this.lines = lines;
    this.vocabulary = vocabulary;
    this.transactions = transactions;
  }

  /**
   * One of the filters.
   *
   * @param count in words, since nobody counts on for ever; empty for all
   */
  public record Chip(String code, String address, String count, boolean current) {}

  @GetMapping("/inbox")
  String list(@RequestParam MultiValueMap<String, String> asked, Model page, Locale locale) {
    return list(asked, Typed.of(asked), page, locale);
  }

  /** By its number: those of clients' names never stand in an address. */
  @PostMapping("/inbox")
  String find(
      @RequestParam MultiValueMap<String, String> asked,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(asked);
    List<UUID> found =
        typed
            .text("number", 60)
            .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", ""))
            .filter(digits -> NUMBER.matcher(digits).matches())
            .map(digits -> transactions.run(() -> incoming.numbered(who, digits)))
            .orElse(List.of());
    if (found.size() == 1) {
      return "redirect:/referrals/" + found.getFirst();
    }
    typed.wrong("number", "inbox.wrong.number");
    response.setStatus(422);
    return list(asked, typed, page, locale);
  }

  private String list(MultiValueMap<String, String> asked, Typed typed, Model page, Locale locale) {
    Who who = Access.partner();
    Optional<Filter> filter = first(asked, "filter").flatMap(Filter::of);
    Sorting sorting = Sorting.of(first(asked, "sort"), usual(filter));
    int number =
        first(asked, "page")
            .filter(text -> text.matches("\\d{1,3}"))
            .map(Integer::valueOf)
            .orElse(1);
    Wanted wanted =
        new Wanted(
            filter,
            first(asked, "purpose").flatMap(vocabulary::purpose),
            first(asked, "sender").filter(OrganisationCode::isValid).map(OrganisationCode::new),
            first(asked, "municipality"),
            By.of(sorting.key()).orElse(By.UPDATED),
            sorting.descending(),
            Pager.offset(number),
            Pager.SIZE + 1);
    transactions.run(() -> {
      Pager.Paged<Line> paged =
          Pager.page(number, lines.of(who, incoming.page(who, wanted), locale));
      page.addAttribute("rows", paged.rows());
      page.addAttribute("pager", paged.pager());
      page.addAttribute("chips", chips(filter, incoming.counts(who)));
      List<Organisation> senders = incoming.senders(who.organisation());
      page.addAttribute("senders", senders(senders));
      page.addAttribute("municipalities", municipalities(senders));
      return true;
    });
    page.addAttribute("purposes", purposes(locale));
    page.addAttribute("sorting", sorting);
    page.addAttribute("typed", typed);
    page.addAttribute("filter", filter.map(Filter::code).orElse(""));
    page.addAttribute(
        "narrowed",
        wanted.purpose().isPresent()
            || wanted.sender().isPresent()
            || wanted.municipality().isPresent());
    return "portal/partner/inbox";
  }

  private static String usual(Optional<Filter> filter) {
    return filter.filter(Filter.DONE::equals).isPresent() || filter.isEmpty() ? "-updated" : "due";
  }

  private static List<Chip> chips(Optional<Filter> now, Map<Filter, Integer> counts) {
    List<Chip> each =
        Arrays.stream(Filter.values())
            .map(filter ->
                new Chip(
                    filter.code(),
                    address(Optional.of(filter.code())),
                    count(counts.getOrDefault(filter, 0)),
                    now.equals(Optional.of(filter))))
            .toList();
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(
                new Chip("all", address(Optional.empty()), "", now.isEmpty())),
            each.stream())
        .toList();
  }

  static String count(int counted) {
    return counted > Incoming.MOST_COUNTED
        ? Incoming.MOST_COUNTED + "+"
        : Integer.toString(counted);
  }

  private static String address(Optional<String> filter) {
    return Here.address()
        .replaceQueryParam("page")
        .replaceQueryParam("sort")
        .replaceQueryParam("filter", filter.stream().toArray())
        .build(true)
        .toUriString();
  }

  private List<Option> purposes(Locale locale) {
    return vocabulary.purposes().stream()
        .map((Purpose one) -> new Option(one.code(), vocabulary.label(one).in(locale)))
        .sorted(Comparator.comparing(Option::text))
        .toList();
  }

  private static List<Option> senders(List<Organisation> senders) {
    return senders.stream()
        .map(one -> new Option(one.code().value(), one.name()))
        .sorted(Comparator.comparing(Option::text))
        .toList();
  }

  private static List<Option> municipalities(List<Organisation> senders) {
    return senders.stream()
        .flatMap(one -> one.municipality().stream())
        .distinct()
        .sorted()
        .map(name -> new Option(name, name))
        .toList();
  }

  /** Nothing chosen is nothing asked. */
  private static Optional<String> first(MultiValueMap<String, String> asked, String key) {
    return Optional.ofNullable(asked.getFirst(key)).filter(said -> !said.isEmpty());
  }
}
