package nl.eenplan.operations;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Shown.Timeline;
import nl.eenplan.operations.Timelines.Step;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.Viewing;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The {@link Timelines} of a referral. */
@RestController
class TimelineDesk {

  private final Timelines timelines;
  private final Viewing viewing;
  private final AdminAccess access;
  private final Transactions transactions;

  TimelineDesk(
      Timelines timelines, Viewing viewing, AdminAccess access, Transactions transactions) {
    this.timelines = timelines;
    this.viewing = viewing;
    this.access = access;
    this.transactions = transactions;
  }

  @GetMapping("/admin/referrals/{id}/timeline")
  Timeline timeline(@PathVariable("id") UUID id) {
    Who who = access.anybody();
    return transactions.run(() -> access.isOperator() ? ofMessages(id) : ofParty(who, id));
  }

  private Timeline ofMessages(UUID id) {
    List<Step> steps = timelines.ofMessages(id);
    if (steps.isEmpty()) {
      throw Problem.of(Problem.Code.NOT_FOUND);
    }
    return new Timeline(id, Optional.empty(), Optional.empty(), steps);
  }

  private Timeline ofParty(Who who, UUID id) {
    Referral referral =
        viewing
            .referral(who, id)
            .map(Viewing.Seen::referral)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    return new Timeline(
        id,
        Optional.of(referral.state().code()),
        referral.businessStatus().map(BusinessStatus::code),
        timelines.ofParty(who, referral));
  }
}
