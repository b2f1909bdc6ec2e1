package nl.eenplan.client;

import java.util.List;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A holder looks for its own records of clients, by a part of the name or by the BSN. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class OwnClients {

  private static final int MOST_OPENED = 200;

  private final Persons persons;
  private final NameIndex names;

  OwnClients(Persons persons, NameIndex names) {
    this.persons = persons;
    this.names = names;
  }

  /**
   * What was found.
   *
   * @param more whether there may be others
   */
  public record Found(List<Person> persons, boolean more) {}

  /** Whether there is something in it to look for. */
  public static boolean isName(String typed) {
    return !NameWords.of(typed).isEmpty();
  }

  /** By how the words of the name begin, in any order, with or without accents. */
  public Found named(OrganisationCode holder, String typed) {
    List<String> words = NameWords.of(typed);
    if (words.isEmpty()) {
      return new Found(List.of(), false);
    }
    var candidates = names.find(holder, words, MOST_OPENED + 1);
    return new Found(
        persons.heldBy(holder, candidates.stream().limit(MOST_OPENED).toList()).stream()
            .filter(person -> NameWords.match(words, person.facts()))
            .toList(),
        candidates.size() > MOST_OPENED);
  }
}
