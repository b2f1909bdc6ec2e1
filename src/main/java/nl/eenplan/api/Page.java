package nl.eenplan.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.api.json.ListJson;
import nl.eenplan.problem.Problem;

/**
 * A page of a list. Each page is a search of its own, and so a decision of its own; a total is
 * given only when all is on this page, so that it counts nothing that was not shown.
 *
 * @param number from 1
 * @param size 20 unless asked otherwise, 100 at most
 */
record Page(int number, int size) {

  private static final int DEFAULT = 20;
  private static final int MOST = 100;
  private static final int FARTHEST = 10_000;
  private static final Set<String> KEYS = Set.of("page", "pageSize");

  static Set<String> and(String... keys) {
    Set<String> all = new HashSet<>(KEYS);
    all.addAll(List.of(keys));
    return Set.copyOf(all);
  }

  /**
   * @throws Problem INVALID
   */
  static Page of(Asked asked) {
    return new Page(
        number(asked, "page", FARTHEST).orElse(1), number(asked, "pageSize", MOST).orElse(DEFAULT));
  }

  private static Optional<Integer> number(Asked asked, String key, int most) {
    return asked
        .one(key)
        .map(text ->
            Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= most)
                .orElseThrow(
                    () -> Problem.of(Problem.Code.INVALID, "?" + key + " (1-" + most + ")")));
  }

  int offset() {
    return (number - 1) * size;
  }

  /** One more than fits, to know whether there is a next page. */
  int fetch() {
    return size + 1;
  }

  /**
   * @param found up to {@link #fetch}, all of which the caller may see
   */
  <F, T> ListJson<T> list(Asked asked, List<F> found, Function<F, T> write) {
    boolean more = found.size() > size;
    return new ListJson<>(
        found.stream().limit(size).map(write).toList(),
        more || number > 1 ? Optional.empty() : Optional.of(found.size()),
        new ListJson.Links(
            link(asked, number), more ? Optional.of(link(asked, number + 1)) : Optional.empty()));
  }

  private static String link(Asked asked, int page) {
    Stream<String> kept =
        asked.query().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("page"))
            .sorted(Map.Entry.comparingByKey())
            .flatMap(entry ->
                entry.getValue().stream().map(value -> entry.getKey() + "=" + encode(value)));
    return asked.url()
        + Stream.concat(kept, Stream.of("page=" + page)).collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
