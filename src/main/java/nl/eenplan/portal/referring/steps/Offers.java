package nl.eenplan.portal.referring.steps;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Parties;
import nl.eenplan.disclosure.Party;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.FactWords;
import nl.eenplan.portal.Option;
import nl.eenplan.referral.Catalogue;
import nl.eenplan.referral.Catalogue.Offered;
import org.springframework.stereotype.Component;

/** The catalogue as somebody reads it who looks for a place for a client. */
@Component
public class Offers {

  private final Services services;
  private final Organisations organisations;
  private final Catalogue catalogue;
  private final PolicyTable policies;
  private final Parties parties;
  private final Vocabulary vocabulary;
  private final FactWords words;

  Offers(
      Services services,
      Organisations organisations,
      Catalogue catalogue,
      PolicyTable policies,
      Parties parties,
      Vocabulary vocabulary,
      FactWords words) {
    this.services = services;
    this.organisations = organisations;
    this.catalogue = catalogue;
    this.policies = policies;
    this.parties = parties;
    this.vocabulary = vocabulary;
    this.words = words;
  }

  /**
   * A service.
   *
   * @param mode one-to-one, group or empty
   * @param free places; empty when they are not counted
   * @param waiting in words
   * @param needs the purpose of the referral that comes first, in words
   * @param needed its code
   * @param open whether somebody can be referred to it now
   */
  public record Place(
      String target,
      String organisation,
      String name,
      List<String> municipalities,
      String mode,
      Optional<Integer> capacity,
      Optional<Integer> free,
      boolean full,
      String firstContact,
      Optional<String> waiting,
      Optional<String> track,
      Optional<String> needs,
      Optional<String> needed,
      boolean excepted,
      boolean serves,
      boolean open) {}

  /** What this organisation can refer for, to somebody: there is a row, and there is an offer. */
  public List<Option> purposes(Who who, Locale locale, Predicate<Service> such) {
    List<Service> offered =
        services.all().stream()
            .filter(service -> service.active() && such.test(service))
            .filter(service -> !service.organisation().equals(who.organisation()))
            .toList();
    var party =
        parties.of(
            Stream.concat(
                    Stream.of(who.organisation()), offered.stream().map(Service::organisation))
                .distinct()
                .toList());
    Party me = party.apply(who.organisation());
    Set<Purpose> possible =
        policies.rows().stream()
            .filter(row -> row.off().isEmpty() && !row.emergency())
            .filter(row -> row.actions().contains(Action.REFER) && row.from().equals(me.kind()))
            .filter(row ->
                offered.stream()
                    .anyMatch(service ->
                        service.purpose().equals(row.purpose().code())
                            && party.apply(service.organisation()).kind().equals(row.to())))
            .map(PolicyRow::purpose)
            .collect(Collectors.toSet());
    return vocabulary.purposes().stream()
        .filter(possible::contains)
        .map(purpose -> new Option(purpose.code(), capital(vocabulary.label(purpose).in(locale))))
        .toList();
  }

  /** Who offers it, those who serve the clients of this organisation first. */
  public List<Place> places(Who who, Purpose purpose, Locale locale) {
    List<Offered> found = catalogue.offers(who.organisation(), purpose);
    Map<OrganisationCode, String> names =
        organisations
            .findAll(found.stream().map(offered -> offered.service().organisation()).toList())
            .stream()
            .collect(Collectors.toMap(Organisation::code, Organisation::name));
    return found.stream().map(offered -> place(offered, names, locale)).toList();
  }

  private Place place(Offered offered, Map<OrganisationCode, String> names, Locale locale) {
    Service service = offered.service();
    String code = service.organisation().value();
    Optional<Integer> capacity = service.places().map(Service.Places::capacity);
    boolean closed =
        offered.full() && service.places().filter(Service.Places::fullRefuses).isPresent();
    return new Place(
        code,
        names.getOrDefault(service.organisation(), code),
        locale.getLanguage().equals("en") ? service.nameEn() : service.nameNl(),
        service.municipalities(),
        service.mode().map(Service.Mode::code).orElse("either"),
        capacity,
        capacity.map(all -> Math.max(0, all - offered.inUse().orElse(0))),
        offered.full(),
        words.length(service.times().firstContact(), locale),
        service.times().waiting().map(time -> words.length(time, locale)),
        service.times().track().map(time -> words.length(time, locale)),
        offered.needed().map(needed -> vocabulary.label(new Purpose(needed.purpose())).in(locale)),
        offered.needed().map(Service.Prerequisite::purpose),
        offered.excepted(),
        offered.serves(),
        offered.serves() && !closed);
  }

  private static String capital(String label) {
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }
}
