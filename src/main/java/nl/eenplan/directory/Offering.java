package nl.eenplan.directory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Offer;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.ReferralOutcome;
import org.springframework.stereotype.Component;

/** Writes what an organisation offers. It counts at once, and the log says who changed what. */
@Component
public class Offering {

  private final Services services;
  private final Vocabulary vocabulary;
  private final Ledger ledger;
  private final Transactions transactions;
  private final Clock clock;

  Offering(
      Services services,
      Vocabulary vocabulary,
      Ledger ledger,
      Transactions transactions,
      Clock clock) {
    this.services = services;
    this.vocabulary = vocabulary;
    this.ledger = ledger;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * A place in a document that something is to be said of.
   *
   * @param line from 1
   * @param place a JSON pointer
   * @param field what is wrong there; empty for what was left out
   */
  public record Finding(int line, String place, String field) {}

  /**
   * What became of a document.
   *
   * @param taken how many services; none when something is wrong
   * @param wrong then nothing was taken
   * @param left what has no place in this directory
   */
  public record Import(int taken, List<Finding> wrong, List<Finding> left) {}

  /** The service as it would be kept, or what is wrong with it. */
  public Offer.Checked check(OrganisationCode organisation, Offer offer) {
    return offer.check(
        organisation,
        code -> vocabulary.purpose(code).isPresent(),
        code -> ReferralOutcome.of(code).isPresent());
  }

  public void keep(Who who, Service service) {
    keep(who, List.of(service));
  }

  /**
   * The same, if it is still as somebody saw it.
   *
   * @param seen its {@link Service#fields}
   * @throws Problem STALE_VERSION
   */
  public void keep(Who who, Service service, Map<String, String> seen) {
    transactions.run(() -> {
      if (services.hold(service.id()).filter(now -> !now.fields().equals(seen)).isPresent()) {
        throw Problem.of(Problem.Code.STALE_VERSION);
      }
      keep(who, service);
      return service;
    });
  }

  /**
   * The organisation's services from an Open Referral document (HSDS 3.x), all or nothing.
   *
   * @throws Problem UNREADABLE, MISSING (no service in it), TOO_MANY
   */
  public Import take(Who who, String text) {
    OrganisationCode organisation = who.organisation();
    HsdsReader document = HsdsReader.of(text);
    List<Service> read = new ArrayList<>();
    List<Finding> wrong = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (HsdsReader.Read one : document.services()) {
      Offer.Checked checked = check(organisation, one.offer());
      checked.wrong().forEach(field -> wrong.add(finding(document, one, field)));
      checked
          .service()
          .ifPresent(service -> {
            if (!seen.add(service.id())) {
              wrong.add(finding(document, one, "purpose (twice)"));
            }
            read.add(service);
          });
    }
    if (!wrong.isEmpty()) {
      return new Import(0, wrong, List.of());
    }
    keep(who, read);
    return new Import(
        read.size(),
        List.of(),
        document.services().stream()
            .flatMap(service -> service.left().stream().map(field -> service.at() + "/" + field))
            .map(place -> new Finding(document.line(place), place, ""))
            .toList());
  }

  private void keep(Who who, List<Service> several) {
    transactions.run(() -> {
      several.forEach(service -> {
        Optional<Service> before = services.hold(service.id());
        services.add(service);
        log(who, service, before);
      });
      return several.size();
    });
  }

  /** What was changed by its name: a value may be read in the directory itself. */
  private void log(Who who, Service service, Optional<Service> before) {
    Map<String, String> old = before.map(Service::fields).orElse(Map.of());
    String changed =
        service.fields().entrySet().stream()
            .filter(field -> !field.getValue().equals(old.getOrDefault(field.getKey(), "")))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    if (!changed.isEmpty()) {
      ledger.append(
          Entry.of(
                  clock.instant(),
                  Entry.Kind.ADMINISTRATION,
                  Entry.Outcome.PERMITTED,
                  Optional.of(changed),
                  who,
                  List.of(),
                  before.isEmpty() ? "service-added" : "service-changed",
                  Optional.empty())
              .between(
                  service.organisation(),
                  who.organisation(),
                  Optional.of(service.purpose()),
                  Optional.empty()));
    }
  }

  private static Finding finding(HsdsReader document, HsdsReader.Read service, String field) {
    String place = document.place(service, field);
    return new Finding(document.line(place), place, field);
  }
}
