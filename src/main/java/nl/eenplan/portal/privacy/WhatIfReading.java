package nl.eenplan.portal.privacy;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.WhatIf.Report;
import nl.eenplan.disclosure.WhatIfRun;
import nl.eenplan.disclosure.WhatIfRuns;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.policy.Released;
import org.springframework.stereotype.Component;

/** The answer to a what-if question in the reader's words. */
@Component
class WhatIfReading {

  private static final int WHOLE = 100;

  private final WhatIfRuns runs;
  private final Naming naming;

  WhatIfReading(WhatIfRuns runs, Naming naming) {
    this.runs = runs;
    this.naming = naming;
  }

  WhatIfView view(WhatIfRun run, Locale locale) {
    Report tuples = runs.tuples(run);
    return new WhatIfView(
        String.join(", ", new TreeSet<>(run.candidate().keySet())),
        run.done(),
        percent(run),
        run.back().map(at -> at.atZone(DutchTime.ZONE)),
        run.looked(),
        run.judged(),
        run.odd(),
        run.differences().stream().map(one -> difference(one, locale)).toList(),
        run.more(),
        tuples(tuples.newlyReleased(), locale),
        tuples(tuples.noLongerReleased(), locale));
  }

  private static Optional<Integer> percent(WhatIfRun run) {
    if (run.from().isEmpty() || run.back().isEmpty()) {
      return Optional.empty();
    }
    long whole = Math.max(1, Duration.between(run.from().get(), run.until()).toMillis());
    long part = Duration.between(run.back().get(), run.until()).toMillis();
    return Optional.of(Math.clamp(part * WHOLE / whole, 0, WHOLE));
  }

  private WhatIfView.Difference difference(WhatIfRun.Difference one, Locale locale) {
    return new WhatIfView.Difference(
        one.entry(),
        one.was(),
        badge(one.was()),
        one.wasReason().map(code -> naming.reason(code, locale)),
        one.wouldBe(),
        badge(one.wouldBe()),
        one.wouldBeReason().map(code -> naming.reason(code, locale)),
        list(one.newly(), locale),
        list(one.noLonger(), locale),
        one.reproducible());
  }

  private static String badge(String outcome) {
    return switch (outcome) {
      case "permitted" -> "safe";
      case "refused" -> "danger";
      default -> "warning";
    };
  }

  private String list(List<String> codes, Locale locale) {
    return codes.stream()
        .flatMap(code -> Category.of(code).stream())
        .map(category -> naming.category(category, locale))
        .collect(Collectors.joining(", "));
  }

  private List<WhatIfView.Tuple> tuples(Collection<Released> all, Locale locale) {
    return all.stream()
        .map(one ->
            new WhatIfView.Tuple(
                naming.purpose(one.purpose().code(), locale),
                naming.kind(one.from(), locale),
                naming.kind(one.to(), locale),
                naming.category(one.category(), locale),
                naming.condition(one.condition().code(), locale)))
        .toList();
  }
}
