package nl.eenplan.referral;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Service.Prerequisite;
import nl.eenplan.organisation.Services;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the directory says of a referral: whether the target offers this, to clients of this
 * municipality, and what is needed first. It says nothing of what may be shared: that is the
 * gate's.
 */
@Component
public class Catalogue {

  /** What goes along with a service, or is agreed between partners, and is offered by nobody. */
  private static final Set<String> NO_SERVICE =
      Set.of(
          "evaluation-report",
          "plan-coordination",
          "case-meeting",
          "involvement-check",
          "handover",
          "multi-problem",
          "signal",
          "statistics",
          "own-access");

  private final Services services;
  private final Organisations organisations;
  private final Vocabulary vocabulary;
  private final ReferralRows rows;
  private final JdbcClient database;

  /** Municipalities do not move; a mistake that was mended counts within a second. */
  private final Cache<OrganisationCode, Optional<String>> municipalities =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).maximumSize(10_000).build();

  Catalogue(
      Services services,
      Organisations organisations,
      Vocabulary vocabulary,
      ReferralRows rows,
      JdbcClient database) {
    this.services = services;
    this.organisations = organisations;
    this.vocabulary = vocabulary;
    this.rows = rows;
    this.database = database;
  }

  /** What somebody should know of a referral that goes out all the same. */
  public record Remark(Kind kind, OrganisationCode target, String dutch, String english) {

    /** Why. */
    public enum Kind {
      /** All places are in use. */
      FULL,
      /** By contract, what others need first is not needed. */
      CONTRACT_EXCEPTION;

      public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }
  }

  /** Whether somebody can have it on offer. */
  public static boolean isOnOffer(Purpose purpose) {
    return !NO_SERVICE.contains(purpose.code());
  }

  /**
   * A service as one requester sees it.
   *
   * @param inUse places; empty when they are not counted
   * @param full whether all places are in use
   * @param serves whether it is there for the requester's clients
   * @param needed what a client needs first, when this requester refers
   * @param excepted whether by contract this requester may do without what others need first
   */
  public record Offered(
      Service service,
      Optional<Integer> inUse,
      boolean full,
      boolean serves,
      Optional<Prerequisite> needed,
      boolean excepted) {}

  /** What others offer for this purpose, those who serve the requester's clients first. */
  public List<Offered> offers(OrganisationCode requester, Purpose purpose) {
    List<Service> found =
        services.all().stream()
            .filter(service -> service.active() && service.purpose().equals(purpose.code()))
            .filter(service -> !service.organisation().equals(requester))
            .toList();
    Map<String, Integer> inUse = placesInUse(found);
    return found.stream()
        .map(service -> seen(requester, service, Optional.ofNullable(inUse.get(service.id()))))
        .sorted(Comparator.comparing(offered -> !offered.serves()))
        .toList();
  }

  private Offered seen(OrganisationCode requester, Service service, Optional<Integer> inUse) {
    boolean full =
        service.places().filter(p -> inUse.filter(n -> n >= p.capacity()).isPresent()).isPresent();
    Optional<Prerequisite> needed = service.prerequisiteOf(requester);
    return new Offered(
        service,
        inUse,
        full,
        servesClientsOf(service, requester),
        needed,
        service.prerequisite().isPresent() && needed.isEmpty());
  }

  /**
   * Nobody refers to itself, or to who does not take part.
   *
   * @throws Problem UNKNOWN_RECIPIENT
   */
  public void refuseUnknown(List<OrganisationCode> targets, OrganisationCode requester) {
    if (targets.contains(requester) || organisations.findAll(targets).size() != targets.size()) {
      throw Problem.of(Problem.Code.UNKNOWN_RECIPIENT, "Task.owner, ServiceRequest.performer");
    }
  }

  /**
   * Refuses what the directory forbids. A vital interest is not held up by it.
   *
   * @throws Problem SERVICE_NOT_OFFERED, MUNICIPALITY_NOT_SERVED, PREREQUISITE_MISSING,
   *     SERVICE_FULL
   */
  void check(Referral referral, Order order) {
    if (NO_SERVICE.contains(order.purpose().code()) || referral.claims().emergency()) {
      return;
    }
    for (OrganisationCode target : referral.targets()) {
      Service service =
          offered(target, order.purpose())
              .orElseThrow(() -> Problem.of(Problem.Code.SERVICE_NOT_OFFERED, target.value()));
      if (!servesClientsOf(service, order.requester())) {
        throw Problem.of(Problem.Code.MUNICIPALITY_NOT_SERVED, target.value());
      }
      Optional<Prerequisite> needed = service.prerequisiteOf(order.requester());
      if (needed.isPresent() && !isMet(needed.get(), order)) {
        throw Problem.of(Problem.Code.PREREQUISITE_MISSING, needed.get().purpose());
      }
      if (service.places().filter(Service.Places::fullRefuses).isPresent() && isFull(service)) {
        throw Problem.of(Problem.Code.SERVICE_FULL, target.value());
      }
    }
  }

  /** What the directory has to say to such a referral, beside that it may go out. */
  public List<Remark> remarks(
      OrganisationCode requester, List<OrganisationCode> targets, Purpose purpose) {
    return targets.stream()
        .flatMap(target -> offered(target, purpose).stream())
        .flatMap(service -> remarks(service, requester))
        .toList();
  }

  private Stream<Remark> remarks(Service service, OrganisationCode requester) {
    Stream<Remark> full =
        isFull(service)
            ? Stream.of(
                new Remark(
                    Remark.Kind.FULL,
                    service.organisation(),
                    "Alle plaatsen zijn bezet. Reken op een wachttijd, of kies een ander.",
                    "All places are in use. Expect a waiting time, or choose another."))
            : Stream.of();
    Stream<Remark> exception =
        service
            .prerequisite()
            .filter(needed -> needed.notFrom().contains(requester))
            .map(needed -> vocabulary.label(new Purpose(needed.purpose())))
            .map(needed ->
                new Remark(
                    Remark.Kind.CONTRACT_EXCEPTION,
                    service.organisation(),
                    "U hoeft hiervoor niet eerst een verwijzing met doel %s te doen: dat staat in het contract."
                        .formatted(needed.nl()),
                    "No earlier referral for %s is needed here: that is in the contract."
                        .formatted(needed.en())))
            .stream();
    return Stream.concat(full, exception);
  }

  /**
   * Places in use, by the id of the service: referrals that were accepted and are not over. A
   * service without places is not counted.
   */
  public Map<String, Integer> placesInUse(Collection<Service> several) {
    Map<String, Integer> counted = new HashMap<>();
    List<Service> limited =
        several.stream().filter(service -> service.places().isPresent()).toList();
    if (!limited.isEmpty()) {
      limited.forEach(service -> counted.put(service.id(), 0));
      database
          .sql(
              """
              select owner, purpose, count(*) from referral
              where owner = any(?) and state in ('accepted', 'in-progress', 'on-hold')
                and purpose = any(?)
              group by owner, purpose
              """)
          .param(texts(limited, service -> service.organisation().value()))
          .param(texts(limited, Service::purpose))
          .query(row -> {
            OrganisationCode owner = new OrganisationCode(row.getString("owner"));
            int inUse = row.getInt("count");
            counted.computeIfPresent(
                Service.id(owner, row.getString("purpose")), (id, none) -> inUse);
          });
    }
    return counted;
  }

  /** Whether a target takes clients of this requester one by one only, for this purpose. */
  public boolean isOneToOne(OrganisationCode target, Purpose purpose) {
    return offered(target, purpose)
        .flatMap(Service::mode)
        .filter(mode -> mode == Service.Mode.ONE_TO_ONE)
        .isPresent();
  }

  /**
   * Who helps clients of this municipality one by one; empty where they may come together as well.
   */
  List<Service> oneToOneIn(String municipality, Purpose purpose) {
    return services.all().stream()
        .filter(service -> service.active() && service.purpose().equals(purpose.code()))
        .filter(service -> service.municipalities().contains(municipality))
        .filter(service -> service.mode().equals(Optional.of(Service.Mode.ONE_TO_ONE)))
        .toList();
  }

  private static String[] texts(List<Service> of, Function<Service, String> text) {
    return of.stream().map(text).distinct().toArray(String[]::new);
  }

  private Optional<Service> offered(OrganisationCode target, Purpose purpose) {
    return services.forPurpose(target, purpose.code()).filter(Service::active);
  }

  private boolean isFull(Service service) {
    return service
        .places()
        .filter(places ->
            placesInUse(List.of(service)).getOrDefault(service.id(), 0) >= places.capacity())
        .isPresent();
  }

  /**
   * The municipality of who refers stands for the client's: where the client lives stays closed.
   * Who works for several says nothing by that.
   */
  private boolean servesClientsOf(Service service, OrganisationCode requester) {
    return service.municipalities().isEmpty()
        || municipalities
            .get(requester, code -> organisations.find(code).flatMap(Organisation::municipality))
            .filter(municipality -> !service.serves(municipality))
            .isEmpty();
  }

  /** The order follows from another one, which ended as it must. */
  private boolean isMet(Prerequisite needed, Order order) {
    return order.basedOn().stream()
        .flatMap(basis -> rows.completed(basis).stream())
        .filter(row -> row.referral().client().equals(order.client()))
        .filter(row -> row.referral().purpose().code().equals(needed.purpose()))
        .flatMap(row -> Guards.outcome(row.openReports()).stream())
        .anyMatch(outcome -> outcome.code().equals(needed.outcome()));
  }
}
