package nl.eenplan.portal.consents;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Passing;
import org.springframework.stereotype.Component;

/** Looks up of whom a page is: one's own client, or one who was referred to one with a ground. */
@Component
class Subjects {

  private final Persons persons;
  private final Viewing viewing;

  Subjects(Persons persons, Viewing viewing) {
    this.persons = persons;
    this.viewing = viewing;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  Subject find(Who who, UUID id) {
    Optional<Person> own = persons.heldBy(who.organisation(), id);
    if (own.isPresent()) {
      viewing.logOwn(who, "read", List.of(own.get().client()), Optional.of(id));
      return subject(who, own.get(), List.of(viewing.own(who, own.get())));
    }
    Passing<Person> passing =
        viewing.person(who, id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    return subject(who, passing.held(), passing.releases());
  }

  private Subject subject(Who who, Person person, List<? extends Shown> shown) {
    return new Subject(
        person.id(),
        person.client(),
        name(shown),
        persons.born(person.client(), who.organisation()));
  }

  private static String name(List<? extends Shown> shown) {
    return shown.stream()
        .flatMap(one -> one.values(Fact.PersonName.class))
        .findFirst()
        .map(name ->
            name.text()
                .orElseGet(() ->
                    Stream.concat(name.given().stream(), name.family().stream())
                        .collect(Collectors.joining(" "))))
        .orElse("");
  }
}
