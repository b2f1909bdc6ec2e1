package nl.eenplan.portal.consents;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.WhoHelps;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Who helps this client already, as far as one may know. */
@Controller
class InvolvedPage {

  private static final Set<ReferralState> WORKING =
      Set.of(ReferralState.ACCEPTED, ReferralState.IN_PROGRESS, ReferralState.ON_HOLD);

  private final Subjects subjects;
  private final WhoHelps whoHelps;
  private final Sent sent;
  private final ConsentWording wording;
  private final Transactions transactions;

  InvolvedPage(
      Subjects subjects,
      WhoHelps whoHelps,
      Sent sent,
      ConsentWording wording,
      Transactions transactions) {
    this.subjects = subjects;
    this.whoHelps = whoHelps;
    this.sent = sent;
    this.wording = wording;
    this.transactions = transactions;
  }

  @GetMapping("/clients/{id}/involved")
  ModelAndView involved(@PathVariable UUID id, Locale locale) {
    Who who = Access.partner();
    return transactions.run(() -> {
      Subject subject = subjects.find(who, id);
      ConsentWording.Words words = wording.in(locale);
      List<String> asked =
          sent.of(who, id).stream()
              .filter(referral -> WORKING.contains(referral.state()))
              .map(Referral::owner)
              .flatMap(Optional::stream)
              .map(words::name)
              .distinct()
              .sorted()
              .toList();
      ModelAndView page = new ModelAndView("portal/consents/involved");
      page.addObject("person", id);
      page.addObject("name", subject.name());
      page.addObject("asked", asked);
      page.addObject(
          "others",
          whoHelps.of(who, subject.client(), id).stream()
              .map(words::name)
              .filter(other -> !asked.contains(other))
              .sorted()
              .toList());
      return page;
    });
  }
}
