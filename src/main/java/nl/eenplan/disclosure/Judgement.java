package nl.eenplan.disclosure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.disclosure.Decision.Withheld;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.OnObjection;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;

/**
 * The decision itself: the same question, policies and consents always give the same answer. It
 * reads and writes nothing; the gate does.
 */
public final class Judgement {

  private Judgement() {}

  /**
   * Decides in five steps; the first that says no, says why.
   *
   * @param consents all that this client said that is not replaced by something later, in any order
   */
  public static Decision decide(Question question, PolicyTable policies, List<Consent> consents) {
    String digest = policies.digest();

    // 1. Both are bound by the partners' agreement.
    if (!question.sender().agreementInForce() || !question.receiver().agreementInForce()) {
      return refuse(question, Optional.empty(), Reason.NO_AGREEMENT, digest);
    }

    // 2. There is a ground: one row for this purpose, these kinds and this action.
    Optional<PolicyRow> ground =
        policies.find(
            question.purpose(),
            question.sender().kind(),
            question.receiver().kind(),
            question.action());
    if (ground.isEmpty()) {
      return refuse(question, ground, Reason.NO_GROUND, digest);
    }
    PolicyRow row = ground.get();

    // 3. The client's own words: permission where the row asks for it, and any refusal.
    Words words = Words.on(question, row.condition(), consents);
    Categories concerned = question.asked().or(row.require());
    if (row.condition() == Condition.NONE && !words.refused().and(concerned).isEmpty()) {
      return row.onObjection() == OnObjection.REVIEW
          ? new Review(question, row, words.refusals(), digest)
          : new Refuse(
              question,
              ground,
              Reason.CLIENT_REFUSED,
              words.refused().and(concerned),
              words.refusals(),
              digest);
    }

    // 4. What passes: asked for, needed by this purpose, permitted, and not for ever forbidden.
    Categories grantable = row.release().and(words.permitted()).minus(row.never());
    Categories released = question.asked().and(grantable);
    Categories missing =
        row.require().minus(question.action() == Action.REFER ? released : grantable);

    // 5. Nothing passes when what is needed at least may not.
    if (grantable.isEmpty() || !missing.isEmpty()) {
      Reason reason = words.whyNot(missing);
      return new Refuse(question, ground, reason, missing, words.standingInTheWay(reason), digest);
    }
    return new Permit(
        question,
        row,
        released,
        withheld(question.asked(), row, words),
        words.permissions(),
        words.validUntil(),
        digest);
  }

  private static Refuse refuse(
      Question question, Optional<PolicyRow> ground, Reason reason, String digest) {
    return new Refuse(question, ground, reason, Categories.NONE, List.of(), digest);
  }

  private static Withheld withheld(Categories asked, PolicyRow row, Words words) {
    Categories never = asked.and(row.never());
    Categories notNeeded = asked.minus(row.release()).minus(never);
    Categories needed = asked.and(row.release()).minus(never);
    Categories refused = needed.and(words.refused());
    return new Withheld(never, notNeeded, refused, needed.minus(words.permitted()).minus(refused));
  }

  /**
   * What all consents together say on one question.
   *
   * <p>Per category: the most specific rule wins, and on equal specificity the refusal. So neither
   * the order of the consents nor their number changes anything.
   *
   * <p>A refusal counts whoever wrote it down. A permission counts for who refers the client and
   * wrote it down: nobody permits itself to read, and what the client told one organisation says
   * nothing to another, not even that the client is known.
   */
  private record Words(
      Categories permitted,
      Categories refused,
      List<Consent.Reference> permissions,
      List<Consent.Reference> refusals,
      List<Consent.Reference> withdrawn,
      List<Consent.Reference> expired,
      Optional<Instant> validUntil) {

    static Words on(Question question, Condition condition, List<Consent> consents) {
      return switch (condition) {
        case NONE ->
            towards(question.receiver(), question, question.sender(), Categories.ALL, consents);
        case EXPLICIT_CONSENT ->
            towards(question.receiver(), question, question.sender(), Categories.NONE, consents);
        case CONSENT_OF_REFERRAL -> {
          Party referrer = question.receiver();
          Words referral =
              towards(question.sender(), question, referrer, Categories.NONE, consents);
          Words report = towards(referrer, question, referrer, Categories.ALL, consents);
          yield referral.permitted().isEmpty() ? referral : referral.under(report);
        }
      };
    }

    /**
     * The report passes under the permission of the referral; a refusal towards either party still
     * counts.
     */
    private Words under(Words report) {
      List<Consent.Reference> all = new ArrayList<>(refusals);
      report.refusals().stream().filter(r -> !all.contains(r)).forEach(all::add);
      return new Words(
          report.permitted().minus(refused),
          report.refused().or(refused),
          permissions,
          all,
          withdrawn,
          expired,
          validUntil);
    }

    private static Words towards(
        Party recipient,
        Question question,
        Party referrer,
        Categories before,
        List<Consent> consents) {
      long[] permit = new long[Rule.LEVELS];
      long[] deny = new long[Rule.LEVELS];
      List<Consent.Reference> permissions = new ArrayList<>(1);
      List<Consent.Reference> refusals = new ArrayList<>(0);
      List<Consent.Reference> withdrawn = new ArrayList<>(0);
      List<Consent.Reference> expired = new ArrayList<>(0);
      Instant validUntil = Instant.MAX;
      for (Consent consent : consents) {
        for (Rule rule : consent.rules()) {
          int level = rule.specificity(recipient, question.purpose());
          if (level < 0) {
            continue;
          }
          boolean permits = rule.effect() == Effect.PERMIT;
          if (permits && !consent.recordedBy().equals(referrer.code())) {
            continue;
          }
          if (consent.activeAt(question.at())) {
            (permits ? permit : deny)[level] |= rule.categories().bits();
            add(permits ? permissions : refusals, consent);
            if (permits && consent.until().isPresent()) {
              validUntil =
                  validUntil.isBefore(consent.until().get()) ? validUntil : consent.until().get();
            }
          } else if (permits) {
            if (consent.status() == Consent.Status.WITHDRAWN) {
              add(withdrawn, consent);
            } else if (consent.expiredAt(question.at())) {
              add(expired, consent);
            }
          }
        }
      }
      long permitted = 0;
      long refused = 0;
      long decided = 0;
      for (int level = Rule.LEVELS - 1; level >= 0; level--) {
        refused |= deny[level] & ~decided;
        permitted |= permit[level] & ~deny[level] & ~decided;
        decided |= permit[level] | deny[level];
      }
      return new Words(
          new Categories(permitted | (before.bits() & ~refused)),
          new Categories(refused),
          permissions,
          refusals,
          withdrawn,
          expired,
          Optional.of(validUntil).filter(until -> until.isBefore(Instant.MAX)));
    }

    private static void add(List<Consent.Reference> references, Consent consent) {
      Consent.Reference reference = consent.reference();
      if (!references.contains(reference)) {
        references.add(reference);
      }
    }

    Reason whyNot(Categories missing) {
      if (!refused.and(missing).isEmpty() || (permitted.isEmpty() && !refused.isEmpty())) {
        return Reason.CLIENT_REFUSED;
      }
      if (!permitted.isEmpty()) {
        return Reason.NOTHING_RELEASABLE;
      }
      if (!withdrawn.isEmpty()) {
        return Reason.CONSENT_WITHDRAWN;
      }
      return expired.isEmpty() ? Reason.NO_CONSENT : Reason.CONSENT_EXPIRED;
    }

    List<Consent.Reference> standingInTheWay(Reason reason) {
      return switch (reason) {
        case CLIENT_REFUSED -> refusals;
        case CONSENT_WITHDRAWN -> withdrawn;
        case CONSENT_EXPIRED -> expired;
        case NO_GROUND, NO_AGREEMENT, NO_CONSENT, NOTHING_RELEASABLE, INDETERMINATE -> List.of();
      };
    }
  }
}
