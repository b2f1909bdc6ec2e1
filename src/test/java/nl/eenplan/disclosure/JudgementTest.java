package nl.eenplan.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.OnObjection;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Secrecy;
import org.junit.jupiter.api.Test;

/** What a decision says beside yes and no, on one row: what is withheld, why, and for how long. */
class JudgementTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClientId CLIENT = new ClientId(new UUID(0, 1));
  private static final Purpose PURPOSE = new Purpose("participation");
  private static final OrganisationKind MUNICIPALITY = new OrganisationKind("municipality");
  private static final OrganisationKind WELFARE = new OrganisationKind("welfare");
  private static final Party LV = new Party(new OrganisationCode("lv"), MUNICIPALITY, true);
  private static final Party WOEJ = new Party(new OrganisationCode("st-woej"), WELFARE, true);
  private static final Categories CONTRADICTED = Categories.of(Category.BSN);
  private static final Categories RELEASE =
      Categories.of(
          Category.IDENTITY_NAME, Category.CONTACT, Category.WISHES, Category.IDENTITY_ADDRESS);

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

  private static Decision decide(Condition condition, Consent... said) {
    return decide(row(condition), Categories.ALL, Circumstances.of(List.of(said)));
  }

  private static Decision decide(PolicyRow row, Categories asked, Circumstances known) {
    Question question = new Question(CLIENT, LV, WOEJ, PURPOSE, Action.REFER, asked, NOW);
    Question put = row.emergency() ? question.inEmergency() : question;
    return Judgement.decide(put, new PolicyTable("digest", List.of(row)), known);
  }

  private static PolicyRow row(Condition condition) {
    return row(condition, OnObjection.REFUSE, Secrecy.NONE);
  }

  private static PolicyRow row(Condition condition, OnObjection objection, Secrecy secrecy) {
    return row(condition, objection, secrecy, RELEASE.or(CONTRADICTED), false);
  }

  private static PolicyRow row(
      Condition condition,
      OnObjection objection,
      Secrecy secrecy,
      Categories release,
      boolean emergency) {
    return new PolicyRow(
        "a-row",
        PURPOSE,
        MUNICIPALITY,
        WELFARE,
        Set.of(Action.REFER),
        emergency,
        new PolicyRow.Basis("A6-1-e", "art. 1"),
        secrecy,
        Optional.empty(),
        condition,
        Optional.of(Period.ofYears(1)),
        release,
        Categories.of(Category.IDENTITY_NAME),
        CONTRADICTED,
        objection,
        Period.ofYears(1),
        List.of(),
        "https://example.org/1",
        "nobody",
        LocalDate.EPOCH,
        LocalDate.MAX,
        Optional.empty());
  }

  private static Rule yes(Categories categories) {
    return rule(Effect.PERMIT, categories);
  }

  private static Rule rule(Effect effect, Categories categories) {
    return new Rule(effect, Set.of(PURPOSE), Set.of(WOEJ.code()), Set.of(), categories);
  }

  private static Consent said(Rule rule) {
    Instant from = NOW.minusSeconds(60);
    return new Consent(
        new UUID(0, rule.effect().ordinal()),
        1,
        CLIENT,
        CLIENT.value(),
        LV.code(),
        Consent.Kind.DISCLOSURE,
        Status.ACTIVE,
        Given.inATalk(from),
        from,
        Optional.empty(),
        Optional.empty(),
        List.of(rule));
  }
}
