package nl.eenplan.disclosure;

import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Holding;
import nl.eenplan.ledger.Who;

/** What an organisation contributed itself: it always sees that. */
public final class Own implements Shown {

  private final Facts facts;

  private Own(Facts facts) {
    this.facts = facts;
  }

  /**
   * @param holding whose facts these are
   * @throws IllegalStateException when they are another holder's: a fault of ours
   */
  public static Own of(Who reader, Holding holding, Facts facts) {
    if (!reader.organisation().equals(holding.holder())) {
      throw new IllegalStateException("facts of another holder");
    }
    return new Own(facts);
  }

  @Override
  public <V extends Fact.Value> Stream<V> values(Class<V> type) {
    return facts.values(type);
  }

  @Override
  public <V extends Fact.Value> Stream<V> values(Category category, Class<V> type) {
    return facts.values(category, type);
  }

  @Override
  public Stream<Fact> facts() {
    return facts.facts().stream();
  }
}
