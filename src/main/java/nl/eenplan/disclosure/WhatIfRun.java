package nl.eenplan.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.WhatIf.Answer;
import nl.eenplan.disclosure.WhatIf.Otherwise;
import nl.eenplan.disclosure.WhatIf.Report;

/**
 * A look at what other policies would have decided, as far as it is.
 *
 * @param candidate texts by file name; a blank one leaves the file out
 * @param until the moment at which it began, or earlier
 * @param after where the part before ended
 * @param looked how many lines of the log were looked at
 * @param judged how many of them were decisions, and were asked again
 * @param odd how many of those the policies in force decide otherwise as well
 * @param back until which moment was looked by now
 * @param differences the newest first, and no more than {@link #MOST}
 * @param more how many other differences there are
 */
public record WhatIfRun(
    Map<String, String> candidate,
    Optional<Instant> from,
    Instant until,
    Optional<UUID> after,
    int looked,
    int judged,
    int odd,
    Optional<Instant> back,
    boolean done,
    List<Difference> differences,
    int more) {

  /** How many differences are kept. */
  public static final int MOST = 500;

  /**
   * A decision that would turn out otherwise: codes, and of nobody.
   *
   * @param entry its number in the log
   * @param reproducible whether the policies in force give what the log says
   */
  public record Difference(
      UUID entry,
      String was,
      Optional<String> wasReason,
      String wouldBe,
      Optional<String> wouldBeReason,
      List<String> newly,
      List<String> noLonger,
      boolean reproducible) {

    static Difference of(Otherwise one) {
      Answer before = one.past().answered();
      Answer after = one.candidate();
      return new Difference(
          one.past().entry(),
          before.outcome().code(),
          before.reason(),
          after.outcome().code(),
          after.reason(),
          codes(after.released().minus(before.released())),
          codes(before.released().minus(after.released())),
          one.reproducible());
    }

    private static List<String> codes(Categories categories) {
      return categories.codes();
    }
  }

  static WhatIfRun of(Map<String, String> candidate, Optional<Instant> from, Instant until) {
    return new WhatIfRun(
        candidate, from, until, Optional.empty(), 0, 0, 0, Optional.empty(), false, List.of(), 0);
  }

  WhatIfRun with(PastDecisions.Part part, Report report) {
    List<Difference> all =
        Stream.concat(differences.stream(), report.otherwise().stream().map(Difference::of))
            .toList();
    List<Difference> kept = all.stream().limit(MOST).toList();
    return new WhatIfRun(
        candidate,
        from,
        until,
        part.next(),
        looked + part.looked(),
        judged + report.judged(),
        odd + report.notReproducible().size(),
        part.back().or(() -> back),
        part.next().isEmpty(),
        kept,
        more + all.size() - kept.size());
  }
}
