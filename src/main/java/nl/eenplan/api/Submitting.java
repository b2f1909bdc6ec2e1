package nl.eenplan.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.api.json.ReferralJson;
import nl.eenplan.api.reading.ReferralReader;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Inbox;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Catalogue;
import nl.eenplan.referral.Order;
import nl.eenplan.referral.OrderEntry;
import nl.eenplan.referral.Orders.Asks;
import nl.eenplan.referral.Referrals;
import nl.eenplan.referral.Referrals.Submission;
import nl.eenplan.referral.Referrals.Submitted;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Component;

/** A referral that is asked for: the order and its way to a target, at once. */
@Component
class Submitting {

  private final Persons persons;
  private final OrderEntry entry;
  private final Referrals referrals;
  private final Viewing viewing;
  private final Catalogue catalogue;
  private final Vocabulary vocabulary;
  private final Inbox inbox;
  private final Json json;

  Submitting(
      Persons persons,
      OrderEntry entry,
      Referrals referrals,
      Viewing viewing,
      Catalogue catalogue,
      Vocabulary vocabulary,
      Inbox inbox,
      Json json) {
    this.persons = persons;
    this.entry = entry;
    this.referrals = referrals;
    this.viewing = viewing;
    this.catalogue = catalogue;
    this.vocabulary = vocabulary;
    this.inbox = inbox;
    this.json = json;
  }

  /** In the transaction that is there. */
  Submitted submit(Who who, ReferralJson said) {
    String text = json.text(said);
    Optional<Repeat> repeat =
        said.businessId().map(number -> inbox.known(Words.keepable(number), text));
    Optional<OrganisationCode> target =
        said.target().map(code -> ReferralReader.organisation(code, "target"));
    List<OrganisationCode> candidates = ReferralReader.candidates(said);
    catalogue.refuseUnknown(target.map(List::of).orElse(candidates), who.organisation());
    Asks asks = asks(who, said, text);
    Order order = entry.record(who, asks, repeat);
    return referrals.submit(
        who, new Submission(order, target, candidates, said.draft().orElse(false), text, repeat));
  }

  private Asks asks(Who who, ReferralJson said, String text) {
    Person person =
        persons
            .heldBy(who.organisation(), ReferralReader.client(said.clientId()))
            .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "clientId"));
    return new Asks(
        person,
        ReferralReader.purpose(said, vocabulary),
        "active",
        said.basedOn().map(origin -> order(who, origin)),
        ReferralReader.stated(said, vocabulary),
        ReferralReader.facts(said),
        text);
  }

  /** The order behind a referral that the sender knows of. */
  private UUID order(Who who, UUID origin) {
    return viewing
        .referral(who, origin)
        .filter(Seen::grounded)
        .map(seen -> seen.referral().order())
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "basedOn"));
  }
}
