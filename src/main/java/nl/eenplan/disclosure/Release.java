package nl.eenplan.disclosure;

import java.util.List;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;

/**
 * What the gate lets out of another holder's data, at this moment, to this recipient: the only
 * thing that a page, a message or an API can show. Only {@link Gate} makes one.
 */
public final class Release implements Shown {

  private static final Facts SECRET_ADDRESS =
      new Facts(List.of(Fact.of(Category.PROTECTED_ADDRESS, new Fact.SecretAddress())));

  private final Decision.Permit permit;
  private final Facts facts;

  Release(Decision.Permit permit, Facts held) {
    this.permit = permit;
    Facts released = held.only(permit.released().minus(unmarked(permit, held)));
    this.facts = permit.secretAddress() ? released.and(SECRET_ADDRESS) : released;
  }

  /** The record may be of before its mark was taken off: a marked address goes with the mark. */
  private static Categories unmarked(Decision.Permit permit, Facts held) {
    return held.categories().minus(permit.released()).contains(Category.PROTECTED_ADDRESS)
        ? Judgement.WHEREABOUTS
        : Categories.NONE;
  }

  public Decision.Permit permit() {
    return permit;
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
