package nl.eenplan.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.client.Facts;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Label;
import nl.eenplan.referral.Loop.Actor;
import nl.eenplan.referral.Loop.Way;

/**
 * Something that somebody can do with a referral as it stands, by the loop's table.
 *
 * @param event what the log and the notices call it
 * @param words what a person does who takes it
 * @param to the state that it leads to
 * @param aboutStopping whether it asks to stop, or answers that, instead of moving the referral
 * @param reasons of which one is to be given; empty where none belongs
 * @param says what is said with it within the state
 */
public record Step(
    String event,
    Label words,
    ReferralState to,
    boolean aboutStopping,
    List<StatusReason> reasons,
    Optional<BusinessStatus> says) {

  /** What an organisation can do. Without a ground a target can only agree to stop. */
  public static List<Step> possible(OrganisationCode me, Viewing.Seen seen) {
    Referral referral = seen.referral();
    boolean requester = referral.isRequestedBy(me);
    return Loop.possible(referral, requester ? Actor.REQUESTER : Actor.TARGET)
        .filter(line -> seen.grounded() || line.event().equals(Loop.AGREE_TO_STOP))
        .map(line -> of(referral, line))
        .toList();
  }

  private static Step of(Referral referral, Transition line) {
    boolean asksToStop = line.event().equals(Loop.ASK_TO_STOP);
    boolean ends = line.way() == Way.MOVE && line.to() != referral.state();
    ReferralState reasoned = asksToStop ? ReferralState.CANCELLED : line.to();
    return new Step(
        line.event(),
        line.words(),
        line.to(),
        line.way() == Way.STOP_REQUEST,
        ends || asksToStop ? reasons(reasoned).toList() : List.of(),
        line.says());
  }

  private static Stream<StatusReason> reasons(ReferralState state) {
    return Arrays.stream(StatusReason.values()).filter(reason -> reason.fits(state));
  }

  /** Whether what came of it has to be told. */
  public boolean isOutcome() {
    return to == ReferralState.COMPLETED;
  }

  /** The answer of somebody who was asked to stop. */
  public Optional<StopRequest.State> answer() {
    return switch (event) {
      case Loop.AGREE_TO_STOP -> Optional.of(StopRequest.State.ACCEPTED);
      case Loop.GO_ON -> Optional.of(StopRequest.State.REJECTED);
      default -> Optional.empty();
    };
  }

  /**
   * Taken by a person, who writes no message.
   *
   * @param me who takes it: who claims, becomes the target
   * @param before the referral as it stood
   */
  public Move taken(
      OrganisationCode me, Referral before, Optional<StatusReason> reason, Facts reports) {
    boolean stays = to == before.state() && to == ReferralState.ON_HOLD;
    return new Move(
        to,
        says,
        event.equals(Loop.CLAIM) ? Optional.of(me) : before.owner(),
        stays ? before.reason() : reason,
        reports,
        true,
        "");
  }
}
