package nl.eenplan.disclosure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Holding;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What clients said. Every version stays; the newest counts. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Consents {

  private final ConsentRows rows;
  private final Clients clients;
  private final Persons persons;
  private final Remarks remarks;
  private final PolicyTable policies;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Consents(
      ConsentRows rows,
      Clients clients,
      Persons persons,
      Remarks remarks,
      PolicyTable policies,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.clients = clients;
    this.persons = persons;
    this.remarks = remarks;
    this.policies = policies;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What was written down.
   *
   * @param consent as it will be read: it may end earlier than was said
   * @param at when the hub wrote it down
   */
  public record Recorded(Consent consent, Instant at, List<Remark> remarks) {}

  /**
   * Writes down what a client says, as the first version of a new consent.
   *
   * @param original the message as it came, for who recorded it
   * @param repeat how to know this message when it comes again; empty when its sender gave it no
   *     identifier
   * @return the consent, or the one that this message made the first time that it came
   * @throws Problem SAME_ID_OTHER_CONTENT, GIVER_... ({@link Entitlement}), INVALID,
   *     UNKNOWN_REFERENCE
   */
  public Recorded record(Who who, Consent said, String original, Optional<Repeat> repeat) {
    ClientKey key = clients.keyForChange(said.client());
    if (repeat.isPresent()) {
      Optional<Consent> first = rows.first(said.recordedBy(), repeat.get());
      if (first.isPresent()) {
        return again(first.get());
      }
    }
    said.replaces().ifPresent(older -> replace(older, said));
    Recorded recorded = recorded(said);
    if (!insert(recorded, key.seal(original), repeat)) {
      return again(repeat.flatMap(twin -> rows.first(said.recordedBy(), twin)).orElseThrow());
    }
    tell(who, recorded, mayTakeAway(said));
    return recorded;
  }

  /** It says no to something, or comes in the place of what permitted more. */
  private static boolean mayTakeAway(Consent said) {
    return said.replaces().isPresent() || said.any(rule -> rule.effect() == Effect.DENY);
  }

  /**
   * A new version of a consent. Withdrawing is one: it works at the very next decision.
   *
   * @param expected the version that was changed; empty when the sender does not say
   * @throws Problem NOT_FOUND, STALE_VERSION, IMMUTABLE, GIVER_... ({@link Entitlement}), INVALID
   */
  public Recorded change(Who who, Consent said, Optional<Integer> expected, String original) {
    ClientKey key = clients.keyForChange(said.client());
    Consent before =
        find(said.id(), said.recordedBy()).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    if (expected.isPresent() && expected.get() != before.version()) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    fixed(before.client().equals(said.client()), "Consent.patient");
    fixed(before.kind() == said.kind(), "Consent.scope");
    fixed(before.replaces().equals(said.replaces()), Consent.REPLACES);
    rows.retire(said.id());
    Recorded recorded = recorded(said.asVersion(before.version() + 1));
    insert(recorded, key.seal(original), Optional.empty());
    tell(who, recorded, true);
    return recorded;
  }

  private static void fixed(boolean same, String path) {
    if (!same) {
      throw Problem.of(Problem.Code.IMMUTABLE, path);
    }
  }

  /**
   * Only what the same organisation wrote down of the same client and the same kind; nobody learns
   * of any other. It was there before and is fixed after, so that nothing ever replaces itself.
   */
  private void replace(UUID older, Consent said) {
    boolean own =
        find(older, said.recordedBy())
            .filter(
                consent -> consent.client().equals(said.client()) && consent.kind() == said.kind())
            .isPresent();
    if (!own) {
      throw Problem.of(Problem.Code.UNKNOWN_REFERENCE, Consent.REPLACES);
    }
    rows.remindNoMore(older);
  }

  /** Whether who gave it may, and until when that lasts. */
  private Recorded recorded(Consent said) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!said.permits()) {
      return new Recorded(said, now, List.of());
    }
    Consent kept =
        Entitlement.endOf(said.given(), persons.born(said.client(), said.recordedBy()))
            .map(said::endingBy)
            .orElse(said);
    if (kept.expiredAt(kept.from()) && !said.expiredAt(said.from())) {
      throw Problem.of(Problem.Code.INVALID, "Consent.provision.period");
    }
    return new Recorded(kept, now, remarks.on(kept, said.until()));
  }

  private boolean insert(Recorded recorded, byte[] original, Optional<Repeat> repeat) {
    Consent said = recorded.consent();
    Optional<Instant> end =
        said.kind() == Consent.Kind.DISCLOSURE && said.permits()
            ? remarks.end(said)
            : Optional.empty();
    return rows.insert(said, recorded.at(), end, original, repeat);
  }

  private Recorded again(Consent kept) {
    return new Recorded(
        kept, original(kept).orElseThrow().recordedAt(), remarks.on(kept, kept.until()));
  }

  /** The newest version, for who recorded it. */
  public Optional<Consent> find(UUID id, OrganisationCode recordedBy) {
    return rows.find(id, recordedBy);
  }

  /** One version, for who recorded it; empty when there is no such. */
  public Optional<Consent> find(UUID id, OrganisationCode recordedBy, int version) {
    return rows.find(id, recordedBy, version);
  }

  /** All versions, the newest first, for who recorded it. */
  public List<Consent> versions(UUID id, OrganisationCode recordedBy) {
    return rows.versions(id, recordedBy);
  }

  /** What an organisation recorded, of one client or of all, the newest first. */
  public List<Consent> recordedBy(
      OrganisationCode organisation, Optional<ClientId> client, int offset, int count) {
    return rows.recordedBy(organisation, client, offset, count);
  }

  /** Whose record it is. */
  public Optional<Holding> holding(UUID id) {
    return rows.holding(id);
  }

  /**
   * A message as it came.
   *
   * @param recordedAt when the hub wrote it down
   */
  public record Original(String text, Instant recordedAt) {}

  /** The message as it came, for who recorded it. */
  public Optional<Original> original(Consent consent) {
    return rows.original(consent);
  }

  /** A permission that is about to end. */
  public record Ending(Consent consent, Instant end) {}

  /**
   * What an organisation recorded and will end soon, the first to end first; for its officer, and
   * logged.
   */
  public List<Ending> ending(Who officer, Duration within, int offset, int count) {
    Instant now = clock.instant();
    List<Ending> found = rows.ending(officer.organisation(), now, now.plus(within), offset, count);
    ledger.append(
        Entry.of(
            now,
            Entry.Kind.ACCESS,
            Entry.Outcome.PERMITTED,
            Optional.empty(),
            officer,
            found.stream().map(ending -> ending.consent().client()).distinct().toList(),
            "consents-ending",
            Optional.empty()));
    return found;
  }

  /** How many those are, counted to so many; a number, so it is not logged. */
  public int countEnding(Who officer, Duration within, int most) {
    Instant now = clock.instant();
    return rows.ending(officer.organisation(), now, now.plus(within), 0, most).size();
  }

  /**
   * What would be written down, without writing it; after a no its caller can go on.
   *
   * @throws Problem GIVER_... ({@link Entitlement}), INVALID
   */
  @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Problem.class)
  public Recorded foresee(Consent said) {
    return recorded(said);
  }

  /**
   * What there is to say to it by the policies of today.
   *
   * @param asked until when the client said that it holds
   */
  public List<Remark> remarks(Consent consent, Optional<Instant> asked) {
    return remarks.on(consent, asked);
  }

  /** When it ends at the latest, by its own words and by the policies of today. */
  public Optional<Instant> end(Consent consent) {
    return remarks.end(consent);
  }

  /** The policy rows that it is about. */
  public List<PolicyRow> rows(Consent consent) {
    return remarks.rows(consent);
  }

  private void tell(Who who, Recorded recorded, boolean lessThanBefore) {
    Consent said = recorded.consent();
    recorded.remarks().stream()
        .flatMap(remark ->
            remark instanceof Remark.StatutoryRowFits fits ? Stream.of(fits.row()) : Stream.empty())
        .forEach(row -> ledger.append(needless(who, recorded, row)));
    ledger.append(
        Entry.of(
            recorded.at(),
            Entry.Kind.CONSENT,
            Entry.Outcome.PERMITTED,
            Optional.empty(),
            who,
            List.of(said.client()),
            said.event(),
            Optional.of(said.id())));
    if (lessThanBefore) {
      events.publishEvent(new ConsentChanged(said.client(), who));
    }
  }

  /** For the privacy officer: this client was asked for what the statute already allows. */
  private Entry needless(Who who, Recorded recorded, PolicyRow row) {
    Consent said = recorded.consent();
    return Entry.of(
            recorded.at(),
            Entry.Kind.CONSENT,
            Entry.Outcome.PERMITTED,
            Optional.of(Remark.STATUTORY_ROW_FITS),
            who,
            List.of(said.client()),
            said.event(),
            Optional.of(said.id()))
        .on(
            new Entry.Grounds(
                Optional.of(row.id()),
                Optional.of(row.basis().avg()),
                Optional.of(row.basis().statute()),
                Optional.of(row.condition().code()),
                policies.digest(),
                List.of(said.reference().toString())),
            row.purpose().code());
  }
}
