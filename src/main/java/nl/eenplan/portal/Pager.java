package nl.eenplan.portal;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list, by addresses that can be kept: the filter stays in them.
 *
 * @param previous the address of the page before; empty on the first
 * @param next the address of the page after; empty on the last
 */
public record Pager(int number, Optional<String> previous, Optional<String> next) {

  /** How many stand on a page. */
  public static final int SIZE = 25;

  private static final String PARAMETER = "page";
  private static final int LAST = 400;

  /** A list that was read one longer than the page, to see whether more follows. */
  public record Paged<T>(List<T> rows, Pager pager) {}

  /** How many to pass by. */
  public static int offset(int number) {
    return (within(number) - 1) * SIZE;
  }

  /**
   * @param read from {@link #offset}, at most {@code SIZE + 1}
   */
  public static <T> Paged<T> page(int number, List<T> read) {
    int at = within(number);
    boolean more = read.size() > SIZE && at < LAST;
    return new Paged<>(
        read.subList(0, Math.min(SIZE, read.size())),
        new Pager(
            at,
            Optional.of(at - 1).filter(before -> before > 0).map(Pager::address),
            Optional.of(at + 1).filter(after -> more).map(Pager::address)));
  }

  private static int within(int number) {
    return Math.clamp(number, 1, LAST);
  }

  private static String address(int number) {
    return Here.address().replaceQueryParam(PARAMETER, number).build(true).toUriString();
  }
}
