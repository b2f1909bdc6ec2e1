package nl.eenplan.referral;

import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Loop.Actor;

/**
 * What a step asks beside being legal: a reason where one belongs, an outcome at the end, an owner
 * that stays.
 */
final class Guards {

  private Guards() {}

  static void check(Referral referral, Actor actor, OrganisationCode who, Move move) {
    reasonBelongs(move);
    ownerStays(referral, actor, who, move);
    if (move.to() == ReferralState.COMPLETED) {
      resultIsTold(referral, move);
    }
    if (outcome(move).equals(Optional.of(ReferralOutcome.INDICATION_REFUSED)) && !saysWhy(move)) {
      throw Problem.of(Problem.Code.MISSING, "Task.output (progress: why)");
    }
  }

  private static void reasonBelongs(Move move) {
    if (!ReferralState.WITH_REASON.contains(move.to())) {
      if (move.reason().isPresent()) {
        throw Problem.of(Problem.Code.REASON_OUT_OF_PLACE);
      }
    } else if (move.reason().filter(reason -> reason.fits(move.to())).isEmpty()) {
      throw Problem.of(
          Problem.Code.REASON_MISSING, String.join(", ", StatusReason.codesFor(move.to())));
    }
  }

  /** Who completes at once has something to show; who was at work says what came of it. */
  private static void resultIsTold(Referral referral, Move move) {
    boolean told =
        referral.state() == ReferralState.ACCEPTED
            ? !move.reports().categories().isEmpty()
            : outcome(move).isPresent();
    if (!told) {
      throw Problem.of(Problem.Code.OUTCOME_MISSING, String.join(", ", ReferralOutcome.codes()));
    }
  }

  private static void ownerStays(Referral referral, Actor actor, OrganisationCode who, Move move) {
    boolean claim = referral.owner().isEmpty() && actor == Actor.TARGET;
    boolean stays =
        claim
            ? move.owner().equals(Optional.of(who))
            : referral.state() == ReferralState.DRAFT
                || move.owner().isEmpty()
                || move.owner().equals(referral.owner());
    if (!stays) {
      throw Problem.of(Problem.Code.IMMUTABLE, "Task.owner");
    }
  }

  private static boolean saysWhy(Move move) {
    return move.reports().categories().contains(Category.PROGRESS);
  }

  private static Optional<ReferralOutcome> outcome(Move move) {
    return outcome(move.reports());
  }

  /** The ends of contracts and educations that the target reported. */
  static List<Fact.Ends> ends(Facts reports) {
    return reports.values(Fact.Ends.class).toList();
  }

  /** What came of it, as the target reported. */
  static Optional<ReferralOutcome> outcome(Facts reports) {
    return reports
        .values(Category.OUTCOME, Fact.Coded.class)
        .flatMap(coded -> coded.codings().stream())
        .flatMap(coding -> ReferralOutcome.of(coding.code()).stream())
        .findFirst();
  }
}
