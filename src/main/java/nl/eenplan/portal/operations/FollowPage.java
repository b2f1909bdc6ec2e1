package nl.eenplan.portal.operations;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.exchange.Message;
import nl.eenplan.exchange.MessageSearch;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.operations.Following;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.portal.Here;
import nl.eenplan.portal.Moment;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** What became of messages: by number, partner, state and period, and of one. */
@Controller
class FollowPage {

  private static final String LIST = "/operations/messages";
  private static final int SIZE = 25;
  private static final int LONGEST = 500;

  private final Following following;
  private final Organisations organisations;
  private final Transactions transactions;
  private final MessageSource texts;

  FollowPage(
      Following following,
      Organisations organisations,
      Transactions transactions,
      MessageSource texts) {
    this.following = following;
    this.organisations = organisations;
    this.transactions = transactions;
    this.texts = texts;
  }

  @GetMapping(LIST)
  String list(
      Model page,
      @RequestParam MultiValueMap<String, String> fields,
      Locale locale,
      HttpServletResponse answer) {
    Access.operator();
    Typed typed = Typed.of(fields);
    MessageSearch search = search(typed);
    List<Line> found =
        typed.isRight()
            ? transactions.run(() -> Line.of(following.search(search), organisations))
            : List.of();
    if (!typed.isRight()) {
      answer.setStatus(422);
    }
    page.addAttribute("typed", typed);
    page.addAttribute("lines", found.subList(0, Math.min(SIZE, found.size())));
    page.addAttribute("older", found.size() > SIZE ? older(found.get(SIZE - 1)) : "");
    page.addAttribute("newest", search.before().isPresent() ? newest() : "");
    page.addAttribute("partners", partners());
    page.addAttribute("states", states(locale));
    page.addAttribute("about", search.hasSubject());
    return "portal/operations/messages";
  }

  /** A sender's number may say who it is about, so the address gets what the hub made of it. */
  @PostMapping(LIST)
  String byNumber(
      Model page,
      @RequestParam MultiValueMap<String, String> fields,
      Locale locale,
      HttpServletResponse answer) {
    Access.operator();
    Typed typed = Typed.of(fields);
    Optional<String> number = typed.text("find", LONGEST);
    if (number.isEmpty()) {
      list(page, fields, locale, answer);
      page.addAttribute("typed", typed);
      answer.setStatus(422);
      return "portal/operations/messages";
    }
    UriComponentsBuilder next = UriComponentsBuilder.fromPath(LIST);
    Words.uuid(number.get())
        .ifPresentOrElse(
            id -> {
              if (following.find(id).isPresent()) {
                next.pathSegment(id.toString());
              } else {
                next.queryParam("referral", id);
              }
            },
            () -> next.queryParam("number", "{digest}"));
    return "redirect:" + next.encode().build(following.digest(number.get()));
  }

  @GetMapping(LIST + "/{id}")
  String one(Model page, @PathVariable String id, Locale locale) {
    Access.operator();
    Message message =
        Words.uuid(id)
            .flatMap(following::find)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    List<Line> beside = transactions.run(() -> Line.of(following.beside(message), organisations));
    page.addAttribute("line", Line.of(List.of(message), organisations).getFirst());
    page.addAttribute(
        "moments",
        beside.stream()
            .flatMap(line -> moments(line, locale))
            .sorted(Comparator.comparing(Moment::at))
            .toList());
    return "portal/operations/message";
  }

  /** When it began to wait, and when it came to where it is. */
  private Stream<Moment> moments(Line line, Locale locale) {
    Message message = line.message();
    String what = text("operations.event." + message.event(), message.event(), locale);
    return Stream.concat(
        Stream.of(moment(message.queued(), Message.State.QUEUED, line, what, locale)),
        message.ended().stream().map(at -> moment(at, message.state(), line, what, locale)));
  }

  private Moment moment(Instant at, Message.State state, Line line, String what, Locale locale) {
    return new Moment(
        at,
        text("operations.state." + state.code(), state.code(), locale),
        Optional.of(what + " · " + line.partner()),
        Optional.of(Line.badge(state)));
  }

  private String text(String key, String otherwise, Locale locale) {
    return Optional.ofNullable(texts.getMessage(key, new Object[0], otherwise, locale))
        .orElse(otherwise);
  }

  private static MessageSearch search(Typed typed) {
    return MessageSearch.newest(SIZE + 1)
        .to(
            Optional.of(typed.value("partner"))
                .filter(OrganisationCode::isValid)
                .map(OrganisationCode::new))
        .in(Message.State.of(typed.value("state")))
        .about(uuid(typed, "referral"), typed.optional("number", LONGEST), Optional.empty())
        .within(
            start(typed.optionalDate("from")),
            start(typed.optionalDate("until").map(day -> day.plusDays(1))))
        .after(cursor(typed.value("before")));
  }

  /** What is no number is the number of nothing. */
  private static Optional<UUID> uuid(Typed typed, String field) {
    return typed
        .optional(field, LONGEST)
        .map(said -> Words.uuid(said).orElseGet(() -> new UUID(0, 0)));
  }

  static Optional<Instant> start(Optional<LocalDate> day) {
    return day.map(date -> date.atStartOfDay(DutchTime.ZONE).toInstant());
  }

  private static OptionalLong cursor(String said) {
    return said.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(said)) : OptionalLong.empty();
  }

  private List<Option> partners() {
    return organisations.all().stream()
        .map(one -> new Option(one.code().value(), one.name()))
        .toList();
  }

  private List<Option> states(Locale locale) {
    return Arrays.stream(Message.State.values())
        .map(Message.State::code)
        .map(code -> new Option(code, text("operations.state." + code, code, locale)))
        .toList();
  }

  private static String older(Line last) {
    return Here.address()
        .replaceQueryParam("before", last.message().cursor())
        .build(true)
        .toUriString();
  }

  private static String newest() {
    return Here.address().replaceQueryParam("before").build(true).toUriString();
  }
}
