package nl.eenplan.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.eenplan.client.Category;
import nl.eenplan.organisation.OrganisationKind;

/**
 * That one category may pass for one purpose from one kind to another: what a change of policy
 * changes, in the smallest pieces.
 *
 * @param actions codes, in the order of {@link Action}, with a space between
 */
public record Released(
    Purpose purpose,
    OrganisationKind from,
    OrganisationKind to,
    boolean emergency,
    Condition condition,
    Category category,
    String actions)
    implements Comparable<Released> {

  /** The first line of a file with these. */
  public static final String HEADER = "purpose,from,to,emergency,condition,category,actions";

  private static final Comparator<Released> ORDER =
      Comparator.comparing((Released tuple) -> tuple.purpose.code())
          .thenComparing(tuple -> tuple.from.code())
          .thenComparing(tuple -> tuple.to.code())
          .thenComparing(Released::emergency)
          .thenComparing(Released::condition)
          .thenComparing(Released::category)
          .thenComparing(Released::actions);

  /** Everything that these rows release; rows that are off release nothing. */
  public static SortedSet<Released> by(Collection<PolicyRow> rows) {
    return rows.stream()
        .filter(row -> row.off().isEmpty())
        .flatMap(row -> row.release().stream().map(category -> of(row, category)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Released of(PolicyRow row, Category category) {
    return new Released(
        row.purpose(),
        row.from(),
        row.to(),
        row.emergency(),
        row.condition(),
        category,
        row.actions().stream().sorted().map(Action::code).collect(Collectors.joining(" ")));
  }

  @Override
  public int compareTo(Released other) {
    return ORDER.compare(this, other);
  }

  /** A line of comma-separated values; no code holds a comma. */
  @Override
  public String toString() {
    return String.join(
        ",",
        purpose.code(),
        from.code(),
        to.code(),
        emergency ? "emergency" : "",
        condition.code(),
        category.code(),
        actions);
  }
}
