package nl.eenplan.portal.referring.steps;

import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.disclosure.Release;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Catalogue;
import nl.eenplan.referral.OrderEntry;
import nl.eenplan.referral.Previewing;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Referrals;
import nl.eenplan.referral.Referrals.Submission;
import nl.eenplan.referral.Referrals.Submitted;
import nl.eenplan.referral.Ties;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Component;

/** Sends what a draft asks, or only sees what would happen. */
@Component
class Sending {

  private final OrderEntry entry;
  private final Referrals referrals;
  private final Catalogue catalogue;
  private final Previewing previewing;
  private final Gate gate;
  private final Viewing viewing;

  Sending(
      OrderEntry entry,
      Referrals referrals,
      Catalogue catalogue,
      Previewing previewing,
      Gate gate,
      Viewing viewing) {
    this.entry = entry;
    this.referrals = referrals;
    this.catalogue = catalogue;
    this.previewing = previewing;
    this.gate = gate;
    this.viewing = viewing;
  }

  /**
   * What would happen.
   *
   * @param goes exactly what the target would get; empty when nothing goes
   */
  record Rehearsed(Decision decision, Optional<Release> goes) {}

  /** Outside a transaction; the log keeps that it was asked. */
  Rehearsed rehearse(Who who, Draft draft, Person person, Facts facts) {
    return previewing.rehearse(
        who,
        () -> {
          Decision decision = decide(who, draft, person, facts);
          return new Rehearsed(
              decision,
              decision instanceof Permit permit
                  ? Optional.of(gate.release(permit, person.facts().and(facts)))
                  : Optional.empty());
        },
        rehearsed -> List.of(rehearsed.decision()));
  }

  private Decision decide(Who who, Draft draft, Person person, Facts facts) {
    try {
      return submit(who, draft, person, facts).decisions().getFirst();
    } catch (Refused refused) {
      return refused.decision();
    }
  }

  /**
   * In the transaction that is there.
   *
   * @param seen what the sender saw before: {@link #seal}
   * @throws Refused when the gate does not permit it
   * @throws Changed when it would not be what was seen
   */
  Referral send(Who who, Draft draft, Person person, Facts facts, String seen) {
    Submitted submitted = submit(who, draft, person, facts);
    if (!seal(draft, submitted.decisions().getFirst()).equals(seen)) {
      throw new Changed();
    }
    return submitted.referral();
  }

  private Submitted submit(Who who, Draft draft, Person person, Facts facts) {
    OrganisationCode target = Ask.target(draft);
    catalogue.refuseUnknown(List.of(target), who.organisation());
    Optional<Referral> passedOn = passedOn(who, draft);
    var asks = Ask.of(draft, person, facts, passedOn.map(Referral::order));
    var order = entry.record(who, asks, Optional.empty());
    return referrals.submit(
        who,
        new Submission(
            order,
            Optional.of(target),
            List.of(),
            false,
            asks.original(),
            Optional.empty(),
            Ties.partOf(
                passedOn
                    .filter(whole -> whole.state() != ReferralState.COMPLETED)
                    .map(Referral::id))));
  }

  /**
   * What is done can be followed, and is a whole without it.
   *
   * @throws Problem CANNOT_PASS_ON when it was closed since
   */
  private Optional<Referral> passedOn(Who who, Draft draft) {
    return Ask.passedOn(draft)
        .map(id ->
            viewing
                .referral(who, id)
                .filter(Viewing.Seen::grounded)
                .map(Viewing.Seen::referral)
                .orElseThrow(() -> Problem.of(Problem.Code.CANNOT_PASS_ON)));
  }

  /** What was seen, in short: which words, and what would pass of them. */
  static String seal(Draft draft, Decision decision) {
    return draft.updated()
        + " "
        + decision.verdict()
        + " "
        + (decision instanceof Permit permit ? permit.released().codes() : List.of());
  }

  /** Between seeing and sending something changed; nothing was sent. */
  static final class Changed extends RuntimeException {}
}
