package nl.eenplan.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.referral.Loop.Actor;

/** The loop's table as a page: a picture, and the same in lines. */
final class LoopPage {

  private LoopPage() {}

  static String of(List<Transition> table) {
    return """
    # The closed loop

    Made of `referral/Loop`; change that, and write this page with `mvn -q test -Dtest=TheLoopIsOnThePageTest -Dloop=apply`.

    A referral is a FHIR Task. What is not in this table is not possible: the answer is a coded error that says where the referral stands and what can be done, and nothing changes.

    ```mermaid
    stateDiagram-v2
    %s
    ```

    Left out of the picture: steps that stay in the same state, and that the requester can mark a referral in any state as made in error (`entered-in-error`).

    | from | step | by | to | how |
    |---|---|---|---|---|
    %s

    A `statusReason` is given with `rejected`, `on-hold`, `cancelled` and `failed`, and with nothing else:

    | status | reasons |
    |---|---|
    %s

    Only the hub gives %s.

    A `businessStatus` says more within a status:

    | status | the target says |
    |---|---|
    %s

    Only the hub says %s.
    """
        .formatted(
            picture(table),
            lines(table.stream().map(LoopPage::line)),
            lines(
                Arrays.stream(ReferralState.values())
                    .filter(ReferralState.WITH_REASON::contains)
                    .map(state ->
                        "| `%s` | %s |"
                            .formatted(
                                state.code(), codes(StatusReason.codesFor(state).stream())))),
            codes(
                Arrays.stream(StatusReason.values())
                    .filter(reason -> Arrays.stream(ReferralState.values()).noneMatch(reason::fits))
                    .map(StatusReason::code)),
            lines(
                Arrays.stream(ReferralState.values())
                    .filter(state ->
                        Arrays.stream(BusinessStatus.values()).anyMatch(said -> said.fits(state)))
                    .map(state ->
                        "| `%s` | %s |"
                            .formatted(
                                state.code(),
                                codes(
                                    Arrays.stream(BusinessStatus.values())
                                        .filter(said -> said.fits(state))
                                        .map(BusinessStatus::code))))),
            codes(
                Arrays.stream(BusinessStatus.values())
                    .filter(BusinessStatus::isTheHubs)
                    .map(BusinessStatus::code)));
  }

  private static String picture(List<Transition> table) {
    return lines(
        table.stream()
            .filter(line -> line.to() != ReferralState.ENTERED_IN_ERROR)
            .filter(line -> !line.from().filter(line.to()::equals).isPresent())
            .collect(
                Collectors.groupingBy(
                    line -> from(line) + " --> " + name(line.to()),
                    java.util.LinkedHashMap::new,
                    Collectors.mapping(
                        line -> line.event() + " (" + by(line) + ")", Collectors.joining("<br>"))))
            .entrySet()
            .stream()
            .map(arrow -> "    " + arrow.getKey() + ": " + arrow.getValue()));
  }

  private static String line(Transition line) {
    return "| %s | `%s` | %s | `%s` | %s |"
        .formatted(
            line.from().map(state -> "`" + state.code() + "`").orElse("-"),
            line.event(),
            by(line),
            line.to().code(),
            how(line));
  }

  private static String how(Transition line) {
    return switch (line.way()) {
      case MOVE -> line.by().contains(Actor.HUB) ? "by itself" : "the Task itself";
      case STOP_REQUEST -> "a Task `abort`";
      case PASSING_ON -> "the Tasks that are part of it";
    };
  }

  private static String by(Transition line) {
    return line.by().stream()
        .sorted()
        .map(Actor::name)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  private static String from(Transition line) {
    return line.from().map(LoopPage::name).orElse("[*]");
  }

  private static String name(ReferralState state) {
    return state.code().replace('-', '_');
  }

  private static String codes(Stream<String> codes) {
    return codes
        .filter(Objects::nonNull)
        .map(code -> "`" + code + "`")
        .collect(Collectors.joining(", "));
  }

  private static String lines(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n"));
  }
}
