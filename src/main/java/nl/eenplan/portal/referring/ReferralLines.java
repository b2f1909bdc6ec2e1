package nl.eenplan.portal.referring;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Component;

/** A referral that was sent, or is about to be, in one line of a list. */
@Component
class ReferralLines {

  private final Organisations organisations;
  private final Vocabulary vocabulary;

  ReferralLines(Organisations organisations, Vocabulary vocabulary) {
    this.organisations = organisations;
    this.vocabulary = vocabulary;
  }

  /**
   * One referral.
   *
   * @param state as {@code state.<code>} names it
   * @param badge its kind, as the fragment {@code badge} knows it
   * @param due by when something should happen; empty when it is over or still a draft
   */
  record Line(
      UUID id,
      UUID person,
      String purpose,
      String target,
      String state,
      String badge,
      boolean overdue,
      Optional<ZonedDateTime> due,
      ZonedDateTime changed) {}

  List<Line> of(List<Seen> seen, Locale locale) {
    Map<OrganisationCode, String> names =
        organisations
            .findAll(
                seen.stream().flatMap(one -> one.referral().targets().stream()).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Organisation::code, Organisation::name));
    return seen.stream()
        .map(one -> line(one.referral(), code -> names.getOrDefault(code, code.value()), locale))
        .toList();
  }

  private Line line(Referral referral, Function<OrganisationCode, String> name, Locale locale) {
    boolean awaited = referral.state() == ReferralState.REQUESTED;
    return new Line(
        referral.id(),
        referral.person(),
        vocabulary.label(referral.purpose()).in(locale),
        referral.targets().stream().map(name).collect(Collectors.joining(", ")),
        referral.state().code(),
        badge(referral.state()),
        referral.businessStatus().equals(Optional.of(BusinessStatus.OVERDUE)),
        awaited ? Optional.of(referral.due().atZone(DutchTime.ZONE)) : Optional.empty(),
        referral.updated().atZone(DutchTime.ZONE));
  }

  private static String badge(ReferralState state) {
    return switch (state) {
      case DRAFT, CANCELLED, ENTERED_IN_ERROR -> "neutral";
      case REQUESTED, ON_HOLD -> "warning";
      case ACCEPTED, IN_PROGRESS -> "active";
      case COMPLETED -> "safe";
      case REJECTED, FAILED -> "danger";
    };
  }
}
