package nl.eenplan.referral;

import java.util.Optional;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Orders.Asks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The one way for a door to ask something for a client. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class OrderEntry {

  private final Orders orders;
  private final Viewing viewing;

  OrderEntry(Orders orders, Viewing viewing) {
    this.orders = orders;
    this.viewing = viewing;
  }

  /**
   * Keeps a new order.
   *
   * @return the order, or the one that this message made the first time that it came
   * @throws Problem UNKNOWN_REFERENCE (what it follows from), SAME_ID_OTHER_CONTENT
   */
  public Order record(Who who, Asks asks, Optional<Repeat> repeat) {
    if (asks.basedOn().isPresent()) {
      Optional<Order> first = repeat.flatMap(again -> orders.first(who.organisation(), again));
      if (first.isPresent()) {
        return first.get();
      }
      viewing.checkOrigin(who, asks);
    }
    return orders.record(who.organisation(), asks, repeat);
  }
}
