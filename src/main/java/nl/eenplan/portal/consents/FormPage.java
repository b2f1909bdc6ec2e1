package nl.eenplan.portal.consents;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A form on paper, for a client who would rather read and sign than talk. */
@Controller
class FormPage {

  /** Of the words on the form; it changes with them. */
  static final String TEXT_VERSION = "formulier 1";

  private final Subjects subjects;
  private final Offer offer;
  private final ConsentWording wording;
  private final Vocabulary vocabulary;
  private final Transactions transactions;
  private final Clock clock;

  FormPage(
      Subjects subjects,
      Offer offer,
      ConsentWording wording,
      Vocabulary vocabulary,
      Transactions transactions,
      Clock clock) {
    this.subjects = subjects;
    this.offer = offer;
    this.wording = wording;
    this.vocabulary = vocabulary;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** {@code ?purpose=&recipient=&category=}: codes only, since addresses are kept. */
  @GetMapping("/clients/{id}/consents/form")
  ModelAndView form(
      @PathVariable UUID id, @RequestParam MultiValueMap<String, String> asked, Locale locale) {
    Who who = Access.partner();
    return transactions.run(() -> {
      Subject subject = subjects.find(who, id);
      Typed typed = Typed.of(asked);
      ConsentWording.Words words = wording.in(locale);
      LocalDate today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
      Choices choices =
          offer.of(
              who.organisation(),
              false,
              vocabulary.purpose(typed.value("purpose")),
              ConsentReading.recipients(typed),
              today,
              locale);
      Set<String> wanted = Set.copyOf(typed.all("category"));
      List<Choices.Choice> shown =
          choices.categories().stream()
              .filter(one -> wanted.isEmpty() || wanted.contains(one.code()))
              .toList();
      ModelAndView page = new ModelAndView("portal/consents/form");
      page.addObject("person", id);
      page.addObject("name", subject.name());
      page.addObject("typed", typed);
      page.addObject("choices", choices);
      page.addObject("shown", shown);
      page.addObject("holder", words.name(who.organisation()));
      page.addObject(
          "why",
          vocabulary
              .purpose(typed.value("purpose"))
              .map(purpose -> vocabulary.label(purpose).in(locale))
              .orElse(""));
      page.addObject(
          "whom", ConsentReading.recipients(typed).stream().map(words::name).sorted().toList());
      page.addObject("version", TEXT_VERSION);
      return page;
    });
  }
}
