package nl.eenplan.client;

import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/**
 * Records that were kept before there was a {@link NameIndex} are found by name as well: some at a
 * time, by any number of hubs, and after a stop from where it was.
 */
@Component
class NamesOfBefore {

  private static final Logger LOG = LoggerFactory.getLogger(NamesOfBefore.class);
  private static final int SOME = 50;

  private final JdbcClient database;
  private final Persons persons;
  private final NameIndex names;
  private final TransactionTemplate transactions;

  NamesOfBefore(
      JdbcClient database, Persons persons, NameIndex names, TransactionTemplate transactions) {
    this.database = database;
    this.persons = persons;
    this.names = names;
    this.transactions = transactions;
  }

  @Scheduled(fixedDelayString = "${eenplan.names-of-before:PT2S}")
  void keepSome() {
    database
        .sql("select id from person where not named order by id limit ?")
        .param(SOME)
        .query(UUID.class)
        .list()
        .forEach(this::keep);
  }

  /** One that cannot be read is found no more than before, and holds up no other. */
  private void keep(UUID id) {
    try {
      transactions.executeWithoutResult(begun -> {
        hold(id)
            .flatMap(persons::find)
            .ifPresent(person -> names.keep(person.id(), person.holder(), person.facts()));
        done(id);
      });
    } catch (IllegalStateException | JacksonException unreadable) {
      LOG.warn("Record {} cannot be opened to find it by name", id);
      transactions.executeWithoutResult(begun -> done(id));
    }
  }

  /**
   * Until the end: whoever changes the name at this moment is not written over with the old one.
   */
  private Optional<UUID> hold(UUID id) {
    return database
        .sql("select id from person where id = ? and not named for update")
        .param(id)
        .query(UUID.class)
        .optional();
  }

  private void done(UUID id) {
    database.sql("update person set named = true where id = ?").param(id).update();
  }
}
