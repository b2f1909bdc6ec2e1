package nl.eenplan.portal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a table is sorted, as its address says: {@code ?sort=due} or {@code ?sort=-due}.
 *
 * @param key of a column
 */
public record Sorting(String key, boolean descending) {

  private static final String PARAMETER = "sort";

  /** As asked, or else as the list stands by itself. */
  public static Sorting of(Optional<String> asked, String usual) {
    String said = asked.filter(sort -> sort.length() <= 40).orElse(usual);
    return said.startsWith("-") ? new Sorting(said.substring(1), true) : new Sorting(said, false);
  }

  /** For {@code aria-sort}; null on the other columns. */
  public @Nullable String order(String column) {
    if (!column.equals(key)) {
      return null;
    }
    return descending ? "descending" : "ascending";
  }

  /** Where a click on this column leads: sorted by it, or the other way round. */
  public String address(String column) {
    boolean turn = column.equals(key) && !descending;
    return Here.address()
        .replaceQueryParam("page")
        .replaceQueryParam(PARAMETER, turn ? "-" + column : column)
        .build(true)
        .toUriString();
  }
}
