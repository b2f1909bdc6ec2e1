package nl.eenplan.referral;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Holding;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Gate.Asked;
import nl.eenplan.disclosure.Own;
import nl.eenplan.disclosure.Release;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
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

  private static final Categories NAME = Categories.of(Category.IDENTITY_NAME);

  private final ReferralRows rows;
  private final Orders orders;
  private final Persons persons;
  private final Questions questions;
  private final Directors directors;
  private final Gate gate;
  private final Ledger ledger;
  private final Clock clock;

  Viewing(
      ReferralRows rows,
      Orders orders,
      Persons persons,
      Questions questions,
      Directors directors,
      Gate gate,
      Ledger ledger,
      Clock clock) {
    this.rows = rows;
    this.orders = orders;
    this.persons = persons;
    this.questions = questions;
    this.directors = directors;
    this.gate = gate;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A referral as one party sees it.
   *
   * @param referral with the requester by the name by which this party may know it
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
        found.filter(row -> row.referral().mayBeSeenBy(who.organisation())).stream().toList();
    if (mine.isEmpty()) {
      logRefusal(
          who,
          id,
          found.map(Row::referral).map(other -> new Holding(other.client(), other.requester())));
    }
    return see(who, "read", mine).stream().findFirst();
  }

  /**
   * What the director of the client's plan sees of a referral between others: who asked whom, and
   * how far it is; nothing of what is said in it. Empty for anybody else.
   */
  public Optional<Seen> overseen(Who who, UUID id) {
    OrganisationCode me = who.organisation();
    Optional<Referral> found = rows.find(id).map(Row::referral);
    if (found.filter(referral -> referral.mayBeSeenBy(me)).isPresent()
        || !directors.isKnowing(me, found)) {
      return Optional.empty();
    }
    return found
        .filter(referral -> directors.mayBeTold(who, referral, me))
        .map(referral -> new Seen(referral.seenBy(me), false, Optional.empty(), Optional.empty()));
  }

  /**
   * A page of referrals, with one entry in the log for the list. Who looks for a client or an order
   * finds nothing without a ground: a hit alone would say whom a bare referral is about. Nor does
   * who looks for what a care giver asked: a hit, or a gap in the pages, would name it.
   */
  public List<Seen> referrals(Who who, ReferralQuery query) {
    if (query
        .requester()
        .filter(by -> !by.equals(query.me()) && questions.isSecret(by))
        .isPresent()) {
      return List.of();
    }
    boolean aboutSomebody = !query.persons().isEmpty() || !query.orders().isEmpty();
    return see(who, "search", rows.page(query)).stream()
        .filter(seen -> seen.grounded() || !aboutSomebody)
        .toList();
  }

  /** A page that was read already, with one entry in the log. */
  List<Seen> page(Who who, List<Row> found) {
    return see(who, "search", found);
  }

  /** Those of these referrals that concern this organisation, with one entry in the log. */
  public List<Seen> those(Who who, Collection<UUID> ids) {
    return see(
        who,
        "search",
        rows.findAll(ids).stream()
            .filter(row -> row.referral().mayBeSeenBy(who.organisation()))
            .toList());
  }

  /**
   * What another organisation holds, and what passes of it.
   *
   * @param holder by the name by which the reader may know it
   * @param releases one for each referral with a ground, at least one
   */
  public record Passing<T>(T held, OrganisationCode holder, List<Release> releases) {}

  /**
   * Another holder's record of a client, by the referrals that lead to it; empty without a ground.
   */
  public Optional<Passing<Person>> person(Who who, UUID id) {
    return through(who, id, persons::holding, persons::find, Person::facts);
  }

  /** Another organisation's order, by the referrals that belong to it; empty without a ground. */
  public Optional<Passing<Order>> order(Who who, UUID id) {
    return through(who, id, orders::holding, orders::find, Order::facts)
        .map(order ->
            new Passing<>(
                order.held().requestedBy(order.holder()), order.holder(), order.releases()));
  }

  /**
   * What each of these is called whom these referrals are about, by the referral, as far as it may
   * be shown: one question to the gate for all.
   */
  public Map<UUID, Shown> names(Who who, List<Seen> seen) {
    List<Referral> about =
        rows
            .findAll(seen.stream().filter(Seen::grounded).map(one -> one.referral().id()).toList())
            .stream()
            .map(Row::referral)
            .toList();
    Map<UUID, Person> held = persons.findAll(about.stream().map(Referral::person).toList());
    Questions.About asking = questions.about(about.stream());
    List<Referral> others =
        about.stream().filter(one -> !one.isRequestedBy(who.organisation())).toList();
    Iterator<Decision> decisions =
        gate.decide(
                others.stream()
                    .map(one -> asking.reading(who, one, who.organisation(), NAME))
                    .toList())
            .iterator();
    Map<UUID, Shown> names = new HashMap<>();
    for (Referral one : others) {
      if (decisions.next() instanceof Permit permit) {
        Person person = Objects.requireNonNull(held.get(one.person()));
        names.put(one.id(), gate.release(permit, person.facts().only(NAME)));
      }
    }
    about.stream()
        .filter(one -> one.isRequestedBy(who.organisation()))
        .forEach(
            one -> names.put(one.id(), own(who, Objects.requireNonNull(held.get(one.person())))));
    return names;
  }

  /** What this organisation itself told as the target; empty for who is no target of it (now). */
  public Optional<Own> told(Who who, UUID id) {
    return rows.find(id)
        .filter(row -> row.referral().owner().equals(Optional.of(who.organisation())))
        .filter(row -> row.referral().recallOf(who.organisation()).isEmpty())
        .map(row ->
            Own.of(
                who, new Holding(row.referral().client(), who.organisation()), row.openReports()));
  }

  /** What this organisation itself recorded of a client. */
  public Own own(Who who, Person person) {
    return Own.of(who, new Holding(person.client(), person.holder()), person.facts());
  }

  /** What this organisation itself asked. */
  public Own own(Who who, Order order) {
    return Own.of(who, new Holding(order.client(), order.requester()), order.facts());
  }

  /** Of whom another holder's record is that was referred to this organisation, with a ground. */
  public Optional<ClientId> clientReferredTo(Who who, UUID person) {
    List<Referral> leading = leadingTo(person, who.organisation());
    if (leading.isEmpty()) {
      return Optional.empty();
    }
    Questions.About asking = questions.about(leading.stream());
    return gate
        .decideOnList(
            leading.stream()
                .map(referral -> asking.reading(who, referral, who.organisation(), Categories.NONE))
                .toList())
        .stream()
        .filter(Permit.class::isInstance)
        .map(permit -> permit.question().client())
        .findFirst();
  }

  /**
   * An order may follow from one for the same client, of one's own or that was referred to one with
   * a ground that holds.
   *
   * @throws Problem UNKNOWN_REFERENCE
   */
  void checkOrigin(Who who, Orders.Asks asks) {
    asks.basedOn()
        .filter(origin -> ofWhom(who, origin).filter(asks.person().client()::equals).isEmpty())
        .ifPresent(origin -> {
          throw Problem.of(Problem.Code.UNKNOWN_REFERENCE, "ServiceRequest.basedOn");
        });
  }

  /** For whom an order is; empty for one that this organisation may not know. */
  public Optional<ClientId> ofWhom(Who who, UUID order) {
    return orders
        .holding(order)
        .filter(held -> held.holder().equals(who.organisation()))
        .map(Holding::client)
        .or(() -> clientReferredTo(who, order));
  }

  private List<Referral> leadingTo(UUID personOrOrder, OrganisationCode target) {
    return rows.leadingTo(personOrOrder, target).stream()
        .map(Row::referral)
        .filter(referral -> ReferralState.IN_NEED.contains(referral.state()))
        .toList();
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

  /** Nothing is opened for who was not referred to: that would take time, and time tells. */
  private <T> Optional<Passing<T>> through(
      Who who,
      UUID id,
      Function<UUID, Optional<Holding>> holding,
      Function<UUID, Optional<T>> find,
      Function<T, Facts> facts) {
    List<Referral> leading = leadingTo(id, who.organisation());
    if (leading.isEmpty()) {
      logRefusal(who, id, holding.apply(id));
      return Optional.empty();
    }
    T found = find.apply(id).orElseThrow();
    Questions.About asking = questions.about(leading.stream());
    Referral any = leading.getFirst();
    Facts held = facts.apply(found).and(asking.involvement(any));
    List<Release> releases =
        gate
            .decide(
                leading.stream()
                    .map(referral ->
                        asking.reading(who, referral, who.organisation(), held.categories()))
                    .toList())
            .stream()
            .filter(Permit.class::isInstance)
            .map(permit -> gate.release((Permit) permit, held))
            .toList();
    return releases.isEmpty()
        ? Optional.empty()
        : Optional.of(new Passing<>(found, asking.requester(any, releases.stream()), releases));
  }

  /** Writes in the log that somebody asked for what is not there, or not there for them. */
  public void logRefusal(Who who, UUID id, Optional<Holding> held) {
    Entry entry =
        Entry.of(
            clock.instant(),
            Entry.Kind.DECISION,
            Entry.Outcome.REFUSED,
            Optional.of(Decision.Reason.NO_GROUND.code()),
            who,
            held.map(Holding::client).stream().toList(),
            "read",
            Optional.of(id));
    ledger.append(
        held.map(Holding::holder)
            .map(holder ->
                entry.between(holder, who.organisation(), Optional.empty(), Optional.empty()))
            .orElse(entry));
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
            .map(line ->
                seen(who.organisation(), line, line.asked().map(a -> decisions.next()), about))
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
   * @param held what would pass to who looks: what the target told, or who asked
   * @param asked what the gate has to answer for it; empty when nothing of another holder is in it
   */
  private record Line(Row row, Facts held, Optional<Asked> asked) {}

  private static Line line(Who who, Row row, Questions.About about) {
    Referral referral = row.referral();
    if (!referral.isRequestedBy(who.organisation())) {
      Facts asker = about.involvement(referral);
      return new Line(
          row,
          asker,
          Optional.of(about.reading(who, referral, who.organisation(), asker.categories())));
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

  private Seen seen(
      OrganisationCode me, Line line, Optional<Decision> decision, Questions.About about) {
    Referral referral = line.row().referral();
    Optional<Release> release =
        decision
            .filter(Permit.class::isInstance)
            .map(permit -> gate.release((Permit) permit, line.held()));
    boolean needed = ReferralState.IN_NEED.contains(referral.state());
    return referral.isRequestedBy(me)
        ? new Seen(referral, true, line.row().original(me), release)
        : new Seen(
            referral.seenBy(me).requestedBy(about.requester(referral, release.stream())),
            release.isPresent() && needed,
            line.row().original(me),
            Optional.empty());
  }
}
