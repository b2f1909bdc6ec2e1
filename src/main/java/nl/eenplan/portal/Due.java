package nl.eenplan.portal;

import java.util.List;
import nl.eenplan.identity.Caller;

/**
 * What waits for somebody, for the page where everybody begins: each kind of work tells its own.
 */
public interface Due {

  /**
   * Something to look at.
   *
   * @param code {@code start.due.<code>} says it
   * @param number how many there are, also when there are none
   * @param address where they are
   */
  record Item(String code, int number, String address) {}

  boolean isFor(Caller caller);

  /** In the transaction that is there. */
  List<Item> of();
}
