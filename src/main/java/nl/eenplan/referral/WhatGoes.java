package nl.eenplan.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Release;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.stereotype.Component;

/**
 * What each target of one's own referral may see of it now: the gate is asked as it was before
 * sending, so that who sent it can read back what went.
 */
@Component
public class WhatGoes {

  private final ReferralRows rows;
  private final Orders orders;
  private final Persons persons;
  private final Permission permission;
  private final Previewing previewing;
  private final Gate gate;

  WhatGoes(
      ReferralRows rows,
      Orders orders,
      Persons persons,
      Permission permission,
      Previewing previewing,
      Gate gate) {
    this.rows = rows;
    this.orders = orders;
    this.persons = persons;
    this.permission = permission;
    this.previewing = previewing;
    this.gate = gate;
  }

  /**
   * @param goes what passes of what the requester holds; empty when nothing does
   */
  public record To(OrganisationCode target, Decision decision, Optional<Release> goes) {}

  /**
   * Outside a transaction; the log keeps that it was asked, as of a preview. Empty for who did not
   * ask it, and when nobody sees it (any more).
   */
  public List<To> of(Who who, UUID id) {
    return previewing.rehearse(
        who,
        () ->
            rows.find(id)
                .map(ReferralRows.Row::referral)
                .filter(referral -> referral.isRequestedBy(who.organisation()))
                .filter(referral -> ReferralState.IN_NEED.contains(referral.state()))
                .map(referral -> to(who, referral))
                .orElse(List.of()),
        all -> all.stream().map(To::decision).toList());
  }

  private List<To> to(Who who, Referral referral) {
    Order order = orders.askedBy(who.organisation(), referral.order()).orElseThrow();
    Person person = persons.find(referral.person()).orElseThrow();
    Facts held = person.facts().and(order.facts());
    return permission.ask(who, referral, order).stream()
        .map(decision ->
            new To(
                decision.question().receiver().code(),
                decision,
                decision instanceof Permit permit
                    ? Optional.of(gate.release(permit, held))
                    : Optional.empty()))
        .toList();
  }
}
