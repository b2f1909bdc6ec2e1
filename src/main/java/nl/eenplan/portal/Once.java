package nl.eenplan.portal;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import nl.eenplan.door.Inbox;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import org.springframework.stereotype.Component;

/**
 * A form that is sent twice (a double click, a reload) has one effect, and leads to the same page.
 * Each form carries a number of its own in {@link #FIELD}.
 */
@Component
public class Once {

  /** The name of the hidden field. */
  public static final String FIELD = "once";

  private final Inbox inbox;
  private final Transactions transactions;

  Once(Inbox inbox, Transactions transactions) {
    this.inbox = inbox;
    this.transactions = transactions;
  }

  /** For a form that is shown. */
  public static String number() {
    return UUID.randomUUID().toString();
  }

  /** The number of a form; a new one where it has none. */
  public static UUID of(Typed typed) {
    return Words.uuid(typed.value(FIELD)).orElseGet(UUID::randomUUID);
  }

  /**
   * @param work in one transaction; gives where to go next, without anything of a client in it
   * @return where to go next, now or at the first time
   * @throws Problem MISSING without a number; FORM_SENT_BEFORE with other words
   */
  public String run(Who who, Typed typed, Supplier<String> work) {
    String number =
        Words.uuid(typed.value(FIELD))
            .map(UUID::toString)
            .orElseThrow(() -> Problem.of(Problem.Code.MISSING, FIELD));
    Repeat repeat = inbox.known(who.user() + number, typed.words());
    return transactions.run(() -> {
      return first(who, repeat)
          .orElseGet(() -> {
            String next = work.get();
            inbox.answered(who.organisation(), Inbox.Door.PORTAL, repeat, next);
            return next;
          });
    });
  }

  /** Somebody who went back and typed something else is told that it was not kept. */
  private Optional<String> first(Who who, Repeat repeat) {
    try {
      return inbox.first(who.organisation(), Inbox.Door.PORTAL, repeat);
    } catch (Problem other) {
      throw Problem.of(Problem.Code.FORM_SENT_BEFORE);
    }
  }
}
