package nl.eenplan.disclosure;

import static nl.eenplan.disclosure.OneRow.CLIENT;
import static nl.eenplan.disclosure.OneRow.CONTRADICTED;
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
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.OnObjection;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Secrecy;
import org.junit.jupiter.api.Test;

/** What a decision says beside yes and no, on one row: what is withheld, why, and for how long. */
class JudgementTest {

  @Test
  void neverIsNeverEvenWhereARowContradictsItself() {
    Permit permit = (Permit) decide(Condition.EXPLICIT_CONSENT, said(yes(Categories.ALL)));
    assertThat(permit.released()).isEqualTo(RELEASE);
    assertThat(permit.withheld().never()).isEqualTo(CONTRADICTED);
  }

  @Test
  void whatIsWithheldIsSortedByWhy() {
    Consent yes = said(yes(Categories.of(Category.IDENTITY_NAME, Category.IDENTITY_ADDRESS)));
    Consent no = said(rule(Effect.DENY, Categories.of(Category.CONTACT)));
    Circumstances known = new Circumstances(List.of(yes, no), true);
    Permit permit = (Permit) decide(row(Condition.EXPLICIT_CONSENT), Categories.ALL, known);
    Decision.Withheld withheld = permit.withheld();
    assertThat(withheld.refused()).isEqualTo(Categories.of(Category.CONTACT));
    assertThat(withheld.notConsented()).isEqualTo(Categories.of(Category.WISHES));
    assertThat(withheld.hidden()).isEqualTo(Categories.of(Category.IDENTITY_ADDRESS));
    assertThat(withheld.notNeeded()).isEqualTo(Categories.ALL.minus(RELEASE).minus(CONTRADICTED));
    assertThat(withheld.all()).isEqualTo(Categories.ALL.minus(permit.released()));
  }

  @Test
  void thatAnAddressIsSecretIsToldToNobodyWhoDidNotAskForThat() {
    Circumstances known = new Circumstances(List.of(said(yes(Categories.ALL))), true);
    Categories asked = RELEASE;
    Permit permit = (Permit) decide(row(Condition.EXPLICIT_CONSENT), asked, known);
    assertThat(permit.withheld().hidden().isEmpty()).isTrue();
    assertThat(permit.withheld().notConsented())
        .isEqualTo(Categories.of(Category.IDENTITY_ADDRESS));
  }

  @Test
  void aPermissionHoldsUntilTheFirstOfItsEndsAndThatOfTheRow() {
    Consent open = said(yes(Categories.ALL));
    Consent ending = Altered.until(NOW.plusSeconds(9), open);
    Permit permit = (Permit) decide(Condition.EXPLICIT_CONSENT, open, ending);
    assertThat(permit.validUntil()).contains(NOW.plusSeconds(9));
    assertThat(permit.consents()).containsExactly(open.reference());
    assertThat(((Permit) decide(Condition.EXPLICIT_CONSENT, open)).validUntil())
        .contains(Instant.parse("2027-11-22T11:59:00Z"));
    assertThat(((Permit) decide(Condition.NONE)).validUntil()).isEmpty();
  }

  @Test
  void aRefusalSaysWhichWordsStandInTheWay() {
    Consent yes = said(yes(Categories.ALL));
    Consent no = said(rule(Effect.DENY, Categories.ALL));
    Consent lost = Altered.withdrawn(yes);
    Consent over = Altered.until(NOW, yes);
    assertRefused(Condition.EXPLICIT_CONSENT, Reason.NO_CONSENT);
    assertRefused(Condition.EXPLICIT_CONSENT, Reason.CONSENT_WITHDRAWN, lost);
    assertRefused(Condition.EXPLICIT_CONSENT, Reason.CONSENT_EXPIRED, over);
    assertRefused(Condition.EXPLICIT_CONSENT, Reason.CLIENT_REFUSED, no);
    assertRefused(Condition.WRITTEN_CONSENT, Reason.NO_CONSENT);
    assertRefused(Condition.NONE, Reason.CONSENT_WITHDRAWN, lost);
    assertRefused(Condition.NONE, Reason.CLIENT_REFUSED, no);
  }

  @Test
  void whatIsNeededAndCannotPassIsNamed() {
    Consent yes = said(yes(Categories.of(Category.WISHES)));
    Refuse refuse = (Refuse) decide(Condition.EXPLICIT_CONSENT, yes);
    assertThat(refuse.reason()).isEqualTo(Reason.NOTHING_RELEASABLE);
    assertThat(refuse.missing()).isEqualTo(Categories.of(Category.IDENTITY_NAME));
    assertThat(refuse.because()).isEmpty();
    assertThat(refuse.policyDigest()).isEqualTo("digest");
  }

  @Test
  void anObjectionMayGoToAPerson() {
    Consent no = said(rule(Effect.DENY, Categories.of(Category.WISHES)));
    PolicyRow row = row(Condition.NONE, OnObjection.REVIEW, Secrecy.NONE);
    Review review = (Review) decide(row, Categories.ALL, Circumstances.of(List.of(no)));
    assertThat(review.because()).containsExactly(no.reference());
    assertThat(review.ground()).contains(row);
    Categories others = Categories.of(Category.IDENTITY_NAME, Category.CONTACT);
    assertThat(decide(row, others, Circumstances.of(List.of(no)))).isInstanceOf(Permit.class);
  }

  @Test
  void whoGetsASecretAddressIsToldThatItIsSecret() {
    PolicyRow row = row(Condition.NONE);
    assertThat(((Permit) decide(row, RELEASE, Circumstances.NONE)).told()).isEqualTo(RELEASE);
    Categories where = RELEASE.or(Judgement.WHEREABOUTS);
    PolicyRow emergency = row(Condition.NONE, OnObjection.OVERRIDE, Secrecy.NONE, where, true);
    Circumstances secret = new Circumstances(List.of(), true);
    Permit permit = (Permit) decide(emergency, RELEASE, secret);
    assertThat(permit.told()).isEqualTo(RELEASE.or(Categories.of(Category.PROTECTED_ADDRESS)));
    Categories name = Categories.of(Category.IDENTITY_NAME);
    assertThat(((Permit) decide(emergency, name, secret)).told()).isEqualTo(name);
  }

  @Test
  void aRefusalCanBeToldWithoutNamingAParty() {
    Consent no = said(rule(Effect.DENY, Categories.ALL));
    Refuse refuse = (Refuse) decide(Condition.NONE, no).unnaming(WOEJ.code());
    assertThat(refuse.question().receiver()).isEqualTo(Party.UNNAMED);
    assertThat(refuse.question().sender()).isEqualTo(LV);
    assertThat(refuse.ground()).isEmpty();
    assertThat(refuse.reason()).isEqualTo(Reason.CLIENT_REFUSED);
    PolicyRow row = row(Condition.NONE, OnObjection.REVIEW, Secrecy.NONE);
    Decision review = decide(row, Categories.ALL, Circumstances.of(List.of(no)));
    assertThat(review.unnaming(LV.code()).question().sender()).isEqualTo(Party.UNNAMED);
    assertThat(review.unnaming(LV.code()).ground()).isEmpty();
  }

  @Test
  void medicalSecrecyIsAReasonOfItsOwn() {
    PolicyRow row = row(Condition.EXPLICIT_CONSENT, OnObjection.REFUSE, Secrecy.MEDICAL);
    Decision decision = decide(row, Categories.ALL, Circumstances.NONE);
    assertThat(((Refuse) decision).reason()).isEqualTo(Reason.SECRECY);
  }

  private static void assertRefused(Condition condition, Reason reason, Consent... said) {
    Refuse refuse = (Refuse) decide(condition, said);
    assertThat(refuse.reason()).isEqualTo(reason);
    assertThat(refuse.because())
        .containsExactlyElementsOf(List.of(said).stream().map(Consent::reference).toList());
  }

  @Test
  void whoMayNotReferIsToldWhatAVitalInterestWouldOpen() {
    PolicyRow ordinary = row(Condition.EXPLICIT_CONSENT);
    PolicyRow acute = row(Condition.NONE, OnObjection.OVERRIDE, Secrecy.NONE, RELEASE, true);
    PolicyTable both = new PolicyTable("digest", List.of(renamed(ordinary), acute));
    Question refer = new Question(CLIENT, LV, WOEJ, PURPOSE, Action.REFER, RELEASE, NOW);
    assertThat(wayOut(refer, both)).contains(acute);
    assertThat(wayOut(refer, new PolicyTable("digest", List.of(ordinary)))).isEmpty();
    assertThat(wayOut(refer.claiming("A6-1-a"), both)).as("wrong ground").isEmpty();
    Party left = new Party(WOEJ.code(), WOEJ.kind(), false);
    Question bound = new Question(CLIENT, LV, left, PURPOSE, Action.REFER, RELEASE, NOW);
    assertThat(wayOut(bound, both)).as("no agreement").isEmpty();
    Question read = new Question(CLIENT, LV, WOEJ, PURPOSE, Action.READ, RELEASE, NOW);
    assertThat(wayOut(read, both)).as("reading follows").isEmpty();
    Question nothing =
        new Question(CLIENT, LV, WOEJ, PURPOSE, Action.REFER, Categories.NONE, NOW).inEmergency();
    assertThat(wayOut(nothing, both)).as("there already").isEmpty();
  }

  @Test
  void theGroundThatIsClaimedRightStandsInNoWay() {
    PolicyTable policies = new PolicyTable("digest", List.of(row(Condition.NONE)));
    Question question = new Question(CLIENT, LV, WOEJ, PURPOSE, Action.REFER, RELEASE, NOW);
    assertThat(Judgement.decide(question.claiming("A6-1-e"), policies, Circumstances.NONE))
        .isInstanceOf(Permit.class);
  }

  private static Optional<PolicyRow> wayOut(Question question, PolicyTable policies) {
    return ((Refuse) Judgement.decide(question, policies, Circumstances.NONE)).inEmergency();
  }

  private static PolicyRow renamed(PolicyRow r) {
    return new PolicyRow(
        "another-row",
        r.purpose(),
        r.from(),
        r.to(),
        Set.of(Action.REFER, Action.READ),
        r.emergency(),
        r.basis(),
        r.secrecy(),
        r.lifted(),
        r.condition(),
        r.consentLasts(),
        r.release(),
        r.require(),
        r.never(),
        r.onObjection(),
        r.retention(),
        r.obligations(),
        r.processingActivity(),
        r.approvedBy(),
        r.approvedOn(),
        r.review(),
        r.off());
  }
}
