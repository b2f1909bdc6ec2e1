package nl.eenplan.portal.referring;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Own;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.FactWords;
import nl.eenplan.portal.consents.ConsentList;
import nl.eenplan.portal.referring.steps.Drafts;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Contact;
import nl.eenplan.referral.Contacts;
import nl.eenplan.referral.DueTerms;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** All that the own organisation wrote down of one client, and what goes on. */
@Controller
class ClientPage {

  private static final int MOST_REFERRALS = 25;
  private static final int MOST_CONTACTS = 10;

  private final Persons persons;
  private final Viewing viewing;
  private final Contacts contacts;
  private final DueTerms terms;
  private final Drafts drafts;
  private final ConsentList consents;
  private final FactWords words;
  private final ReferralLines lines;
  private final Transactions transactions;

  ClientPage(
      Persons persons,
      Viewing viewing,
      Contacts contacts,
      DueTerms terms,
      Drafts drafts,
      ConsentList consents,
      FactWords words,
      ReferralLines lines,
      Transactions transactions) {
    this.persons = persons;
    this.viewing = viewing;
    this.contacts = contacts;
    this.terms = terms;
    this.drafts = drafts;
    this.consents = consents;
    this.words = words;
    this.lines = lines;
    this.transactions = transactions;
  }

  /**
   * A contact, or an invitation to one.
   *
   * @param kind as {@code contact.<kind>} names it
   */
  record Met(String kind, ZonedDateTime at, Optional<ZonedDateTime> talk) {
    static Met of(Contact contact) {
      return new Met(
          contact.kind().code(),
          contact.at().atZone(DutchTime.ZONE),
          contact.talk().map(day -> day.atZone(DutchTime.ZONE)));
    }
  }

  @GetMapping("/clients/{id}")
  String show(@PathVariable UUID id, Model page, Locale locale) {
    Who who = Access.partner();
    return transactions.run(() -> {
      Optional<Person> found = persons.heldBy(who.organisation(), id);
      if (found.isEmpty()) {
        viewing.logRefusal(who, id, Optional.empty());
        throw Problem.of(Problem.Code.NOT_FOUND);
      }
      Person person = found.get();
      viewing.logOwn(who, "read", List.of(person.client()), Optional.of(id));
      Own own = viewing.own(who, person);
      page.addAttribute("id", id);
      page.addAttribute("name", words.name(List.of(own), locale));
      page.addAttribute("facts", words.lines(List.of(own), locale));
      page.addAttribute(
          "referrals",
          lines.of(
              viewing.referrals(
                  who,
                  SentPage.of(
                      who.organisation(), Set.of(), Set.of(), Set.of(id), 0, MOST_REFERRALS)),
              locale));
      page.addAttribute(
          "contacts", contacts.ofClient(who, person, MOST_CONTACTS).stream().map(Met::of).toList());
      page.addAttribute(
          "due",
          terms.ofClients(who, List.of(id)).getOrDefault(id, List.of()).stream()
              .map(ClientLines::due)
              .toList());
      page.addAttribute("drafts", drafts.of(who, id));
      page.addAttribute("consents", consents.of(who, person.client(), locale));
      return "portal/referring/client";
    });
  }
}
