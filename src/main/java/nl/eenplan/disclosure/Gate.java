package nl.eenplan.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Entry.Kind;
import nl.eenplan.ledger.Entry.Outcome;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one gate. Whatever passes from one organisation to another is decided here, at the moment
 * that it passes, and written in the log in the same transaction. A decision is never kept for
 * later.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Gate {

  private final PolicyTable policies;
  private final ConsentRows consents;
  private final Ledger ledger;

  Gate(PolicyTable policies, ConsentRows consents, Ledger ledger) {
    this.policies = policies;
    this.consents = consents;
    this.ledger = ledger;
  }

  /**
   * A question about one referral.
   *
   * @param who is asking
   * @param closed why nothing passes by this referral any more, whatever the client said since;
   *     empty as long as it is open
   * @param naming whether the sender of this other question, who is a party in this one, may be
   *     named to its receiver, in the log as well; empty when everybody may be named
   */
  public record Asked(
      Who who,
      UUID subject,
      Question question,
      Optional<Reason> closed,
      Optional<Question> naming) {}

  /** Decides on one question. */
  public Decision decide(Asked asked) {
    return decide(List.of(asked)).getFirst();
  }

  /**
   * Decides on several questions, with one query and one write; the answers are in the order of the
   * questions.
   */
  public List<Decision> decide(List<Asked> questions) {
    List<Judged> judged = judge(questions);
    ledger.append(judged.stream().map(Gate::entry).toList());
    return judged.stream().map(Judged::decision).toList();
  }

  /**
   * Decides on the lines of a list. A permission that releases nothing but that there is a referral
   * is logged by the one entry of the list itself, which the caller writes; the rest as by {@link
   * #decide}.
   */
  public List<Decision> decideOnList(List<Asked> questions) {
    List<Judged> judged = judge(questions);
    ledger.append(
        judged.stream()
            .filter(
                one -> !(one.decision() instanceof Permit permit) || !permit.released().isEmpty())
            .map(Gate::entry)
            .toList());
    return judged.stream().map(Judged::decision).toList();
  }

  /**
   * Who may not be named to the other party, now.
   *
   * @param naming as in {@link Asked}
   */
  public Optional<OrganisationCode> secret(Optional<Question> naming) {
    return naming.flatMap(
        question -> secret(question, consents.circumstances(List.of(question.client()))));
  }

  /**
   * What would pass if it were asked for now; empty when nothing would, not even that there is
   * something. For the hub itself, where already that somebody asks is more than the sender may
   * know: nothing passes by it, so nothing is logged. Whoever lets something pass asks {@link
   * #decide}.
   */
  public Optional<Categories> wouldRelease(Question question) {
    return judge(question, consents.circumstances(List.of(question.client())))
            instanceof Permit permit
        ? Optional.of(permit.released())
        : Optional.empty();
  }

  /** What a permission lets out of what the sender holds. */
  public Release release(Permit permit, Facts held) {
    return new Release(permit, held);
  }

  /**
   * A question with its answer.
   *
   * @param secret who may not be named to the other party
   */
  private record Judged(Asked asked, Decision decision, Optional<OrganisationCode> secret) {}

  private List<Judged> judge(List<Asked> questions) {
    Map<ClientId, Circumstances> known =
        consents.circumstances(
            questions.stream().map(asked -> asked.question().client()).distinct().toList());
    return questions.stream()
        .map(asked ->
            new Judged(
                asked,
                unlessClosed(asked, judge(asked.question(), known)),
                asked.naming().flatMap(naming -> secret(naming, known))))
        .toList();
  }

  private Decision judge(Question question, Map<ClientId, Circumstances> known) {
    return Judgement.decide(
        question, policies, known.getOrDefault(question.client(), Circumstances.NONE));
  }

  private Optional<OrganisationCode> secret(Question naming, Map<ClientId, Circumstances> known) {
    boolean mayBeNamed =
        judge(naming, known) instanceof Permit permit
            && permit.released().containsAll(naming.asked());
    return mayBeNamed ? Optional.empty() : Optional.of(naming.sender().code());
  }

  private static Decision unlessClosed(Asked asked, Decision decision) {
    return asked.closed().isEmpty() || decision instanceof Refuse
        ? decision
        : new Refuse(
            asked.question(),
            decision.ground(),
            asked.closed().get(),
            Categories.NONE,
            List.of(),
            Optional.empty(),
            decision.policyDigest());
  }

  /** What the log says of a decision that was only rehearsed. */
  public static Entry previewed(Who who, Decision decision) {
    return entry(who, Optional.empty(), "preview", decision);
  }

  private static Entry entry(Judged judged) {
    Asked asked = judged.asked();
    return entry(
            asked.who(),
            Optional.of(asked.subject()),
            asked.question().action().code(),
            judged.decision())
        .keeping(judged.secret());
  }

  private static Entry entry(Who who, Optional<UUID> subject, String event, Decision decision) {
    Question question = decision.question();
    Outcome outcome =
        switch (decision) {
          case Permit permit -> Outcome.PERMITTED;
          case Refuse refuse -> Outcome.REFUSED;
          case Review review -> Outcome.REVIEW;
        };
    Categories released = decision instanceof Permit permit ? permit.told() : Categories.NONE;
    boolean disclosed = outcome == Outcome.PERMITTED && question.action() != Action.REFER;
    return new Entry(
        UUID.randomUUID(),
        question.at(),
        disclosed ? Kind.DISCLOSURE : Kind.DECISION,
        outcome,
        decision instanceof Refuse refuse ? Optional.of(refuse.reason().code()) : Optional.empty(),
        who,
        Optional.of(question.sender().code()),
        Optional.of(question.receiver().code()),
        List.of(question.client()),
        Optional.of(question.purpose().code()),
        event,
        subject,
        Optional.of(grounds(decision)),
        question.asked(),
        released,
        question.asked().minus(released),
        question.emergency(),
        Optional.empty());
  }

  private static Entry.Grounds grounds(Decision decision) {
    List<Consent.Reference> words =
        switch (decision) {
          case Permit permit -> permit.consents();
          case Refuse refuse -> refuse.because();
          case Review review -> review.because();
        };
    Optional<PolicyRow> row = decision.ground();
    return new Entry.Grounds(
        row.map(PolicyRow::id),
        row.map(ground -> ground.basis().avg()),
        row.map(ground -> ground.basis().statute()),
        row.map(ground -> ground.condition().code()),
        decision.policyDigest(),
        words.stream().map(Consent.Reference::toString).toList());
  }
}
