package nl.eenplan.portal.organisation;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.eenplan.directory.Offering;
import nl.eenplan.door.Access;
import nl.eenplan.door.Message;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Offer;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Catalogue;
import nl.eenplan.referral.ReferralOutcome;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the organisation offers: a form for each service, and an Open Referral document for all. */
@Controller
class OfferPage {

  private static final int LONGEST_DOCUMENT = Message.MOST_BYTES;

  private final Offering offering;
  private final Services services;
  private final Organisations organisations;
  private final Vocabulary vocabulary;
  private final Meanwhile meanwhile;
  private final MessageSource texts;
  private final Once once;

  OfferPage(
      Offering offering,
      Services services,
      Organisations organisations,
      Vocabulary vocabulary,
      Meanwhile meanwhile,
      MessageSource texts,
      Once once) {
    this.offering = offering;
    this.services = services;
    this.organisations = organisations;
    this.vocabulary = vocabulary;
    this.meanwhile = meanwhile;
    this.texts = texts;
    this.once = once;
  }

  @GetMapping("/organisation/services/new")
  String add(Model page, Locale locale) {
    return form(page, OfferForm.empty(), Access.administrator(), false, locale);
  }

  @GetMapping("/organisation/services/{id}")
  String edit(Model page, @PathVariable String id, Locale locale) {
    Who who = Access.administrator();
    return form(page, OfferForm.of(own(who, id)), who, true, locale);
  }

  @PostMapping("/organisation/services")
  String create(
      Model page,
      @RequestParam MultiValueMap<String, String> fields,
      Locale locale,
      HttpServletResponse answer,
      RedirectAttributes next) {
    Who who = Access.administrator();
    Typed typed = Typed.of(fields);
    String id = Service.id(who.organisation(), typed.value("purpose"));
    if (services.find(id).isPresent()) {
      typed.wrong("purpose", "organisation.wrong.offered");
    }
    return save(page, typed, typed.value("purpose"), who, false, locale, answer, next);
  }

  @PostMapping("/organisation/services/{id}")
  String change(
      Model page,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Locale locale,
      HttpServletResponse answer,
      RedirectAttributes next) {
    Who who = Access.administrator();
    String purpose = own(who, id).purpose();
    return save(page, Typed.of(fields), purpose, who, true, locale, answer, next);
  }

  @GetMapping("/organisation/import")
  String document(Model page) {
    Access.administrator();
    return document(page, Typed.nothing(), List.of());
  }

  @PostMapping("/organisation/import")
  String take(
      Model page, @RequestParam MultiValueMap<String, String> fields, HttpServletResponse answer) {
    Who who = Access.administrator();
    Typed typed = Typed.of(fields);
    List<Offering.Finding> wrong = List.of();
    Optional<String> text = typed.text("document", LONGEST_DOCUMENT);
    if (text.isPresent()) {
      try {
        Offering.Import done = offering.take(who, checked(text.get()));
        wrong = done.wrong();
        if (wrong.isEmpty()) {
          page.addAttribute("taken", done);
          return document(page, Typed.nothing(), wrong);
        }
        typed.wrong("document", "organisation.wrong.document");
      } catch (Problem problem) {
        typed.wrong(
            "document",
            problem.code() == Problem.Code.MISSING
                ? "organisation.wrong.no-services"
                : problem.code() == Problem.Code.TOO_MANY
                    ? "organisation.wrong.too-many"
                    : "organisation.wrong.unreadable");
      }
    }
    answer.setStatus(422);
    return document(page, typed, wrong);
  }

  private static String checked(String document) {
    return Message.text(document.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String document(Model page, Typed typed, List<Offering.Finding> wrong) {
    page.addAttribute("typed", typed);
    page.addAttribute("wrong", wrong);
    return "portal/organisation/import";
  }

  private String save(
      Model page,
      Typed typed,
      String purpose,
      Who who,
      boolean exists,
      Locale locale,
      HttpServletResponse answer,
      RedirectAttributes next) {
    Optional<Offer> offer = OfferForm.read(typed, purpose);
    if (offer.isPresent() && typed.isRight()) {
      Offer.Checked checked = offering.check(who.organisation(), offer.get());
      checked.wrong().forEach(field -> OfferForm.tell(typed, field));
      if (checked.service().isPresent()) {
        try {
          String address = keep(who, typed, checked.service().get(), exists);
          next.addFlashAttribute("done", "organisation.service.kept");
          return "redirect:" + address;
        } catch (Problem problem) {
          answer.setStatus(409);
          if (problem.code() == Problem.Code.STALE_VERSION) {
            Service now = services.find(checked.service().get().id()).orElseThrow();
            page.addAttribute("meanwhile", meanwhile.words(OfferForm.seen(typed), now, locale));
          } else {
            typed.wrong(problem);
          }
          return form(page, typed, who, exists, locale);
        }
      }
    }
    answer.setStatus(422);
    return form(page, typed, who, exists, locale);
  }

  private String keep(Who who, Typed typed, Service service, boolean exists) {
    return once.run(
        who,
        typed,
        () -> {
          if (exists) {
            offering.keep(who, service, OfferForm.seen(typed));
          } else {
            offering.keep(who, service);
          }
          return "/organisation/services/" + service.id();
        });
  }

  /** Another's does not exist here. */
  private Service own(Who who, String id) {
    return services
        .find(id)
        .filter(service -> service.organisation().equals(who.organisation()))
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  private String form(Model page, Typed typed, Who who, boolean exists, Locale locale) {
    page.addAttribute("typed", typed);
    page.addAttribute("exists", exists);
    page.addAttribute("seen", seen(page, typed, who, exists));
    List<String> taken = services.of(who.organisation()).stream().map(Service::purpose).toList();
    page.addAttribute("purposes", purposes(locale, code -> exists || !taken.contains(code)));
    page.addAttribute("needed", purposes(locale, code -> true));
    page.addAttribute(
        "outcomes",
        options(
            "organisation.outcome.",
            locale,
            Arrays.stream(ReferralOutcome.values()).map(ReferralOutcome::code)));
    page.addAttribute(
        "modes", options("organisation.mode.", locale, Stream.of("one-to-one", "group")));
    page.addAttribute(
        "units", options("organisation.unit.", locale, Stream.of("D", "W", "M", "Y")));
    page.addAttribute("yes", options("organisation.", locale, Stream.of("yes")));
    page.addAttribute("others", others(who.organisation()));
    page.addAttribute("once", Once.number());
    return "portal/organisation/service";
  }

  /** As it is now, when that is what somebody gets to see; else as it was seen before a mistake. */
  private Map<String, String> seen(Model page, Typed typed, Who who, boolean exists) {
    Map<String, String> before = OfferForm.seen(typed);
    return before.isEmpty() || page.containsAttribute("meanwhile")
        ? services
            .find(Service.id(who.organisation(), typed.value("purpose")))
            .filter(service -> exists)
            .map(Service::fields)
            .orElse(Map.of())
        : before;
  }

  private List<Option> purposes(Locale locale, Predicate<String> which) {
    return vocabulary.purposes().stream()
        .filter(Catalogue::isOnOffer)
        .map(Purpose::code)
        .filter(which)
        .map(code -> new Option(code, vocabulary.label(new Purpose(code)).in(locale)))
        .toList();
  }

  private List<Option> others(OrganisationCode own) {
    return organisations.all().stream()
        .filter(one -> !one.code().equals(own))
        .map(one -> new Option(one.code().value(), one.name()))
        .toList();
  }

  private List<Option> options(String key, Locale locale, Stream<String> codes) {
    return codes
        .map(code -> new Option(code, texts.getMessage(key + code, new Object[0], locale)))
        .toList();
  }
}
