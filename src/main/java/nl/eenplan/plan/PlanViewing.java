package nl.eenplan.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Release;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an organisation sees of a plan: when it directed it itself, and of the others what the gate
 * releases now. Who may know nothing gets the same answer as when there is no plan.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class PlanViewing {

  private final PlanRows rows;
  private final OfferRows offers;
  private final Persons persons;
  private final Grounds grounds;
  private final Viewing viewing;

  PlanViewing(PlanRows rows, OfferRows offers, Persons persons, Grounds grounds, Viewing viewing) {
    this.rows = rows;
    this.offers = offers;
    this.persons = persons;
    this.grounds = grounds;
    this.viewing = viewing;
  }

  /**
   * A plan as one organisation sees it.
   *
   * @param person the reader's own record of the client; else that of the director, if it may be
   *     read
   * @param periods who directed, the oldest first; those of which the reader may know nothing are
   *     left out
   */
  public record Seen(
      UUID id,
      int version,
      Instant opened,
      Instant updated,
      Optional<Plan.Closed> closed,
      Optional<UUID> person,
      List<Period> periods) {

    /** Who directs now, as far as the reader may know. */
    public Optional<Period> director() {
      return periods.stream().filter(period -> period.until().isEmpty()).findFirst();
    }
  }

  /**
   * @param organisation by the name by which the reader may know it
   * @param contact the function that the client turns to
   * @param because for the two between whom the role passed; why somebody else got it may be health
   *     data
   * @param backOn from which day the former director may take it back
   */
  public record Period(
      OrganisationCode organisation,
      Optional<String> contact,
      Instant from,
      Optional<Instant> until,
      Optional<Direction.Reason> because,
      Optional<LocalDate> backOn) {}

  /** One plan; empty when it does not exist or this organisation may know nothing of it. */
  public Optional<Seen> find(Who who, UUID id) {
    Optional<Plan> plan = rows.find(id);
    Optional<Seen> seen = plan.flatMap(found -> see(who, found));
    log(who, "read", id, seen.flatMap(one -> plan).map(Plan::client).stream().toList());
    return seen;
  }

  /** The plans of an own client, as far as this organisation may know of them. */
  public List<Seen> ofPerson(Who who, UUID person) {
    Optional<ClientId> client = persons.heldBy(who.organisation(), person).map(Person::client);
    List<Seen> seen =
        client.stream()
            .flatMap(own -> rows.ofClient(own).stream())
            .flatMap(plan -> see(who, plan).stream())
            .toList();
    logList(who, client.stream().toList());
    return seen;
  }

  /** The plans that this organisation directs or directed, the open ones first. */
  public List<Seen> own(Who who, int offset, int count) {
    List<Plan> plans = rows.directedBy(who.organisation(), offset, count);
    logList(who, plans.stream().map(Plan::client).toList());
    return plans.stream().flatMap(plan -> see(who, plan).stream()).toList();
  }

  private Optional<Seen> see(Who who, Plan plan) {
    OrganisationCode me = who.organisation();
    if (!mayKnow(plan, me)) {
      return Optional.empty();
    }
    Map<OrganisationCode, Optional<Release>> released = new HashMap<>();
    List<Period> periods =
        plan.directions().stream()
            .flatMap(direction ->
                direction.isOf(me)
                    ? Stream.of(period(plan, direction, me, me, direction.contact()))
                    : released
                        .computeIfAbsent(
                            direction.organisation(),
                            other -> grounds.release(who, plan, other, contact(plan, other), me))
                        .map(release -> period(plan, direction, me, release))
                        .stream())
            .toList();
    OrganisationCode last = plan.last().organisation();
    Plan known =
        last.equals(me) || grounds.hold(plan.client(), last, me) ? plan : plan.asLeftBy(me);
    Optional<UUID> person = person(who, plan.client(), known.now().map(Direction::organisation));
    return Optional.of(
        new Seen(
            known.id(),
            known.version(),
            known.opened(),
            known.updated(),
            known.closed(),
            person,
            periods));
  }

  /** Those who have or had the role, who is offered it, and who helps and may know the director. */
  private boolean mayKnow(Plan plan, OrganisationCode me) {
    return plan.wasDirectedBy(me)
        || plan.now()
            .map(Direction::organisation)
            .filter(director ->
                offers.open(plan.id()).filter(offer -> offer.offered().equals(me)).isPresent()
                    || persons.record(plan.client(), me).isPresent())
            .filter(director -> grounds.hold(plan.client(), director, me))
            .isPresent();
  }

  private static Optional<String> contact(Plan plan, OrganisationCode director) {
    return plan.now().filter(now -> now.isOf(director)).flatMap(Direction::contact);
  }

  private static Period period(
      Plan plan, Direction direction, OrganisationCode me, Release release) {
    OrganisationCode name =
        release
            .values(Fact.Involved.class)
            .map(Fact.Involved::organisation)
            .findFirst()
            .orElse(OrganisationCode.UNNAMED);
    Optional<String> contact =
        release
            .values(Fact.ContactFunction.class)
            .map(Fact.ContactFunction::name)
            .findFirst()
            .filter(known -> direction.ended().isEmpty());
    return period(plan, direction, me, name, contact);
  }

  private static Period period(
      Plan plan,
      Direction direction,
      OrganisationCode me,
      OrganisationCode name,
      Optional<String> contact) {
    boolean between =
        direction.isOf(me) || plan.before(direction).filter(one -> one.isOf(me)).isPresent();
    return new Period(
        name,
        contact,
        direction.began(),
        direction.ended(),
        Optional.of(direction.because()).filter(reason -> between),
        direction.backOn().filter(day -> between));
  }

  /** The offerer, by the name by which who was offered the role may know it. */
  OrganisationCode name(Who who, DirectionOffer offer) {
    return grounds
        .release(who, plan(offer.plan()), offer.offerer(), Optional.empty(), who.organisation())
        .stream()
        .flatMap(release -> release.values(Fact.Involved.class))
        .map(Fact.Involved::organisation)
        .findFirst()
        .orElse(OrganisationCode.UNNAMED);
  }

  /** The client by a record that this organisation can read: its own, or that of the other one. */
  Optional<UUID> person(Who who, ClientId client, Optional<OrganisationCode> other) {
    return persons
        .record(client, who.organisation())
        .or(() ->
            other
                .flatMap(holder -> persons.record(client, holder))
                .filter(record -> viewing.clientReferredTo(who, record).isPresent()));
  }

  Plan plan(UUID id) {
    return rows.find(id).orElseThrow();
  }

  /**
   * @param clients whom it turned out to be about; nobody when there was nothing to see
   */
  void log(Who who, String event, UUID id, List<ClientId> clients) {
    if (clients.isEmpty()) {
      viewing.logRefusal(who, id, Optional.empty());
    } else {
      viewing.logOwn(who, event, clients, Optional.of(id));
    }
  }

  void logList(Who who, List<ClientId> clients) {
    viewing.logOwn(who, "search", clients, Optional.empty());
  }
}
