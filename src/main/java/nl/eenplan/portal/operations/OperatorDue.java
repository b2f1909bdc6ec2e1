package nl.eenplan.portal.operations;

import java.util.List;
import java.util.stream.Stream;
import nl.eenplan.exchange.Circuit;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Role;
import nl.eenplan.operations.Delivering;
import nl.eenplan.portal.Due;
import org.springframework.stereotype.Component;

/** What waits for who keeps the hub running. */
@Component
class OperatorDue implements Due {

  private final Delivering delivering;

  OperatorDue(Delivering delivering) {
    this.delivering = delivering;
  }

  @Override
  public boolean isFor(Caller caller) {
    return caller.has(Role.OPERATOR);
  }

  @Override
  public List<Item> of() {
    List<Reached> all = delivering.circuits(true).stream().map(OperatorDue::nameless).toList();
    return Stream.of(Reached.Which.TROUBLE, Reached.Which.WAITING, Reached.Which.DEAD)
        .map(which ->
            new Item(
                which.code(),
                Math.toIntExact(all.stream().filter(which::fits).count()),
                "/operations?show=" + which.code()))
        .toList();
  }

  private static Reached nameless(Circuit circuit) {
    return new Reached(circuit, "");
  }
}
