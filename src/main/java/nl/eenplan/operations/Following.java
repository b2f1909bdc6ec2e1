package nl.eenplan.operations;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Holding;
import nl.eenplan.client.Persons;
import nl.eenplan.exchange.Deliveries;
import nl.eenplan.exchange.Message;
import nl.eenplan.exchange.MessageSearch;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * Following messages: how far they came, and nothing of what they are about. An operator sees all,
 * everybody else what went to or came from the own.
 */
@Component
public class Following {

  private static final int MOST_OF_ONE = 200;

  private final Deliveries messages;
  private final Persons persons;
  private final Ledger ledger;
  private final AdminAccess access;
  private final Transactions transactions;
  private final Clock clock;

  Following(
      Deliveries messages,
      Persons persons,
      Ledger ledger,
      AdminAccess access,
      Transactions transactions,
      Clock clock) {
    this.messages = messages;
    this.persons = persons;
    this.ledger = ledger;
    this.access = access;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The message, if it is there for the caller. */
  public Optional<Message> find(UUID id) {
    return messages.find(id, party(access.anybody()));
  }

  /**
   * The newest first.
   *
   * @param asked a person in it is for the privacy officer of who holds that record, and goes in
   *     the log; who may see them is filled in here
   * @throws Problem NOT_PERMITTED; NOT_FOUND for somebody else's record
   */
  public List<Message> search(MessageSearch asked) {
    Optional<UUID> person = asked.person();
    Who who = person.isPresent() ? access.officer() : access.anybody();
    Optional<OrganisationCode> party =
        person.isPresent() ? Optional.of(who.organisation()) : party(who);
    // Without a subject only what came to the own organisation, which has an index.
    MessageSearch search =
        asked.seenBy(party).to(party.filter(own -> !asked.hasSubject()).or(asked::partner));
    return transactions.run(() -> {
      person.ifPresent(id -> logOn(who, id));
      return messages.search(search);
    });
  }

  /** What was told about the same, the oldest first; the message alone when it is about nothing. */
  public List<Message> beside(Message message) {
    return message
        .referral()
        .map(referral ->
            search(
                MessageSearch.newest(MOST_OF_ONE)
                    .about(Optional.of(referral), Optional.empty(), Optional.empty())))
        .orElse(List.of(message))
        .stream()
        .sorted(Comparator.comparingLong(Message::cursor))
        .toList();
  }

  /** How those stand that an operator sent again under one number. */
  public Map<Message.State, Integer> ofReplay(UUID replay) {
    access.operator();
    return messages.ofReplay(replay);
  }

  /** Those of these that there are, for an operator. */
  public List<Message> these(List<UUID> ids) {
    access.operator();
    return messages.find(ids);
  }

  /** By which the hub knows a sender's own number, such as {@code urn:lv|zaak-12}. */
  public String digest(String identifier) {
    return persons.digest(identifier);
  }

  /** Somebody else's record, and one that does not exist, are the same. */
  private void logOn(Who who, UUID person) {
    Holding holding =
        persons
            .holding(person)
            .filter(held -> held.holder().equals(who.organisation()))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    ledger.append(
        Entry.of(
            clock.instant(),
            Entry.Kind.SEARCH,
            Entry.Outcome.PERMITTED,
            Optional.empty(),
            who,
            List.of(holding.client()),
            "search-messages",
            Optional.empty()));
  }

  private Optional<OrganisationCode> party(Who who) {
    return access.isOperator() ? Optional.empty() : Optional.of(who.organisation());
  }
}
