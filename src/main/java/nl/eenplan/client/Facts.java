package nl.eenplan.client;

import java.util.List;
import java.util.stream.Stream;

/** What one holder recorded in one place about one client. */
public record Facts(List<Fact> facts) {

  public static final Facts NONE = new Facts(List.of());

  public Facts {
    facts = List.copyOf(facts);
  }

  /** All categories that occur, labels included. */
  public Categories categories() {
    return facts.stream().map(Fact::all).reduce(Categories.NONE, Categories::or);
  }

  /** The facts of which the category and every label are in {@code released}. */
  public Facts only(Categories released) {
    return new Facts(facts.stream().filter(fact -> released.containsAll(fact.all())).toList());
  }

  public Facts and(Facts other) {
    return new Facts(Stream.concat(facts.stream(), other.facts.stream()).toList());
  }

  /** The same without the words beside a reason, which go with that reason. */
  public Facts withoutReasonText() {
    return new Facts(
        facts.stream().filter(fact -> !(fact.value() instanceof Fact.ReasonText)).toList());
  }

  public int size() {
    return facts.size();
  }

  public <V extends Fact.Value> Stream<V> values(Class<V> type) {
    return facts.stream().map(Fact::value).filter(type::isInstance).map(type::cast);
  }

  public <V extends Fact.Value> Stream<V> values(Category category, Class<V> type) {
    return facts.stream()
        .filter(fact -> fact.category() == category)
        .map(Fact::value)
        .filter(type::isInstance)
        .map(type::cast);
  }

  /** Never the values: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "Facts" + categories();
  }
}
