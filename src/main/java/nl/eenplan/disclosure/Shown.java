package nl.eenplan.disclosure;

import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;

/**
 * What may be shown to somebody: a holder's own words, or of another holder's what the gate lets
 * out.
 */
public sealed interface Shown permits Own, Release {

  <V extends Fact.Value> Stream<V> values(Class<V> type);

  <V extends Fact.Value> Stream<V> values(Category category, Class<V> type);

  /** The facts themselves, for those who need to know under which category each stands. */
  Stream<Fact> facts();
}
