package nl.eenplan.referral;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Gate.Asked;
import nl.eenplan.disclosure.Parties;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Question;
import nl.eenplan.disclosure.Release;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an organisation sees of referrals, and of the clients that they are about: its own words as
 * it sent them, and of the other party's what the gate releases now.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Viewing {

  private final ReferralRows rows;
  private final Parties parties;
  private final Gate gate;
  private final Ledger ledger;
  private final Clock clock;

  Viewing(ReferralRows rows, Parties parties, Gate gate, Ledger ledger, Clock clock) {
    this.rows = rows;
    this.parties = parties;
    this.gate = gate;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A referral as one party sees it.
   *
   * @param grounded whether this party may (still) know whom it is about
   * @param original what this party itself wrote in it
   * @param reports what the target told, as far as it passes; empty for the target itself
   */
  public record Seen(
      Referral referral, boolean grounded, Optional<String> original, Optional<Release> reports) {}

  /** One referral; empty when it does not exist or does not concern this organisation. */
  public Optional<Seen> referral(Who who, UUID id) {
    List<Row> found =
        rows.find(id).filter(row -> row.referral().concerns(who.organisation())).stream().toList();
    return see(who, "read", found).stream().findFirst();
  }

  /** A page of referrals, with one entry in the log for the list. */
  public List<Seen> referrals(Who who, ReferralQuery query) {
    return see(who, "search", rows.page(query));
  }

  /**
   * What passes of another holder's record of a client, by the referrals that lead to it.
   *
   * @return a release for each referral with a ground; none when there is no ground, or no such
   *     record
   */
  public List<Release> person(Who who, Person person) {
    return through(who, person.id(), person.client(), person.holder(), person.facts());
  }

  /** What passes of another organisation's order, by the referrals that belong to it. */
  public List<Release> order(Who who, Order order) {
    return through(who, order.id(), order.client(), order.requester(), order.facts());
  }

  /** Writes in the log that somebody read what the own organisation recorded. */
  public void logOwn(Who who, String event, Collection<ClientId> clients, Optional<UUID> subject) {
    ledger.append(
        Entry.of(
            clock.instant(),
            Entry.Kind.ACCESS,
            Entry.Outcome.PERMITTED,
            Optional.empty(),
            who,
            clients.stream().distinct().toList(),
            event,
            subject));
  }

  /**
   * Whether these parties may be told that something happened. The answers are in the order of the
   * questions; a step of the hub itself is no disclosure to the requester, whose own referral it
   * is, and is always told.
   */
  public List<Boolean> mayBeTold(List<Telling> tellings) {
    Map<UUID, Referral> byId =
        rows.findAll(tellings.stream().map(Telling::referral).distinct().toList()).stream()
            .map(Row::referral)
            .collect(Collectors.toMap(Referral::id, Function.identity()));
    Function<OrganisationCode, Party> known = parties.of(parties(byId.values().stream()));
    List<Asked> questions = new ArrayList<>();
    Map<Telling, Integer> asked = new HashMap<>();
    for (Telling telling : tellings) {
      Referral referral = byId.get(telling.referral());
      if (referral != null && !telling.isOwnNews(referral)) {
        asked.put(telling, questions.size());
        questions.add(telling.question(referral, this, known));
      }
    }
    List<Decision> decisions = gate.decide(questions);
    return tellings.stream()
        .map(telling -> asked.get(telling))
        .map(place -> place == null || decisions.get(place) instanceof Permit)
        .toList();
  }

  /**
   * Something that happened and somebody who would hear of it.
   *
   * @param by who did it
   */
  public record Telling(UUID id, UUID referral, OrganisationCode to, OrganisationCode by) {

    private boolean isOwnNews(Referral referral) {
      return referral.isRequestedBy(to) && by.equals(Who.HUB.organisation());
    }

    private Asked question(
        Referral referral, Viewing viewing, Function<OrganisationCode, Party> known) {
      Party sender = known.apply(referral.isRequestedBy(to) ? by : referral.requester());
      return viewing.asked(
          Who.HUB, referral, sender, known.apply(to), Action.NOTIFY, Categories.NONE);
    }
  }

  /** Whether the targets may still read; nothing is read, so nothing is logged. */
  List<Decision> askForTargets(Referral referral) {
    Function<OrganisationCode, Party> known = parties.of(parties(Stream.of(referral)));
    return gate.decideOnList(
        referral.targets().stream()
            .map(target -> reading(Who.HUB, referral, target, Categories.NONE, known))
            .toList());
  }

  private List<Release> through(
      Who who, UUID about, ClientId client, OrganisationCode holder, Facts held) {
    List<Referral> leading =
        rows.leadingTo(about, who.organisation()).stream()
            .map(Row::referral)
            .filter(referral -> ReferralState.IN_NEED.contains(referral.state()))
            .toList();
    Function<OrganisationCode, Party> known = parties.of(List.of(holder, who.organisation()));
    List<Decision> decisions =
        gate.decide(
            leading.stream()
                .map(referral ->
                    reading(who, referral, who.organisation(), held.categories(), known))
                .toList());
    if (leading.isEmpty()) {
      logRefusal(who, about, client);
    }
    return decisions.stream()
        .filter(Permit.class::isInstance)
        .map(permit -> gate.release((Permit) permit, held))
        .toList();
  }

  private void logRefusal(Who who, UUID about, ClientId client) {
    ledger.append(
        Entry.of(
            clock.instant(),
            Entry.Kind.DECISION,
            Entry.Outcome.REFUSED,
            Optional.of(Decision.Reason.NO_GROUND.code()),
            who,
            List.of(client),
            "read",
            Optional.of(about)));
  }

  private List<Seen> see(Who who, String event, List<Row> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    OrganisationCode me = who.organisation();
    Function<OrganisationCode, Party> known =
        parties.of(parties(found.stream().map(Row::referral)));
    List<Asked> questions = new ArrayList<>();
    List<Facts> reports = new ArrayList<>();
    for (Row row : found) {
      Referral referral = row.referral();
      Facts told = referral.isRequestedBy(me) ? row.openReports() : Facts.NONE;
      reports.add(told);
      questions.add(
          referral.isRequestedBy(me)
              ? reporting(who, referral, told.categories(), known)
              : reading(who, referral, me, Categories.NONE, known));
    }
    List<Decision> decisions = gate.decideOnList(questions);
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      seen.add(seen(me, found.get(i), reports.get(i), decisions.get(i)));
    }
    logOwn(
        who,
        event,
        seen.stream().filter(Seen::grounded).map(one -> one.referral().client()).toList(),
        found.size() == 1 ? Optional.of(found.getFirst().referral().id()) : Optional.empty());
    return seen;
  }

  private Seen seen(OrganisationCode me, Row row, Facts reports, Decision decision) {
    Referral referral = row.referral();
    boolean permitted = decision instanceof Permit;
    boolean mine = referral.isRequestedBy(me);
    boolean needed = ReferralState.IN_NEED.contains(referral.state());
    return new Seen(
        referral,
        mine || (permitted && needed),
        row.original(me),
        mine && decision instanceof Permit permit
            ? Optional.of(gate.release(permit, reports))
            : Optional.empty());
  }

  private Asked reading(
      Who who,
      Referral referral,
      OrganisationCode target,
      Categories asked,
      Function<OrganisationCode, Party> known) {
    return asked(
        who, referral, known.apply(referral.requester()), known.apply(target), Action.READ, asked);
  }

  /**
   * What the target told, towards who asked. An open referral has no target yet, and nothing to
   * tell.
   */
  private Asked reporting(
      Who who, Referral referral, Categories asked, Function<OrganisationCode, Party> known) {
    Party requester = known.apply(referral.requester());
    Party target = referral.owner().map(known).orElse(requester);
    return asked(who, referral, target, requester, Action.REPORT, asked);
  }

  private Asked asked(
      Who who, Referral referral, Party sender, Party receiver, Action action, Categories asked) {
    Instant now = clock.instant();
    return new Asked(
        who,
        referral.id(),
        new Question(referral.client(), sender, receiver, referral.purpose(), action, asked, now));
  }

  private static List<OrganisationCode> parties(Stream<Referral> referrals) {
    return referrals
        .flatMap(
            referral -> Stream.concat(Stream.of(referral.requester()), referral.targets().stream()))
        .distinct()
        .toList();
  }
}
