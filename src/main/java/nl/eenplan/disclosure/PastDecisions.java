package nl.eenplan.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.WhatIf.Answer;
import nl.eenplan.disclosure.WhatIf.Past;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The questions that the gate was asked before, with what clients had said by then.
 *
 * <p>Only of what the officer's own organisation held: what another one decided, or what this one
 * was refused, is not its to ask again. Of an organisation's kind, and of whether an address is
 * secret, no history is kept: those are as they are now. A ground that was claimed is not in the
 * log. Where one of these was different, the answer is marked as not reproducible.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class PastDecisions {

  /** How many lines of the log are looked through at a time. */
  public static final int PAGE = 2_000;

  private final LedgerDesk desk;
  private final PolicyTable policies;
  private final Organisations organisations;
  private final JdbcClient database;
  private final Clock clock;

  PastDecisions(
      LedgerDesk desk,
      PolicyTable policies,
      Organisations organisations,
      JdbcClient database,
      Clock clock) {
    this.desk = desk;
    this.policies = policies;
    this.organisations = organisations;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param decisions the newest first
   * @param more whether the period holds more lines of the log than were looked through
   */
  public record Page(List<Past> decisions, boolean more) {}

  /** A page of the log, as a search by its privacy officer; it is logged as one. */
  public Page of(Who officer, Optional<Instant> from, Optional<Instant> until, int offset) {
    List<Entry> found =
        desk.search(officer, period(officer, from, until), offset, PAGE + 1, clock.instant());
    return new Page(past(officer, found.stream().limit(PAGE)), found.size() > PAGE);
  }

  /**
   * A part of a long look at a period.
   *
   * @param looked how many lines of the log this part has
   * @param back until which moment was looked by now; empty when there was nothing
   * @param next where the next part begins; empty when this is the last
   */
  public record Part(
      List<Past> decisions, int looked, Optional<Instant> back, Optional<UUID> next) {}

  /**
   * A part of a look, however long the log is; the first is logged as a search.
   *
   * @param after where the part before ended; empty for the first
   */
  public Part part(
      Who officer, Optional<Instant> from, Optional<Instant> until, Optional<UUID> after) {
    LedgerSearch search = period(officer, from, until);
    LedgerDesk.From place = new LedgerDesk.From(after, false);
    LedgerDesk.Page found =
        after.isEmpty()
            ? desk.search(officer, search, place, PAGE, clock.instant())
            : desk.goOn(search, place, PAGE);
    List<Entry> entries = found.entries();
    return new Part(
        past(officer, entries.stream()),
        entries.size(),
        entries.stream().map(Entry::at).reduce((one, later) -> later),
        found.next());
  }

  private static LedgerSearch period(Who officer, Optional<Instant> from, Optional<Instant> until) {
    LedgerSearch search = LedgerSearch.of(officer.organisation());
    from.ifPresent(search::from);
    until.ifPresent(search::until);
    return search;
  }

  private List<Past> past(Who officer, Stream<Entry> entries) {
    List<Entry> own = entries.filter(entry -> isOwn(entry, officer.organisation())).toList();
    Map<ClientId, List<Version>> said = said(own);
    Map<OrganisationCode, Organisation> parties = parties(own);
    return own.stream().flatMap(entry -> past(entry, said, parties).stream()).toList();
  }

  /**
   * Asks the question of an entry again, with what was known then, of the policies of today.
   *
   * @return empty when they answer otherwise, or it was no question about what the officer's own
   *     organisation held: then only the entry itself can tell why
   */
  public Optional<Decision> again(Who officer, Entry entry) {
    return past(officer, Stream.of(entry)).stream()
        .findFirst()
        .map(past -> Judgement.decide(past.question(), policies, past.known()))
        .filter(decision -> Answer.of(decision).equals(answered(entry)));
  }

  private static Answer answered(Entry entry) {
    return new Answer(entry.outcome(), entry.reason(), entry.released());
  }

  private static boolean isOwn(Entry entry, OrganisationCode organisation) {
    return (entry.kind() == Entry.Kind.DECISION || entry.kind() == Entry.Kind.DISCLOSURE)
        && entry.sender().filter(organisation::equals).isPresent()
        && entry.clients().size() == 1
        && entry.grounds().isPresent();
  }

  /** Empty for what was no question to the gate, such as a preview. */
  private static Optional<Past> past(
      Entry entry, Map<ClientId, List<Version>> said, Map<OrganisationCode, Organisation> parties) {
    Optional<Organisation> sender = entry.sender().map(parties::get);
    Optional<Organisation> receiver = entry.recipient().map(parties::get);
    Optional<Action> action = Action.of(entry.event());
    if (sender.isEmpty() || receiver.isEmpty() || action.isEmpty() || entry.purpose().isEmpty()) {
      return Optional.empty();
    }
    LocalDate day = LocalDate.ofInstant(entry.at(), DutchTime.ZONE);
    ClientId client = entry.clients().getFirst();
    Question question =
        new Question(
            client,
            Party.of(sender.get(), day),
            Party.of(receiver.get(), day),
            new Purpose(entry.purpose().get()),
            action.get(),
            entry.asked(),
            entry.emergency() ? VitalInterest.CLAIMED : VitalInterest.NONE,
            Optional.empty(),
            entry.at());
    List<String> named = entry.grounds().map(Entry.Grounds::consents).orElse(List.of());
    Circumstances known = at(entry.at(), said.getOrDefault(client, List.of()), named);
    return Optional.of(new Past(entry.id(), question, known, answered(entry)));
  }

  private Map<OrganisationCode, Organisation> parties(List<Entry> entries) {
    Set<OrganisationCode> codes =
        entries.stream()
            .flatMap(entry -> Stream.concat(entry.sender().stream(), entry.recipient().stream()))
            .collect(Collectors.toSet());
    return organisations.findAll(codes).stream()
        .collect(Collectors.toMap(Organisation::code, Function.identity()));
  }

  /** A version of a consent; or none, of a client who said nothing. */
  private record Version(
      ClientId client,
      boolean protectedAddress,
      Optional<Consent> consent,
      Optional<Instant> recordedAt) {}

  private Map<ClientId, List<Version>> said(List<Entry> entries) {
    UUID[] ids =
        entries.stream()
            .map(entry -> entry.clients().getFirst().value())
            .distinct()
            .toArray(UUID[]::new);
    return database
        .sql(
            """
            select c.*, k.id as known, k.protected_address
            from client k left join consent c on c.client = k.id where k.id = any(?)
            """)
        .param(ids)
        .query(PastDecisions::version)
        .stream()
        .collect(Collectors.groupingBy(Version::client));
  }

  private static Version version(ResultSet row, int n) throws SQLException {
    boolean any = row.getObject("id") != null;
    return new Version(
        new ClientId(row.getObject("known", UUID.class)),
        row.getBoolean("protected_address"),
        any ? Optional.of(ConsentRows.consent(row, n)) : Optional.empty(),
        Optional.ofNullable(row.getObject("recorded_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  /**
   * What counted at a moment: the newest versions by then, save what one of them replaces.
   *
   * @param named the versions that the log names; where two things happened at once, it knows best
   */
  private static Circumstances at(Instant moment, List<Version> versions, List<String> named) {
    Map<UUID, Consent> newest = new HashMap<>();
    versions.stream()
        .filter(version -> version.recordedAt().filter(at -> !at.isAfter(moment)).isPresent())
        .flatMap(version -> version.consent().stream())
        .sorted(Comparator.comparingInt(Consent::version))
        .forEach(consent -> newest.put(consent.id(), consent));
    versions.stream()
        .flatMap(version -> version.consent().stream())
        .filter(consent -> named.contains(consent.reference().toString()))
        .forEach(consent -> newest.put(consent.id(), consent));
    Set<UUID> replaced = new HashSet<>();
    Set<UUID> wasReplaced = new HashSet<>();
    for (Consent consent : newest.values()) {
      if (consent.status() == Consent.Status.WITHDRAWN) {
        consent.replaces().ifPresent(wasReplaced::add);
      } else if (!consent.from().isAfter(moment)) {
        consent.replaces().ifPresent(replaced::add);
      }
    }
    Collection<Consent> counting =
        newest.values().stream()
            .filter(consent -> !replaced.contains(consent.id()))
            .map(consent ->
                wasReplaced.contains(consent.id()) && consent.status() == Consent.Status.ACTIVE
                    ? consent.inStatus(Consent.Status.REPLACED)
                    : consent)
            .toList();
    return new Circumstances(
        List.copyOf(counting), versions.stream().anyMatch(Version::protectedAddress));
  }
}
