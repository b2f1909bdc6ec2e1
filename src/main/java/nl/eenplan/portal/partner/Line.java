package nl.eenplan.portal.partner;

import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Component;

/**
 * A referral in a list.
 *
 * @param name of the client, as far as it may be shown
 * @param other the other side
 * @param waiting whether an answer or a first contact is due
 */
public record Line(
    UUID id,
    String number,
    String name,
    String other,
    String purpose,
    String state,
    Optional<String> businessStatus,
    ZonedDateTime due,
    boolean waiting,
    ZonedDateTime updated) {

  public String badge() {
    return ReferralView.badge(state, businessStatus);
  }

  /** Makes them: for a whole list as many questions as for one. */
  @Component
  static class Lines {

    private final Viewing viewing;
    private final PartyNames names;
    private final ReferralWording wording;

    Lines(Viewing viewing, PartyNames names, ReferralWording wording) {
      this.viewing = viewing;
      this.names = names;
      this.wording = wording;
    }

    List<Line> of(Who who, List<Seen> seen, Locale locale) {
      Map<UUID, Shown> clients = viewing.names(who, seen);
      Map<OrganisationCode, String> known = names.of(parties(seen), locale);
      return seen.stream().map(one -> line(who, one, clients, known, locale)).toList();
    }

    private Line line(
        Who who,
        Seen seen,
        Map<UUID, Shown> clients,
        Map<OrganisationCode, String> known,
        Locale locale) {
      Referral referral = seen.referral();
      return new Line(
          referral.id(),
          PartyNames.number(referral.id()),
          Optional.ofNullable(clients.get(referral.id())).map(PartyNames::of).orElse(""),
          Reading.other(referral, referral.isRequestedBy(who.organisation()), known),
          wording.purpose(referral.purpose(), locale),
          referral.state().code(),
          referral.businessStatus().map(BusinessStatus::code),
          Reading.local(referral.due()),
          referral.state() == ReferralState.REQUESTED || referral.state() == ReferralState.ACCEPTED,
          Reading.local(referral.updated()));
    }

    private static Collection<OrganisationCode> parties(List<Seen> seen) {
      return seen.stream()
          .map(Seen::referral)
          .flatMap(one -> Stream.concat(Stream.of(one.requester()), one.targets().stream()))
          .distinct()
          .toList();
    }
  }
}
