package nl.eenplan.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.organisation.Offer;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.ReferralOutcome;
import org.springframework.stereotype.Component;

/** Writes what an organisation offers. It counts at once. */
@Component
public class Offering {

  private final Services services;
  private final Vocabulary vocabulary;
  private final Transactions transactions;

  Offering(Services services, Vocabulary vocabulary, Transactions transactions) {
    this.services = services;
    this.vocabulary = vocabulary;
    this.transactions = transactions;
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

  public void keep(Service service) {
    keep(List.of(service));
  }

  /**
   * The organisation's services from an Open Referral document (HSDS 3.x), all or nothing.
   *
   * @throws Problem UNREADABLE, MISSING (no service in it), TOO_MANY
   */
  public Import take(OrganisationCode organisation, String text) {
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
    keep(read);
    return new Import(
        read.size(),
        List.of(),
        document.services().stream()
            .flatMap(service -> service.left().stream().map(field -> service.at() + "/" + field))
            .map(place -> new Finding(document.line(place), place, ""))
            .toList());
  }

  private void keep(List<Service> several) {
    transactions.run(() -> {
      several.forEach(services::add);
      return several.size();
    });
  }

  private static Finding finding(HsdsReader document, HsdsReader.Read service, String field) {
    String place = document.place(service, field);
    return new Finding(document.line(place), place, field);
  }
}
