package nl.eenplan.door;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Persons;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was answered to which message, written in the transaction of its effect: the same message
 * again gets the first answer and has no second effect.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Inbox {

  private final JdbcClient database;
  private final Persons persons;
  private final Clock clock;

  Inbox(JdbcClient database, Persons persons, Clock clock) {
    this.database = database;
    this.persons = persons;
    this.clock = clock;
  }

  /** Each numbers its messages apart. */
  public enum Door {
    QUEUE,
    API,
    PORTAL
  }

  /**
   * How to know a message when it comes again. Its number and its words are kept as keyed digests.
   *
   * @param number the sender's own, which may hold anything
   */
  @Transactional(propagation = Propagation.SUPPORTS)
  public Repeat known(String number, String message) {
    return new Repeat(persons.digest(number), persons.digest(message));
  }

  /**
   * The first answer to this message; empty when it did not come before. A twin of it that comes at
   * the same moment waits until this transaction ends.
   *
   * @throws Problem SAME_ID_OTHER_CONTENT
   */
  public Optional<String> first(OrganisationCode sender, Door door, Repeat message) {
    waitForTwins(sender, door, message);
    return database
        .sql("select digest, answer from inbox where sender = ? and door = ? and number = ?")
        .params(sender.value(), door.name(), message.businessId())
        .query((row, n) -> {
          message.refuseOtherContent(row.getString("digest"));
          return row.getString("answer");
        })
        .optional();
  }

  private void waitForTwins(OrganisationCode sender, Door door, Repeat message) {
    UUID key =
        UUID.nameUUIDFromBytes(
            (sender + "|" + door + "|" + message.businessId()).getBytes(StandardCharsets.UTF_8));
    database
        .sql("select pg_advisory_xact_lock(?)")
        .param(key.getMostSignificantBits())
        .query((row, n) -> 0)
        .single();
  }

  /**
   * @param answer without anything of a client in it
   */
  public void answered(OrganisationCode sender, Door door, Repeat message, String answer) {
    database
        .sql(
            """
            insert into inbox (sender, door, number, digest, answer, received)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            sender.value(),
            door.name(),
            message.businessId(),
            message.digest(),
            answer,
            clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
