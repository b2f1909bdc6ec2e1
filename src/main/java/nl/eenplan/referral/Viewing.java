package nl.eenplan.referral;

import java.time.Clock;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Gate.Asked;
import nl.eenplan.disclosure.Release;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
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
  private final Questions questions;
  private final Gate gate;
  private final Ledger ledger;
  private final Clock clock;

  Viewing(ReferralRows rows, Questions questions, Gate gate, Ledger ledger, Clock clock) {
    this.rows = rows;
    this.questions = questions;
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
    Optional<Row> found = rows.find(id);
    List<Row> mine =
        found.filter(row -> row.referral().concerns(who.organisation())).stream().toList();
    if (mine.isEmpty()) {
      found
          .map(Row::referral)
          .ifPresent(other -> logRefusal(who, id, other.client(), other.requester()));
    }
    return see(who, "read", mine).stream().findFirst();
  }

  /**
   * A page of referrals, with one entry in the log for the list. Who looks for a client or an order
   * finds nothing without a ground: a hit alone would say whom a bare referral is about.
   */
  public List<Seen> referrals(Who who, ReferralQuery query) {
    boolean aboutSomebody = !query.persons().isEmpty() || !query.orders().isEmpty();
    return see(who, "search", rows.page(query)).stream()
        .filter(seen -> seen.grounded() || !aboutSomebody)
        .toList();
  }

  /**
   * What passes of another holder's record of a client, by the referrals that lead to it.
   *
   * @return a release for each referral with a ground; none when there is no ground
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

  /** Whether any target may still read; nothing is read now. */
  boolean hasGround(Referral referral) {
    Questions.About about = questions.about(Stream.of(referral));
    return gate
        .decideOnList(
            referral.targets().stream()
                .map(target -> about.reading(Who.HUB, referral, target, Categories.NONE))
                .toList())
        .stream()
        .anyMatch(Permit.class::isInstance);
  }

  private List<Release> through(
      Who who, UUID about, ClientId client, OrganisationCode holder, Facts held) {
    List<Referral> leading =
        rows.leadingTo(about, who.organisation()).stream()
            .map(Row::referral)
            .filter(referral -> ReferralState.IN_NEED.contains(referral.state()))
            .toList();
    if (leading.isEmpty()) {
      logRefusal(who, about, client, holder);
      return List.of();
    }
    Questions.About asking = questions.about(leading.stream());
    return gate
        .decide(
            leading.stream()
                .map(referral ->
                    asking.reading(who, referral, who.organisation(), held.categories()))
                .toList())
        .stream()
        .filter(Permit.class::isInstance)
        .map(permit -> gate.release((Permit) permit, held))
        .toList();
  }

  private void logRefusal(Who who, UUID about, ClientId client, OrganisationCode holder) {
    ledger.append(
        Entry.of(
                clock.instant(),
                Entry.Kind.DECISION,
                Entry.Outcome.REFUSED,
                Optional.of(Decision.Reason.NO_GROUND.code()),
                who,
                List.of(client),
                "read",
                Optional.of(about))
            .between(holder, who.organisation(), Optional.empty()));
  }

  private List<Seen> see(Who who, String event, List<Row> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    Questions.About about = questions.about(found.stream().map(Row::referral));
    List<Line> lines = found.stream().map(row -> line(who, row, about)).toList();
    Iterator<Decision> decisions =
        gate.decideOnList(lines.stream().flatMap(line -> line.asked().stream()).toList())
            .iterator();
    List<Seen> seen =
        lines.stream()
            .map(line -> seen(who.organisation(), line, line.asked().map(a -> decisions.next())))
            .toList();
    logOwn(
        who,
        event,
        seen.stream().filter(Seen::grounded).map(one -> one.referral().client()).toList(),
        found.size() == 1 ? Optional.of(found.getFirst().referral().id()) : Optional.empty());
    return seen;
  }

  /**
   * One line of a list.
   *
   * @param told what the target told, if it is the requester who looks
   * @param asked what the gate has to answer for it; empty when nothing of another holder is in it
   */
  private record Line(Row row, Facts told, Optional<Asked> asked) {}

  private static Line line(Who who, Row row, Questions.About about) {
    Referral referral = row.referral();
    if (!referral.isRequestedBy(who.organisation())) {
      return new Line(
          row,
          Facts.NONE,
          Optional.of(about.reading(who, referral, who.organisation(), Categories.NONE)));
    }
    Facts told = row.openReports();
    return new Line(
        row,
        told,
        referral
            .owner()
            .filter(owner -> !told.categories().isEmpty())
            .map(owner -> about.reporting(who, referral, owner, told.categories())));
  }

  private Seen seen(OrganisationCode me, Line line, Optional<Decision> decision) {
    Referral referral = line.row().referral();
    Optional<Permit> permit = decision.filter(Permit.class::isInstance).map(Permit.class::cast);
    boolean mine = referral.isRequestedBy(me);
    boolean needed = ReferralState.IN_NEED.contains(referral.state());
    return new Seen(
        referral,
        mine || (permit.isPresent() && needed),
        line.row().original(me),
        mine ? permit.map(yes -> gate.release(yes, line.told())) : Optional.empty());
  }
}
