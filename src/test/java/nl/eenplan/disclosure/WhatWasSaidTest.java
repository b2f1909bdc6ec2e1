package nl.eenplan.disclosure;

import static nl.eenplan.disclosure.OneRow.LV;
import static nl.eenplan.disclosure.OneRow.NOW;
import static nl.eenplan.disclosure.OneRow.PURPOSE;
import static nl.eenplan.disclosure.OneRow.RELEASE;
import static nl.eenplan.disclosure.OneRow.WOEJ;
import static nl.eenplan.disclosure.OneRow.decide;
import static nl.eenplan.disclosure.OneRow.row;
import static nl.eenplan.disclosure.OneRow.rule;
import static nl.eenplan.disclosure.OneRow.said;
import static nl.eenplan.disclosure.OneRow.yes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.OnObjection;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Secrecy;
import org.junit.jupiter.api.Test;

/** How the words of a client add up: exceptions, who wrote them down, and when they hold. */
class WhatWasSaidTest {

  private static final Categories NAME = Categories.of(Category.IDENTITY_NAME);
  private static final Categories CONTACT = Categories.of(Category.CONTACT);

  @Test
  void anExceptionGoesNoFurtherThanItsRule() {
    Rule open = within(Effect.DENY, NAME.or(CONTACT), exception(Effect.PERMIT, Categories.ALL));
    assertThat(released(said(open))).isEqualTo(NAME.or(CONTACT));
  }

  @Test
  void anExceptionTakesItsPlaceFromTheRule() {
    Rule closed = within(Effect.PERMIT, Categories.ALL, exception(Effect.DENY, CONTACT));
    assertThat(released(said(closed))).isEqualTo(RELEASE.minus(CONTACT));
  }

  @Test
  void anExceptionCountsOnlyInItsTime() {
    assertThat(released(said(except(Optional.of(NOW.plusSeconds(1)), Optional.empty()))))
        .isEqualTo(RELEASE);
    assertThat(released(said(except(Optional.of(NOW), Optional.empty()))))
        .isEqualTo(RELEASE.minus(CONTACT));
    assertThat(released(said(except(Optional.empty(), Optional.of(NOW))))).isEqualTo(RELEASE);
    assertThat(released(said(except(Optional.empty(), Optional.of(NOW.plusSeconds(1))))))
        .isEqualTo(RELEASE.minus(CONTACT));
  }

  @Test
  void anExceptionIsAsCloseAsItAndItsRuleTogether() {
    Rule anybody = new Rule(Effect.PERMIT, Set.of(), Set.of(), Set.of(), Categories.ALL);
    Rule forThisPurpose = new Rule(Effect.DENY, Set.of(PURPOSE), Set.of(), Set.of(), CONTACT);
    Rule named =
        new Rule(
            Effect.PERMIT,
            Set.of(),
            Set.of(WOEJ.code()),
            Set.of(),
            Categories.ALL,
            Optional.empty(),
            Optional.empty(),
            List.of(forThisPurpose));
    Consent yesToTheName =
        said(new Rule(Effect.PERMIT, Set.of(), Set.of(WOEJ.code()), Set.of(), CONTACT));
    assertThat(released(said(named), yesToTheName)).isEqualTo(RELEASE.minus(CONTACT));
    Rule kindWithin = new Rule(Effect.DENY, Set.of(), Set.of(), Set.of(WOEJ.kind()), CONTACT);
    Rule purposeAround =
        new Rule(
            Effect.PERMIT,
            Set.of(PURPOSE),
            Set.of(),
            Set.of(),
            Categories.ALL,
            Optional.empty(),
            Optional.empty(),
            List.of(kindWithin));
    assertThat(released(said(purposeAround), said(anybody))).isEqualTo(RELEASE.minus(CONTACT));
  }

  @Test
  void whatNeitherPartyWroteDownDoesNotCount() {
    OrganisationCode third = new OrganisationCode("reakt");
    Consent yes = said(yes(Categories.ALL));
    Consent no = by(third, said(rule(Effect.DENY, Categories.ALL)));
    assertThat(released(yes, no)).isEqualTo(RELEASE);
    Refuse refuse = (Refuse) decide(Condition.EXPLICIT_CONSENT, by(third, yes));
    assertThat(refuse.reason()).isEqualTo(Reason.NO_CONSENT);
  }

  @Test
  void whatTheRecipientKnowsOfARefusalIsNotToldToWhoHasNoPermission() {
    Consent no = by(WOEJ.code(), said(rule(Effect.DENY, Categories.ALL)));
    assertThat(reason(Condition.EXPLICIT_CONSENT, no)).isEqualTo(Reason.NO_CONSENT);
    assertThat(reason(Condition.EXPLICIT_CONSENT, no, said(yes(Categories.ALL))))
        .isEqualTo(Reason.CLIENT_REFUSED);
    assertThat(reason(Condition.NONE, no)).isEqualTo(Reason.CLIENT_REFUSED);
  }

  @Test
  void aReportRestsOnTheReferralAndHearsBothRefusals() {
    Consent referral =
        by(
            WOEJ.code(),
            said(new Rule(Effect.PERMIT, Set.of(), Set.of(LV.code()), Set.of(), Categories.ALL)));
    Permit permit = (Permit) decide(Condition.CONSENT_OF_REFERRAL, referral);
    assertThat(permit.released()).isEqualTo(RELEASE);
    Consent toThere =
        numbered(
            7,
            by(
                WOEJ.code(),
                said(new Rule(Effect.DENY, Set.of(PURPOSE), Set.of(LV.code()), Set.of(), NAME))));
    Consent toHere = numbered(8, said(rule(Effect.DENY, NAME.or(CONTACT))));
    Refuse refuse = (Refuse) decide(Condition.CONSENT_OF_REFERRAL, referral, toThere, toHere);
    assertThat(refuse.reason()).isEqualTo(Reason.CLIENT_REFUSED);
    assertThat(refuse.because()).containsExactlyInAnyOrder(toThere.reference(), toHere.reference());
  }

  @Test
  void medicalSecrecyRestsOnTheSameWordsOnce() {
    PolicyRow row = row(Condition.EXPLICIT_CONSENT, OnObjection.REFUSE, Secrecy.MEDICAL);
    Consent named = said(yes(Categories.ALL));
    Permit permit = (Permit) decide(row, Categories.ALL, Circumstances.of(List.of(named)));
    assertThat(permit.released()).isEqualTo(RELEASE);
    assertThat(permit.consents()).containsExactly(named.reference());
  }

  private static Reason reason(Condition condition, Consent... said) {
    return ((Refuse) decide(condition, said)).reason();
  }

  private static Categories released(Consent... said) {
    return ((Permit) decide(Condition.EXPLICIT_CONSENT, said)).released();
  }

  private static Rule except(Optional<Instant> from, Optional<Instant> until) {
    Rule no = new Rule(Effect.DENY, Set.of(), Set.of(), Set.of(), CONTACT, from, until, List.of());
    return within(Effect.PERMIT, Categories.ALL, no);
  }

  private static Rule exception(Effect effect, Categories categories) {
    return new Rule(effect, Set.of(), Set.of(), Set.of(), categories);
  }

  private static Rule within(Effect effect, Categories categories, Rule exception) {
    return new Rule(
        effect,
        Set.of(PURPOSE),
        Set.of(WOEJ.code()),
        Set.of(),
        categories,
        Optional.empty(),
        Optional.empty(),
        List.of(exception));
  }

  private static Consent numbered(int number, Consent said) {
    return copy(new UUID(1, number), said.recordedBy(), said);
  }

  private static Consent by(OrganisationCode recordedBy, Consent said) {
    return copy(said.id(), recordedBy, said);
  }

  private static Consent copy(UUID id, OrganisationCode recordedBy, Consent c) {
    return new Consent(
        id,
        c.version(),
        c.client(),
        c.person(),
        recordedBy,
        c.kind(),
        c.status(),
        c.given(),
        c.from(),
        c.until(),
        c.replaces(),
        c.rules());
  }
}
