package nl.eenplan.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Remark;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.policy.PolicyRow;
import org.springframework.stereotype.Component;

/**
 * What would pass if something were sent: it is sent, in a transaction that is undone, so that the
 * answer is the decision itself and never a copy of its logic.
 */
@Component
public class Previewing {

  private final Transactions transactions;
  private final Explanations explanations;
  private final Catalogue catalogue;

  Previewing(Transactions transactions, Explanations explanations, Catalogue catalogue) {
    this.transactions = transactions;
    this.explanations = explanations;
    this.catalogue = catalogue;
  }

  /**
   * Something to know beside the decision; it changes nothing of it.
   *
   * @param code of {@code /CodeSystem/reason}, or of the directory
   * @param row of the policies that it is about
   */
  public record Hint(String code, Optional<PolicyRow> row, String nl, String en) {}

  /** Nothing is kept but the log's entries that it was asked. */
  public List<Decision> rehearse(Who who, Supplier<List<Decision>> sending) {
    return rehearse(who, sending, decisions -> decisions);
  }

  /**
   * The same, of something that leads to more than decisions.
   *
   * @param decisions those in it
   */
  public <T> T rehearse(Who who, Supplier<T> sending, Function<T, List<Decision>> decisions) {
    return transactions.rehearse(
        sending,
        made -> decisions.apply(made).stream().map(one -> Gate.previewed(who, one)).toList());
  }

  /** What the statute makes needless, and what the directory says. */
  public List<Hint> hints(Decision decision) {
    List<Hint> hints = new ArrayList<>();
    Remark.onNeedlessConsent(decision)
        .ifPresent(remark -> {
          Explanations.Explanation said = explanations.of(remark);
          hints.add(new Hint(remark.code(), Optional.of(remark.row()), said.nl(), said.en()));
        });
    catalogue
        .remarks(
            decision.question().sender().code(),
            List.of(decision.question().receiver().code()),
            decision.question().purpose())
        .forEach(remark ->
            hints.add(
                new Hint(
                    remark.kind().code(), Optional.empty(), remark.dutch(), remark.english())));
    return hints;
  }
}
