package nl.eenplan.disclosure;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Secrecy;

/**
 * What all consents together say on one question.
 *
 * <p>Per category: the most specific rule wins, and on equal specificity the refusal; within one
 * consent an exception goes before the rule that it is in. So neither the order of the consents nor
 * their number changes anything.
 *
 * <p>A refusal counts when one of the two parties wrote it down. A permission counts for who refers
 * the client and wrote it down: nobody permits itself to read, and what the client told one
 * organisation says nothing to another, not even that the client is known.
 *
 * @param named the part of {@code permitted} for which the recipient is named
 * @param asked by whom the permission had to be written down
 */
record Words(
    Categories permitted,
    Categories named,
    Categories refused,
    OrganisationCode asked,
    List<Consent.Reference> permissions,
    List<Consent.Reference> refusals,
    List<Consent.Reference> withdrawn,
    List<Consent.Reference> expired,
    Optional<Instant> validUntil) {

  static Words on(Question question, PolicyRow row, List<Consent> consents) {
    Party sender = question.sender();
    Party receiver = question.receiver();
    Words words =
        switch (row.condition()) {
          case NONE -> new Tally(question, row, receiver, sender, consents).words(Categories.ALL);
          case EXPLICIT_CONSENT, WRITTEN_CONSENT ->
              new Tally(question, row, receiver, sender, consents).words(Categories.NONE);
          case CONSENT_OF_REFERRAL -> {
            Words referral =
                new Tally(question, row, sender, receiver, consents).words(Categories.NONE);
            Words report =
                new Tally(question, row, receiver, receiver, consents).words(Categories.ALL);
            yield referral.permitted().isEmpty() ? referral : referral.under(report);
          }
        };
    return row.secrecy() == Secrecy.MEDICAL && !row.emergency() && !words.permitted().isEmpty()
        ? words.unlessSecret(
            new Tally(question, row, receiver, sender, consents).words(Categories.NONE))
        : words;
  }

  /**
   * The report passes under the permission of the referral; a refusal towards either party still
   * counts.
   */
  private Words under(Words report) {
    return new Words(
        report.permitted.minus(refused),
        report.named.minus(refused),
        report.refused.or(refused),
        asked,
        permissions,
        union(refusals, report.refusals),
        withdrawn,
        expired,
        validUntil);
  }

  /**
   * Medical secrecy leaves only what the client told the care giver that this recipient may know.
   */
  private Words unlessSecret(Words lifting) {
    Categories lifted = permitted.and(lifting.named);
    return new Words(
        lifted,
        named.and(lifted),
        refused.or(lifting.refused),
        lifting.asked,
        union(permissions, lifting.permissions),
        union(refusals, lifting.refusals),
        lifting.withdrawn,
        lifting.expired,
        earliest(validUntil, lifting.validUntil));
  }

  /** Whether the client took back every permission that there was. */
  boolean onlyWithdrawn() {
    return permissions.isEmpty() && !withdrawn.isEmpty();
  }

  /** Why nothing passes, when {@code missing} is what has to. */
  Reason whyNot(Categories missing, PolicyRow row) {
    boolean known = refusals.stream().anyMatch(word -> word.recordedBy().equals(asked));
    boolean refusal =
        !refused.and(missing).isEmpty() || (permitted.isEmpty() && !refused.isEmpty());
    if (refusal && (known || !permissions.isEmpty() || row.condition() == Condition.NONE)) {
      return Reason.CLIENT_REFUSED;
    }
    if (!permitted.isEmpty()) {
      return Reason.NOTHING_RELEASABLE;
    }
    if (!withdrawn.isEmpty()) {
      return Reason.CONSENT_WITHDRAWN;
    }
    if (!expired.isEmpty()) {
      return Reason.CONSENT_EXPIRED;
    }
    return row.secrecy() == Secrecy.MEDICAL ? Reason.SECRECY : Reason.NO_CONSENT;
  }

  List<Consent.Reference> standingInTheWay(Reason reason) {
    return switch (reason) {
      case CLIENT_REFUSED -> refusals;
      case CONSENT_WITHDRAWN -> withdrawn;
      case CONSENT_EXPIRED -> expired;
      case NO_GROUND,
          NO_EMERGENCY_GROUND,
          NO_AGREEMENT,
          WRONG_BASIS,
          SECRECY,
          NO_CONSENT,
          NOTHING_RELEASABLE,
          INDETERMINATE ->
          List.of();
    };
  }

  private static List<Consent.Reference> union(
      List<Consent.Reference> some, List<Consent.Reference> more) {
    List<Consent.Reference> all = new ArrayList<>(some);
    more.stream().filter(reference -> !all.contains(reference)).forEach(all::add);
    return all;
  }

  private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && (other.isEmpty() || one.get().isBefore(other.get())) ? one : other;
  }

  /** Adds up what the consents say towards one recipient. */
  private static final class Tally {

    private final Question question;
    private final PolicyRow row;
    private final Party recipient;
    private final OrganisationCode asked;
    private final long[] permit = new long[Rule.LEVELS];
    private final long[] deny = new long[Rule.LEVELS];
    private final List<Consent.Reference> permissions = new ArrayList<>(1);
    private final List<Consent.Reference> refusals = new ArrayList<>(0);
    private final List<Consent.Reference> withdrawn = new ArrayList<>(0);
    private final List<Consent.Reference> expired = new ArrayList<>(0);
    private Optional<Instant> validUntil = Optional.empty();

    /**
     * @param asked whose permissions count
     */
    Tally(Question question, PolicyRow row, Party recipient, Party asked, List<Consent> consents) {
      this.question = question;
      this.row = row;
      this.recipient = recipient;
      this.asked = asked.code();
      for (Consent consent : consents) {
        if (consent.kind() == Consent.Kind.DISCLOSURE && isParty(consent.recordedBy())) {
          for (Rule rule : consent.rules()) {
            weigh(consent, rule, 0, Categories.ALL.bits());
          }
        }
      }
    }

    private boolean isParty(OrganisationCode organisation) {
      return organisation.equals(question.sender().code())
          || organisation.equals(question.receiver().code());
    }

    /**
     * Counts a rule for what its exceptions leave of it.
     *
     * @param within the specificity of the rule that it is an exception to
     * @param about what that rule is about
     * @return what this rule or its exceptions decide, so that the rule around it does not
     */
    private long weigh(Consent consent, Rule rule, int within, long about) {
      int own = rule.specificity(recipient, question.purpose());
      if (own < 0 || !rule.holdsAt(question.at())) {
        return 0;
      }
      int level = Rule.closest(own, within);
      long concerned = rule.categories().bits() & about;
      long left = concerned;
      for (Rule exception : rule.exceptions()) {
        left &= ~weigh(consent, exception, level, concerned);
      }
      if (left != 0) {
        switch (rule.effect()) {
          case PERMIT -> permit(consent, level, left);
          case DENY -> deny(consent, level, left);
        }
      }
      return concerned;
    }

    private void deny(Consent consent, int level, long categories) {
      if (consent.activeAt(question.at())) {
        deny[level] |= categories;
        add(refusals, consent);
      }
    }

    private void permit(Consent consent, int level, long categories) {
      if (!consent.recordedBy().equals(asked)
          || (row.condition() == Condition.WRITTEN_CONSENT
              && consent.given().evidence() != Evidence.SIGNED_FORM)) {
        return;
      }
      Optional<Instant> until =
          earliest(consent.until(), row.consentLasts().map(longest -> after(consent, longest)));
      if (consent.status() != Consent.Status.ACTIVE) {
        add(withdrawn, consent);
      } else if (until.isPresent() && !question.at().isBefore(until.get())) {
        add(expired, consent);
      } else if (!question.at().isBefore(consent.from())) {
        permit[level] |= categories;
        add(permissions, consent);
        validUntil = earliest(validUntil, until);
      }
    }

    private static Instant after(Consent consent, Period longest) {
      return consent.from().atOffset(ZoneOffset.UTC).plus(longest).toInstant();
    }

    private static void add(List<Consent.Reference> references, Consent consent) {
      Consent.Reference reference = consent.reference();
      if (!references.contains(reference)) {
        references.add(reference);
      }
    }

    /**
     * @param before what is permitted where the client says nothing
     */
    Words words(Categories before) {
      long permitted = 0;
      long named = 0;
      long refused = 0;
      long decided = 0;
      for (int level = Rule.LEVELS - 1; level >= 0; level--) {
        refused |= deny[level] & ~decided;
        permitted |= permit[level] & ~deny[level] & ~decided;
        if (level == Rule.NAMED) {
          named = permitted;
        }
        decided |= permit[level] | deny[level];
      }
      return new Words(
          new Categories(permitted | (before.bits() & ~refused)),
          new Categories(named),
          new Categories(refused),
          asked,
          permissions,
          refusals,
          withdrawn,
          expired,
          validUntil);
    }
  }
}
