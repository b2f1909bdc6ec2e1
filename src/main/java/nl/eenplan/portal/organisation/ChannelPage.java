package nl.eenplan.portal.organisation;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.exchange.Channel;
import nl.eenplan.exchange.Message;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Delivering;
import nl.eenplan.operations.Following;
import nl.eenplan.operations.Registry;
import nl.eenplan.operations.Registry.Wish;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.operations.Reason;
import nl.eenplan.problem.Problem;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the organisation is told that there is something, and trying that. */
@Controller
class ChannelPage {

  private static final int LONGEST = 1000;
  private static final String UNREACHED = "organisation.wrong.unreached.";

  private final Registry registry;
  private final Delivering delivering;
  private final Following following;
  private final MessageSource texts;
  private final Once once;

  ChannelPage(
      Registry registry,
      Delivering delivering,
      Following following,
      MessageSource texts,
      Once once) {
    this.registry = registry;
    this.delivering = delivering;
    this.following = following;
    this.texts = texts;
    this.once = once;
  }

  @GetMapping("/organisation/channel")
  String show(Model page, Locale locale) {
    Channel channel = registry.read(own(Access.administrator())).channel();
    Map<String, String> values = new HashMap<>();
    values.put("kind", channel.kind());
    values.put(
        channel.kind().equals(Channel.MAIL) ? "mail" : "webhook", channel.address().orElse(""));
    values.put("when", channel.digestAt().isPresent() ? "digest" : "at-once");
    values.put("digest", channel.digestAt().map(LocalTime::toString).orElse("08:00"));
    return form(page, Typed.with(values), channel, locale);
  }

  @PostMapping("/organisation/channel")
  String choose(
      Model page,
      @RequestParam MultiValueMap<String, String> fields,
      Locale locale,
      HttpServletResponse answer,
      RedirectAttributes next) {
    Who who = Access.administrator();
    Typed typed = Typed.of(fields);
    Wish wish = wish(typed);
    if (typed.isRight()) {
      try {
        check(own(who), wish, typed);
        if (typed.isRight()) {
          String address =
              once.run(
                  who,
                  typed,
                  () -> {
                    registry.choose(own(who), wish);
                    return "/organisation/channel";
                  });
          next.addFlashAttribute("done", "organisation.channel.chosen");
          return "redirect:" + address;
        }
      } catch (Problem problem) {
        tell(problem, wish, typed);
      }
    }
    answer.setStatus(422);
    return form(page, typed, registry.read(own(who)).channel(), locale);
  }

  @PostMapping("/organisation/channel/tests")
  String test(@RequestParam MultiValueMap<String, String> fields) {
    Who who = Access.administrator();
    return "redirect:"
        + once.run(
            who,
            Typed.of(fields),
            () -> "/organisation/channel/tests/" + delivering.test(own(who)));
  }

  @GetMapping("/organisation/channel/tests/{id}")
  String result(Model page, @PathVariable String id) {
    Who who = Access.administrator();
    Message message =
        Words.uuid(id)
            .flatMap(following::find)
            .filter(found -> found.partner().equals(who.organisation()))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    Registry.Known known = registry.read(own(who));
    page.addAttribute("message", message);
    page.addAttribute("waits", message.state() == Message.State.QUEUED);
    page.addAttribute("digest", known.channel().digestAt().map(LocalTime::toString).orElse(""));
    page.addAttribute(
        "reason", message.reason().or(() -> known.circuit().failure()).map(Reason::new));
    page.addAttribute("address", "/organisation/channel/tests/" + message.id());
    return "portal/organisation/test";
  }

  private static String own(Who who) {
    return who.organisation().value();
  }

  private String form(Model page, Typed typed, Channel channel, Locale locale) {
    page.addAttribute("typed", typed);
    page.addAttribute("channel", channel);
    page.addAttribute("kinds", kinds(channel, locale));
    page.addAttribute("whens", options("organisation.when.", locale, "at-once", "digest"));
    page.addAttribute(
        "unreached",
        typed.mistake("webhook").filter(wrong -> wrong.code().startsWith(UNREACHED)).isPresent());
    page.addAttribute("once", Once.number());
    return "portal/organisation/channel";
  }

  /** A FHIR Subscription is made by the system itself; here it can only be kept. */
  private List<Option> kinds(Channel channel, Locale locale) {
    Stream<String> kinds = Stream.of(Channel.MAIL, "none", Channel.QUEUE, Channel.WEBHOOK);
    return options(
        "organisation.kind.",
        locale,
        (channel.kind().equals(Channel.SUBSCRIPTION)
                ? Stream.concat(kinds, Stream.of(Channel.SUBSCRIPTION))
                : kinds)
            .toArray(String[]::new));
  }

  private List<Option> options(String key, Locale locale, String... codes) {
    return Stream.of(codes)
        .map(code -> new Option(code, texts.getMessage(key + code, new Object[0], locale)))
        .toList();
  }

  private static Wish wish(Typed typed) {
    String kind = typed.choice("kind", Optional::of).orElse("");
    Optional<String> address =
        switch (kind) {
          case Channel.WEBHOOK -> typed.text("webhook", LONGEST);
          case Channel.MAIL -> typed.text("mail", LONGEST);
          default -> Optional.empty();
        };
    Optional<LocalTime> digest =
        kind.equals(Channel.MAIL) && typed.has("when", "digest") ? time(typed) : Optional.empty();
    return new Wish(Optional.of(kind), address, digest, Optional.empty());
  }

  private static Optional<LocalTime> time(Typed typed) {
    Optional<String> said = typed.text("digest", 8);
    try {
      return said.map(LocalTime::parse);
    } catch (DateTimeException e) {
      typed.wrong("digest", "organisation.wrong.time");
      return Optional.empty();
    }
  }

  /** An address that is not reached is kept only when somebody says so. */
  private void check(String own, Wish wish, Typed typed) {
    registry.wished(own, wish);
    if (!typed.has("anyway", "yes")) {
      registry
          .unreached(own, wish)
          .ifPresent(code -> typed.wrong("webhook", UNREACHED + new Reason(code).key()));
    }
  }

  private static void tell(Problem problem, Wish wish, Typed typed) {
    String place = problem.english();
    String kind = wish.kind().orElse("");
    if (place.contains("address") && kind.equals(Channel.MAIL)) {
      typed.wrong("mail", "organisation.wrong.mail");
    } else if (place.contains("address") && kind.equals(Channel.WEBHOOK)) {
      typed.wrong("webhook", "organisation.wrong.webhook");
    } else if (place.contains("kind")) {
      typed.wrong("kind", "wrong.choice");
    } else {
      typed.wrong(problem);
    }
  }
}
