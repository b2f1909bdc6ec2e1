package nl.eenplan.api.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.api.json.StatusUpdateJson;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Move;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralOutcome;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.StatusReason;

/**
 * Which step an event means. Whether it is legal, and what it needs, says the loop: this only
 * translates.
 */
public final class StatusUpdateReader {

  private static final Map<String, Step> EVENTS =
      Map.ofEntries(
          Map.entry("edit", to(ReferralState.DRAFT)),
          Map.entry("submit", to(ReferralState.REQUESTED)),
          Map.entry("claim", to(ReferralState.REQUESTED)),
          Map.entry(
              "ask-information",
              new Step(ReferralState.REQUESTED, Optional.of(BusinessStatus.AWAITING_INFORMATION))),
          Map.entry("accept", to(ReferralState.ACCEPTED)),
          Map.entry("decline", to(ReferralState.REJECTED)),
          Map.entry("withdraw", to(ReferralState.CANCELLED)),
          Map.entry("cancel", to(ReferralState.CANCELLED)),
          Map.entry("first-contact", to(ReferralState.IN_PROGRESS)),
          Map.entry("schedule", within(BusinessStatus.SCHEDULED)),
          Map.entry("no-show", within(BusinessStatus.NO_SHOW)),
          Map.entry("appointment-cancelled", within(BusinessStatus.APPOINTMENT_CANCELLED)),
          Map.entry("report", within(BusinessStatus.REPORTED)),
          Map.entry("hold", to(ReferralState.ON_HOLD)),
          Map.entry("resume", to(ReferralState.IN_PROGRESS)),
          Map.entry("outcome", to(ReferralState.COMPLETED)),
          Map.entry("fail", to(ReferralState.FAILED)),
          Map.entry("made-in-error", to(ReferralState.ENTERED_IN_ERROR)));

  private StatusUpdateReader() {}

  private record Step(ReferralState to, Optional<BusinessStatus> businessStatus) {}

  private static Step to(ReferralState state) {
    return new Step(state, Optional.empty());
  }

  private static Step within(BusinessStatus status) {
    return new Step(ReferralState.IN_PROGRESS, Optional.of(status));
  }

  /**
   * @param me who says it: who claims, becomes the target
   * @param original the message, in one form
   * @throws Problem MISSING, INVALID, UNKNOWN_CATEGORY, UNKNOWN_RECIPIENT, TOO_LONG, TOO_MANY
   */
  public static Move move(
      StatusUpdateJson update, Referral referral, OrganisationCode me, String original) {
    String event = Said.needed(update.event(), "event");
    Step step =
        Optional.ofNullable(EVENTS.get(event))
            .orElseThrow(() ->
                Problem.of(
                    Problem.Code.INVALID,
                    "event ("
                        + String.join(", ", EVENTS.keySet().stream().sorted().toList())
                        + ")"));
    boolean onHold = event.equals("report") && referral.state() == ReferralState.ON_HOLD;
    ReferralState to = onHold ? ReferralState.ON_HOLD : step.to();
    return new Move(
        to,
        onHold ? Optional.empty() : step.businessStatus(),
        owner(update, event, me),
        onHold ? referral.reason() : reason(update),
        new Facts(reports(update, to)),
        true,
        original);
  }

  private static Optional<OrganisationCode> owner(
      StatusUpdateJson update, String event, OrganisationCode me) {
    return event.equals("claim")
        ? Optional.of(me)
        : update.target().map(code -> ReferralReader.organisation(code, "target"));
  }

  private static Optional<StatusReason> reason(StatusUpdateJson update) {
    return update
        .reason()
        .map(said ->
            StatusReason.of(Said.needed(said.code(), "reason.code"))
                .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "reason.code")));
  }

  private static List<Fact> reports(StatusUpdateJson update, ReferralState to) {
    List<Fact> facts = new ArrayList<>();
    Said.some(update.reports(), "reports").forEach(report -> facts.add(report(report)));
    update.outcome().ifPresent(code -> facts.add(outcome(code)));
    update.ladderStep().ifPresent(step -> facts.add(ladder(step)));
    update
        .reason()
        .flatMap(reason -> Move.reasonText(to, Said.text(reason.text(), "reason.text")))
        .ifPresent(facts::add);
    return facts;
  }

  private static Fact report(StatusUpdateJson.Report report) {
    Category category = ReferralReader.category(report.category(), "reports[].category");
    if (report.ladderStep().isPresent() || (report.text().isEmpty() && report.codes().isEmpty())) {
      throw Problem.of(Problem.Code.MISSING, "reports[].text");
    }
    Optional<String> text = Said.text(report.text(), "reports[].text");
    return Fact.of(
        category,
        report.codes().isEmpty()
            ? new Fact.Note(text.orElseThrow())
            : new Fact.Coded(
                "output", ReferralReader.codes(report.codes(), "reports[].codes").toList(), text));
  }

  private static Fact outcome(String code) {
    return ReferralOutcome.of(code)
        .map(ReferralOutcome::fact)
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "outcome"));
  }

  private static Fact ladder(int step) {
    if (step < 1 || step > 6) {
      throw Problem.of(Problem.Code.INVALID, "ladderStep (1-6)");
    }
    return Fact.of(Category.DISTANCE, new Fact.Score(step));
  }
}
