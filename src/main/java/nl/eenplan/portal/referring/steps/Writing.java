package nl.eenplan.portal.referring.steps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.portal.FactWords;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The client and the draft that each step is about. */
@Component
class Writing {

  private final Persons persons;
  private final Drafts drafts;
  private final Viewing viewing;
  private final FactWords words;
  private final Transactions transactions;

  Writing(
      Persons persons, Drafts drafts, Viewing viewing, FactWords words, Transactions transactions) {
    this.persons = persons;
    this.drafts = drafts;
    this.viewing = viewing;
    this.words = words;
    this.transactions = transactions;
  }

  /** Where somebody is. */
  record At(Person person, Draft draft) {
    String address(String step) {
      return "/clients/" + person.id() + "/refer/" + draft.id() + "/" + step;
    }
  }

  /**
   * @throws Problem NOT_FOUND
   */
  Person client(Who who, UUID id) {
    return transactions.run(() -> held(who, id));
  }

  /**
   * @throws Problem NOT_FOUND
   * @throws Ended when it was sent, or removed
   */
  At at(Who who, UUID client, UUID draft) {
    return transactions.run(() -> here(who, client, draft));
  }

  /** In the transaction that is there. */
  At here(Who who, UUID client, UUID draft) {
    Person person = held(who, client);
    Draft found = drafts.find(who, draft).orElseThrow(() -> Ended.removed("/clients/" + client));
    if (!found.person().equals(Optional.of(client))) {
      throw Problem.of(Problem.Code.NOT_FOUND);
    }
    found
        .became()
        .ifPresent(referral -> {
          throw Ended.sent("/referrals/" + referral);
        });
    return new At(person, found);
  }

  /**
   * The referral in a form that this organisation passes on; empty when it is not its own, or
   * closed to it: a hit would say whom it is about.
   */
  Optional<String> passedOn(Who who, Person person, Typed typed) {
    return Words.uuid(typed.value(Ask.PASS_ON))
        .filter(whole ->
            transactions.run(() ->
                viewing
                    .referral(who, whole)
                    .filter(Viewing.Seen::grounded)
                    .map(Viewing.Seen::referral)
                    .filter(found -> found.owner().equals(Optional.of(who.organisation())))
                    .filter(found -> found.client().equals(person.client()))
                    .isPresent()))
        .map(UUID::toString);
  }

  private Person held(Who who, UUID id) {
    Person person =
        persons
            .heldBy(who.organisation(), id)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    viewing.logOwn(who, "read", List.of(person.client()), Optional.of(id));
    return person;
  }

  /** What each step shows around its form. */
  void show(Who who, Person person, Optional<Draft> draft, Model page, Locale locale) {
    page.addAttribute("id", person.id());
    page.addAttribute(
        "name", transactions.run(() -> words.name(List.of(viewing.own(who, person)), locale)));
    page.addAttribute("draft", draft.map(Draft::id).orElse(null));
  }
}
