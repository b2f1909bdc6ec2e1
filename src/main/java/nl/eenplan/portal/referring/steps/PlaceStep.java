package nl.eenplan.portal.referring.steps;

import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralQuery;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Viewing;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Step 2: where, as the catalogue has it. */
@Controller
class PlaceStep {

  private static final String PAGE = "portal/referring/step-place";

  private final Writing writing;
  private final Drafts drafts;
  private final Offers offers;
  private final Viewing viewing;
  private final Vocabulary vocabulary;
  private final MessageSource messages;
  private final Transactions transactions;

  PlaceStep(
      Writing writing,
      Drafts drafts,
      Offers offers,
      Viewing viewing,
      Vocabulary vocabulary,
      MessageSource messages,
      Transactions transactions) {
    this.writing = writing;
    this.drafts = drafts;
    this.offers = offers;
    this.viewing = viewing;
    this.vocabulary = vocabulary;
    this.messages = messages;
    this.transactions = transactions;
  }

  @GetMapping("/clients/{id}/refer/{draft}/place")
  String choose(@PathVariable UUID id, @PathVariable UUID draft, Model page, Locale locale) {
    Who who = Access.partner();
    Writing.At at = writing.at(who, id, draft);
    return show(who, at, at.draft().typed(), page, locale);
  }

  @PostMapping("/clients/{id}/refer/{draft}/place")
  String chosen(
      @PathVariable UUID id,
      @PathVariable UUID draft,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    Writing.At at = writing.at(who, id, draft);
    Optional<Offers.Place> place =
        typed.choice(
            Ask.TARGET,
            code ->
                offers.places(who, Ask.purpose(at.draft()), locale).stream()
                    .filter(one -> one.open() && one.target().equals(code))
                    .findFirst());
    if (place.flatMap(Offers.Place::needed).isPresent()
        && earlier(who, id, List.of(place.get()), locale).stream()
            .noneMatch(option -> typed.has(Ask.BASED_ON, option.value()))) {
      typed.wrong(Ask.BASED_ON, "refer.wrong.needs", place.get().needs().orElse(""));
    }
    if (!typed.isRight()) {
      response.setStatus(422);
      return show(who, at, typed, page, locale);
    }
    transactions.run(
        () -> drafts.keep(who, draft, Ask.only(typed, List.of(Ask.TARGET, Ask.BASED_ON))));
    return "redirect:" + at.address("ground");
  }

  /** What this client was referred to before and ended, such as a decision on support. */
  private List<Option> earlier(Who who, UUID client, List<Offers.Place> places, Locale locale) {
    Set<String> needed =
        places.stream().flatMap(place -> place.needed().stream()).collect(Collectors.toSet());
    return needed.isEmpty() ? List.of() : ended(who, client, needed, locale);
  }

  private List<Option> ended(Who who, UUID client, Set<String> purposes, Locale locale) {
    return transactions.run(() ->
        viewing
            .referrals(
                who,
                new ReferralQuery(
                    who.organisation(),
                    Optional.empty(),
                    Optional.of(who.organisation()),
                    Set.of(ReferralState.COMPLETED),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(client),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    0,
                    50))
            .stream()
            .map(Viewing.Seen::referral)
            .filter(referral -> purposes.contains(referral.purpose().code()))
            .map(referral -> option(referral, locale))
            .toList());
  }

  private Option option(Referral referral, Locale locale) {
    String day =
        referral
            .authored()
            .atZone(DutchTime.ZONE)
            .format(
                DateTimeFormatter.ofPattern(
                    messages.getMessage("format.day", null, locale), locale));
    return new Option(
        referral.order().toString(), vocabulary.label(referral.purpose()).in(locale) + ", " + day);
  }

  private String show(Who who, Writing.At at, Typed typed, Model page, Locale locale) {
    Purpose purpose = Ask.purpose(at.draft());
    List<Offers.Place> places = offers.places(who, purpose, locale);
    writing.show(who, at.person(), Optional.of(at.draft()), page, locale);
    page.addAttribute("typed", typed);
    page.addAttribute("purpose", vocabulary.label(purpose).in(locale));
    page.addAttribute("places", places.stream().filter(Offers.Place::serves).toList());
    page.addAttribute("elsewhere", places.stream().filter(place -> !place.serves()).toList());
    page.addAttribute("earlier", earlier(who, at.person().id(), places, locale));
    page.addAttribute(
        "needs", places.stream().anyMatch(place -> place.open() && place.needs().isPresent()));
    return PAGE;
  }
}
