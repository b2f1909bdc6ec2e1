package nl.eenplan.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Purpose;

/**
 * One version of what a client said: yes, no, or no longer. A refusal is a record as good as a
 * permission.
 *
 * @param person the record of the client on which it was written down
 * @param recordedBy the organisation that wrote it down
 * @param givenAt when the client said it
 * @param from the first moment it holds
 * @param until the moment from which it no longer holds; empty when open-ended
 * @param replaces the older consent that this one says it replaces
 */
public record Consent(
    UUID id,
    int version,
    ClientId client,
    UUID person,
    OrganisationCode recordedBy,
    Status status,
    Instant givenAt,
    Instant from,
    Optional<Instant> until,
    Optional<UUID> replaces,
    List<Rule> rules) {

  /** Whether the client's word stands. */
  public enum Status {
    ACTIVE,
    WITHDRAWN
  }

  /** Yes or no. */
  public enum Effect {
    PERMIT,
    DENY
  }

  /**
   * All criteria must match; within one, any will do; an empty one matches everything (FHIR R4
   * Consent.provision).
   *
   * @param recipients named organisations
   * @param kinds kinds of organisations; a recipient matches when it is named or of such a kind
   * @param categories what it is about; {@link Categories#ALL} when it names none
   */
  public record Rule(
      Effect effect,
      Set<Purpose> purposes,
      Set<OrganisationCode> recipients,
      Set<OrganisationKind> kinds,
      Categories categories) {

    /** The number of levels of {@link #specificity}. */
    static final int LEVELS = 6;

    private static final int NO_MATCH = -1;

    /**
     * How closely this rule speaks of the recipient and the purpose: a named organisation over a
     * kind over anybody, and then with a purpose over without.
     *
     * @return 0 (anything) to {@link #LEVELS} - 1, or negative when the rule is about something
     *     else
     */
    int specificity(Party recipient, Purpose purpose) {
      if (!purposes.isEmpty() && !purposes.contains(purpose)) {
        return NO_MATCH;
      }
      int who;
      if (recipients.contains(recipient.code())) {
        who = 2;
      } else if (kinds.contains(recipient.kind())) {
        who = 1;
      } else if (recipients.isEmpty() && kinds.isEmpty()) {
        who = 0;
      } else {
        return NO_MATCH;
      }
      return 2 * who + (purposes.isEmpty() ? 0 : 1);
    }
  }

  Consent asVersion(int next) {
    return new Consent(
        id, next, client, person, recordedBy, status, givenAt, from, until, replaces, rules);
  }

  /** What the log says of it. */
  String event() {
    if (status == Status.WITHDRAWN) {
      return "consent-withdrawn";
    }
    return rules.stream().allMatch(rule -> rule.effect() == Effect.DENY)
        ? "consent-refused"
        : "consent-given";
  }

  boolean activeAt(Instant moment) {
    return status == Status.ACTIVE && !moment.isBefore(from) && !expiredAt(moment);
  }

  boolean expiredAt(Instant moment) {
    return until.isPresent() && !moment.isBefore(until.get());
  }

  Reference reference() {
    return new Reference(id, version, givenAt, recordedBy);
  }

  /** What a decision says of the consents that it rests on. */
  public record Reference(UUID id, int version, Instant givenAt, OrganisationCode recordedBy) {
    @Override
    public String toString() {
      return id + "/" + version;
    }
  }
}
