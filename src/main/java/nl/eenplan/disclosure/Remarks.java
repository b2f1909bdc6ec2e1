package nl.eenplan.disclosure;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Remark.EndsEarlier;
import nl.eenplan.disclosure.Remark.StatutoryRowFits;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import org.springframework.stereotype.Component;

/** Compares a consent with the policies: when it will end, and whether it was needed at all. */
@Component
class Remarks {

  private final PolicyTable policies;
  private final Parties parties;

  Remarks(PolicyTable policies, Parties parties) {
    this.policies = policies;
    this.parties = parties;
  }

  /**
   * @param asked until when the consent itself said it would hold
   */
  List<Remark> on(Consent consent, Optional<Instant> asked) {
    if (consent.kind() != Consent.Kind.DISCLOSURE || !consent.permits()) {
      return List.of();
    }
    Stream<Remark> birthday =
        consent.until().filter(until -> !asked.equals(consent.until())).stream()
            .map(until -> new EndsEarlier(Optional.empty(), until));
    Stream<Remark> longest =
        longest(consent).entrySet().stream()
            .filter(
                end -> consent.until().filter(until -> !until.isAfter(end.getValue())).isEmpty())
            .map(end -> new EndsEarlier(Optional.of(new Purpose(end.getKey())), end.getValue()));
    Stream<Remark> needless =
        rows(consent, Permit::namesBoth)
            .filter(row -> row.condition() == Condition.NONE)
            .map(StatutoryRowFits::new);
    return Stream.of(birthday, longest, needless).flatMap(remarks -> remarks).toList();
  }

  /** The first moment at which it no longer holds for everything that it permits. */
  Optional<Instant> end(Consent consent) {
    return Stream.concat(consent.until().stream(), longest(consent).values().stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * Until when it may last at most, by the purposes that it permits; in the order of their codes.
   */
  private Map<String, Instant> longest(Consent consent) {
    Set<Purpose> purposes =
        permits(consent).flatMap(permit -> permit.purposes().stream()).collect(Collectors.toSet());
    boolean any = permits(consent).anyMatch(permit -> permit.purposes().isEmpty());
    Map<String, Instant> ends = new TreeMap<>();
    for (PolicyRow row : policies.rows()) {
      if (row.off().isEmpty()
          && row.condition() != Condition.NONE
          && (any || purposes.contains(row.purpose()))) {
        row.consentLasts()
            .map(lasts -> consent.from().atOffset(ZoneOffset.UTC).plus(lasts).toInstant())
            .ifPresent(
                end -> ends.merge(row.purpose().code(), end, (a, b) -> a.isBefore(b) ? a : b));
      }
    }
    return ends;
  }

  /** The rows that it is about: whoever recorded it may share by them what it permits. */
  List<PolicyRow> rows(Consent consent) {
    return rows(consent, permit -> true).toList();
  }

  private Stream<PolicyRow> rows(Consent consent, Predicate<Permit> such) {
    List<Permit> permits = permits(consent).filter(such).toList();
    List<OrganisationCode> named =
        Stream.concat(
                Stream.of(consent.recordedBy()),
                permits.stream().flatMap(permit -> permit.recipients().stream()))
            .distinct()
            .toList();
    Function<OrganisationCode, Party> party = parties.of(named);
    OrganisationKind from = party.apply(consent.recordedBy()).kind();
    return policies.rows().stream()
        .filter(row -> row.off().isEmpty() && !row.emergency() && row.from().equals(from))
        .filter(row -> permits.stream().anyMatch(permit -> permit.fits(row, party)));
  }

  /**
   * A permission for what it names, or what the rules around it name.
   *
   * @param recipients named organisations
   * @param kinds kinds of organisations
   */
  private record Permit(
      Set<Purpose> purposes, Set<OrganisationCode> recipients, Set<OrganisationKind> kinds) {

    boolean fits(PolicyRow row, Function<OrganisationCode, Party> party) {
      boolean anybody = recipients.isEmpty() && kinds.isEmpty();
      return (purposes.isEmpty() || purposes.contains(row.purpose()))
          && (anybody
              || kinds.contains(row.to())
              || recipients.stream().anyMatch(code -> party.apply(code).kind().equals(row.to())));
    }

    boolean namesBoth() {
      return !purposes.isEmpty() && !(recipients.isEmpty() && kinds.isEmpty());
    }

    Permit within(Rule rule) {
      boolean anybody = rule.recipients().isEmpty() && rule.kinds().isEmpty();
      return new Permit(
          rule.purposes().isEmpty() ? purposes : rule.purposes(),
          anybody ? recipients : rule.recipients(),
          anybody ? kinds : rule.kinds());
    }
  }

  private static Stream<Permit> permits(Consent consent) {
    Permit anything = new Permit(Set.of(), Set.of(), Set.of());
    return consent.rules().stream().flatMap(rule -> permits(rule, anything));
  }

  private static Stream<Permit> permits(Rule rule, Permit around) {
    Permit own = around.within(rule);
    return Stream.concat(
        rule.effect() == Effect.PERMIT ? Stream.of(own) : Stream.empty(),
        rule.exceptions().stream().flatMap(exception -> permits(exception, own)));
  }
}
