package nl.eenplan.disclosure;

import com.fasterxml.jackson.annotation.JsonGetter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
    Kind kind,
    Status status,
    Given given,
    Instant from,
    Optional<Instant> until,
    Optional<UUID> replaces,
    List<Rule> rules) {

  /** Where a Consent says what it replaces. */
  public static final String REPLACES = "Consent.extension(consent-replaces)";

  /** What it is about. */
  public enum Kind {
    /** That data are shared (toestemming): what the gate asks for. */
    DISCLOSURE,
    /** That help is welcome (instemming): never a ground to share anything. */
    HELP
  }

  /** Whether the client's word stands. */
  public enum Status {
    ACTIVE,
    /**
     * What took its place was taken back: what it refused counts again, what it permitted does not.
     * Never recorded; it follows from the other consent.
     */
    REPLACED,
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
   * @param from the first moment it holds; empty when that is the consent's
   * @param until the moment from which it no longer holds; empty when that is the consent's
   * @param exceptions rules within this one: they count only where it matches, and then before it
   */
  public record Rule(
      Effect effect,
      Set<Purpose> purposes,
      Set<OrganisationCode> recipients,
      Set<OrganisationKind> kinds,
      Categories categories,
      Optional<Instant> from,
      Optional<Instant> until,
      List<Rule> exceptions) {

    /**
     * How it is stored. A permission is written out, so that it never covers a category that comes
     * later; a refusal of everything stays one.
     */
    @JsonGetter("categories")
    Object stored() {
      return effect == Effect.PERMIT ? categories.codes() : categories;
    }

    /** How deep exceptions go: an exception, and an exception to that. */
    public static final int MAX_DEPTH = 2;

    /** The number of levels of {@link #specificity}. */
    static final int LEVELS = 6;

    /** From this level on the recipient is named. */
    static final int NAMED = 4;

    private static final int NO_MATCH = -1;

    public Rule(
        Effect effect,
        Set<Purpose> purposes,
        Set<OrganisationCode> recipients,
        Set<OrganisationKind> kinds,
        Categories categories) {
      this(
          effect,
          purposes,
          recipients,
          kinds,
          categories,
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    /**
     * How closely this rule speaks of the recipient and the purpose: a named organisation over a
     * kind over anybody, and then with a purpose over without.
     *
     * @return 0 (anything) to {@link #LEVELS} - 1, the purpose in the last bit; or negative when
     *     the rule is about something else
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

    /** The specificity of a rule within another: the closest recipient, and any purpose. */
    static int closest(int one, int other) {
      return Math.max(one & ~1, other & ~1) | ((one | other) & 1);
    }

    boolean holdsAt(Instant moment) {
      return (from.isEmpty() || !moment.isBefore(from.get()))
          && (until.isEmpty() || moment.isBefore(until.get()));
    }

    /** This rule and all exceptions in it. */
    Stream<Rule> withExceptions() {
      return Stream.concat(Stream.of(this), exceptions.stream().flatMap(Rule::withExceptions));
    }
  }

  /** The same, taken back. */
  public Consent withdrawn() {
    return new Consent(
        id,
        version,
        client,
        person,
        recordedBy,
        kind,
        Status.WITHDRAWN,
        given,
        from,
        until,
        replaces,
        rules);
  }

  /** The same, given in another way, such as with a form that was signed later. */
  public Consent given(Given how) {
    return new Consent(
        id, version, client, person, recordedBy, kind, status, how, from, until, replaces, rules);
  }

  Consent asVersion(int next) {
    return new Consent(
        id, next, client, person, recordedBy, kind, status, given, from, until, replaces, rules);
  }

  Consent inStatus(Status other) {
    return new Consent(
        id, version, client, person, recordedBy, kind, other, given, from, until, replaces, rules);
  }

  /** The same, to that moment at most. */
  Consent endingBy(Instant moment) {
    Optional<Instant> end = until.filter(moment::isAfter).or(() -> Optional.of(moment));
    return new Consent(
        id, version, client, person, recordedBy, kind, status, given, from, end, replaces, rules);
  }

  /** Whether it says yes to anything. */
  boolean permits() {
    return status == Status.ACTIVE && any(rule -> rule.effect() == Effect.PERMIT);
  }

  /** What the log says of it. */
  String event() {
    String word =
        switch (kind) {
          case DISCLOSURE -> "consent";
          case HELP -> "help";
        };
    if (status == Status.WITHDRAWN) {
      return word + "-withdrawn";
    }
    return any(rule -> rule.effect() == Effect.PERMIT) ? word + "-given" : word + "-refused";
  }

  boolean any(Predicate<Rule> such) {
    return allRules().anyMatch(such);
  }

  /** The rules and all exceptions in them. */
  public Stream<Rule> allRules() {
    return rules.stream().flatMap(Rule::withExceptions);
  }

  boolean activeAt(Instant moment) {
    return status != Status.WITHDRAWN && !moment.isBefore(from) && !expiredAt(moment);
  }

  boolean expiredAt(Instant moment) {
    return until.isPresent() && !moment.isBefore(until.get());
  }

  Reference reference() {
    return new Reference(id, version, given.at(), recordedBy);
  }

  /** What a decision says of the consents that it rests on. */
  public record Reference(UUID id, int version, Instant givenAt, OrganisationCode recordedBy) {
    @Override
    public String toString() {
      return id + "/" + version;
    }
  }
}
