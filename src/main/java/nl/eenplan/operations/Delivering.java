package nl.eenplan.operations;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.exchange.Circuit;
import nl.eenplan.exchange.Circuits;
import nl.eenplan.exchange.Deliveries;
import nl.eenplan.exchange.Message;
import nl.eenplan.exchange.Replays;
import nl.eenplan.exchange.Replays.Part;
import nl.eenplan.exchange.Replays.Selection;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** Whether partners are reached, and sending again what did not arrive. */
@Component
public class Delivering {

  /** How many can be sent again by name. */
  public static final int MOST_IDS = 1000;

  private final Circuits circuits;
  private final Deliveries messages;
  private final Replays replays;
  private final AdminAccess access;
  private final Transactions transactions;

  Delivering(
      Circuits circuits,
      Deliveries messages,
      Replays replays,
      AdminAccess access,
      Transactions transactions) {
    this.circuits = circuits;
    this.messages = messages;
    this.replays = replays;
    this.access = access;
    this.transactions = transactions;
  }

  /**
   * By code, for an operator.
   *
   * @param all also those that are closed
   */
  public List<Circuit> circuits(boolean all) {
    access.operator();
    return circuits.list(all);
  }

  /**
   * @throws Problem NOT_FOUND, NOT_PERMITTED
   */
  public Circuit circuit(String code) {
    OrganisationCode organisation = access.organisation(code).code();
    access.administratorOf(organisation);
    return circuits.of(organisation).orElseThrow();
  }

  /**
   * Does not wait for the next try; opens a lane that was stopped.
   *
   * @throws Problem NOT_FOUND, NOT_PERMITTED
   */
  public Circuit tryNow(String code) {
    return transactions.run(() -> {
      OrganisationCode organisation = access.organisation(code).code();
      Who who = access.administratorOf(organisation);
      circuits.tryNow(organisation);
      access.log(who, organisation, "delivery-tried", "circuit");
      return circuits.of(organisation).orElseThrow();
    });
  }

  /**
   * A message about nothing, by the way that all go.
   *
   * @return its id
   * @throws Problem NOT_FOUND, NOT_PERMITTED
   */
  public UUID test(String code) {
    return transactions.run(() -> {
      OrganisationCode organisation = access.organisation(code).code();
      Who who = access.administratorOf(organisation);
      UUID message = replays.test(organisation);
      access.log(who, organisation, "test-sent", "test");
      return message;
    });
  }

  /**
   * Sends again, in parts, so that no row is held for long; each part is in the log with its
   * effect.
   *
   * @param replay the number under which; asked for once more, it goes on where it was broken off
   * @return how many wait for their turn again
   * @throws Problem NOT_PERMITTED, TOO_MANY, MISSING
   */
  public int replay(Selection selection, UUID replay) {
    Who who = access.administratorOf(selection.partner());
    check(selection);
    int counted = 0;
    Part part = new Part(1, 0);
    while (part.counted() > 0) {
      long after = part.last();
      part =
          transactions.run(() -> {
            Part next = replays.replay(selection, replay, after);
            if (next.counted() > 0) {
              access.log(
                  who,
                  selection.partner(),
                  "messages-replayed",
                  selection.delivered() ? "delivered" : "dead-lettered");
            }
            return next;
          });
      counted += part.counted();
    }
    return counted;
  }

  /**
   * How these dead letters can be sent again: a selection for each partner.
   *
   * @throws Problem NOT_PERMITTED, TOO_MANY
   */
  public List<Selection> these(Collection<UUID> ids) {
    access.operator();
    if (ids.size() > MOST_IDS) {
      throw Problem.of(Problem.Code.TOO_MANY, "messages");
    }
    Map<OrganisationCode, List<UUID>> byPartner =
        messages.find(ids).stream()
            .collect(
                Collectors.groupingBy(
                    Message::partner,
                    LinkedHashMap::new,
                    Collectors.mapping(Message::id, Collectors.toList())));
    return byPartner.entrySet().stream()
        .map(some -> Selection.these(some.getKey(), some.getValue()))
        .toList();
  }

  /**
   * How many would be sent again, counted up to a thousand.
   *
   * @throws Problem NOT_PERMITTED, TOO_MANY, MISSING
   */
  public int count(Selection selection) {
    access.administratorOf(selection.partner());
    check(selection);
    return transactions.run(() -> replays.count(selection));
  }

  /** By name only a thousand, and of what arrived not all that there ever was. */
  private static void check(Selection selection) {
    if (selection.ids().size() > MOST_IDS) {
      throw Problem.of(Problem.Code.TOO_MANY, "messages");
    }
    if (selection.delivered() && selection.ids().isEmpty() && selection.from().isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "from");
    }
  }
}
