package nl.eenplan.portal.referring;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Person;
import nl.eenplan.disclosure.Own;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.FactWords;
import nl.eenplan.referral.DueTerms;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Component;

/** An own client in one line of a list. */
@Component
public class ClientLines {

  private final Viewing viewing;
  private final FactWords words;

  ClientLines(Viewing viewing, FactWords words) {
    this.viewing = viewing;
    this.words = words;
  }

  /**
   * One client.
   *
   * @param born in words; empty when the record does not say
   * @param due what has to be done first; empty when nothing has
   */
  public record Line(
      UUID id,
      String name,
      Optional<String> born,
      Optional<String> city,
      Optional<Due> due,
      ZonedDateTime changed) {}

  /**
   * @param kind of the term, as {@code term.<kind>} names it
   * @param badge how urgent it is, as the fragment {@code badge} knows it
   */
  public record Due(UUID referral, String kind, ZonedDateTime at, String badge) {}

  public Line of(Who who, Person person, List<DueTerms.Item> due, Locale locale) {
    Own own = viewing.own(who, person);
    return new Line(
        person.id(),
        words.name(List.of(own), locale),
        own.values(Fact.BirthDate.class).findFirst().map(birth -> words.say(birth, locale)),
        own.values(Fact.Place.class).findFirst().map(Fact.Place::city),
        due.stream().findFirst().map(ClientLines::due),
        person.updated().atZone(DutchTime.ZONE));
  }

  static Due due(DueTerms.Item item) {
    return new Due(
        item.referral(),
        item.kind(),
        item.due().atZone(DutchTime.ZONE),
        switch (item.standing()) {
          case MISSED -> "danger";
          case TODAY, THIS_WEEK -> "warning";
          case LATER, ON_HOLD -> "neutral";
        });
  }
}
