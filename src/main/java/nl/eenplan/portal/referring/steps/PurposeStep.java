package nl.eenplan.portal.referring.steps;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import nl.eenplan.client.Person;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Step 1: what the client wants. */
@Controller
class PurposeStep {

  private static final String PAGE = "portal/referring/step-purpose";

  private final Writing writing;
  private final Drafts drafts;
  private final Offers offers;
  private final Transactions transactions;

  PurposeStep(Writing writing, Drafts drafts, Offers offers, Transactions transactions) {
    this.writing = writing;
    this.drafts = drafts;
    this.offers = offers;
    this.transactions = transactions;
  }

  /** {@code ?pass-on=}: the referral that somebody passes on. */
  @GetMapping("/clients/{id}/refer")
  String begin(
      @PathVariable UUID id,
      @RequestParam(name = Ask.PASS_ON, defaultValue = "") String passOn,
      Model page,
      Locale locale) {
    Who who = Access.partner();
    Typed typed = Typed.with(Map.of(Ask.PASS_ON, passOn));
    return show(who, writing.client(who, id), Optional.empty(), typed, page, locale);
  }

  @GetMapping("/clients/{id}/refer/{draft}/purpose")
  String again(@PathVariable UUID id, @PathVariable UUID draft, Model page, Locale locale) {
    Who who = Access.partner();
    Writing.At at = writing.at(who, id, draft);
    return show(who, at.person(), Optional.of(at.draft()), at.draft().typed(), page, locale);
  }

  @PostMapping("/clients/{id}/refer")
  String begun(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who who = Access.partner();
    Person person = writing.client(who, id);
    Typed typed = Typed.of(fields);
    Optional<String> purpose = purpose(who, typed, locale);
    if (purpose.isEmpty()) {
      response.setStatus(422);
      return show(who, person, Optional.empty(), typed, page, locale);
    }
    Map<String, List<String>> said = new TreeMap<>(said(purpose.get()));
    writing.passedOn(who, person, typed).ifPresent(whole -> said.put(Ask.PASS_ON, List.of(whole)));
    UUID draft =
        transactions.run(() -> drafts.begin(who, Once.of(typed), Optional.of(id), said).id());
    return "redirect:/clients/" + id + "/refer/" + draft + "/place";
  }

  @PostMapping("/clients/{id}/refer/{draft}/purpose")
  String changed(
      @PathVariable UUID id,
      @PathVariable UUID draft,
      @RequestParam MultiValueMap<String, String> fields,
      Model page,
      Locale locale,
      HttpServletResponse response) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    Writing.At at = writing.at(who, id, draft);
    Optional<String> purpose = purpose(who, typed, locale);
    if (purpose.isEmpty()) {
      response.setStatus(422);
      return show(who, at.person(), Optional.of(at.draft()), typed, page, locale);
    }
    transactions.run(() -> drafts.keep(who, draft, said(purpose.get())));
    return "redirect:" + at.address("place");
  }

  private Optional<String> purpose(Who who, Typed typed, Locale locale) {
    List<Option> purposes = offers.purposes(who, locale, service -> true);
    return typed.choice(
        Ask.PURPOSE, code -> purposes.stream().map(Option::value).filter(code::equals).findFirst());
  }

  private static Map<String, List<String>> said(String purpose) {
    return Map.of(Ask.PURPOSE, List.of(purpose));
  }

  private String show(
      Who who, Person person, Optional<Draft> draft, Typed typed, Model page, Locale locale) {
    writing.show(who, person, draft, page, locale);
    page.addAttribute("typed", typed);
    page.addAttribute("once", Once.number());
    page.addAttribute("passedOn", writing.passedOn(who, person, typed).orElse(null));
    page.addAttribute("purposes", offers.purposes(who, locale, service -> true));
    return PAGE;
  }
}
