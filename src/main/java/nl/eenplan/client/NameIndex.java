package nl.eenplan.client;

import java.util.List;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds a holder's own records by a name that is itself sealed (a blind index). Kept is a keyed
 * digest of the first three, and the first five, letters of each word; the key is outside the
 * database, and each holder has other digests. Who steals the database learns no name, and not that
 * two holders know the same person; at most that some records of one holder begin alike. Whole
 * names are not in it: what is found is opened and looked at again, never more than {@code most}
 * records, so that a search costs the same among a hundred clients and a hundred thousand.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class NameIndex {

  private final JdbcClient database;
  private final Keys keys;

  NameIndex(JdbcClient database, Keys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** From now on the record is found by these facts, and no longer by those of before. */
  void keep(UUID person, OrganisationCode holder, Facts facts) {
    database
        .sql(
            """
            with now as (select unnest(:words::bigint[]) as word),
            gone as (
              delete from person_name where person = :person and word <> all(:words::bigint[]))
            insert into person_name (person, holder, word)
            select :person, :holder, word from now
            on conflict do nothing
            """)
        .param(
            "words",
            digests(holder, NameWords.of(facts).stream().flatMap(NameWords::beginnings).toList()))
        .param("person", person)
        .param("holder", holder.value())
        .update();
  }

  /** Records in which each of these words may begin a word of the name. */
  List<UUID> find(OrganisationCode holder, List<String> words, int most) {
    Long[] digests = digests(holder, words.stream().map(NameWords::beginning).toList());
    return database
        .sql(
            """
            select person from person_name where holder = ? and word = any(?)
            group by person having count(*) = ? limit ?
            """)
        .param(holder.value())
        .param(digests)
        .param(digests.length)
        .param(most)
        .query(UUID.class)
        .list();
  }

  private Long[] digests(OrganisationCode holder, List<String> beginnings) {
    return beginnings.stream()
        .distinct()
        .map(word -> keys.nameWord(holder.value(), word))
        .distinct()
        .sorted()
        .toArray(Long[]::new);
  }
}
