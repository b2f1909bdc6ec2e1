package nl.eenplan.disclosure;

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
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.OnObjection;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Secrecy;

/** A policy of one row, from lv to St. WOEJ, and what a client said about it. */
final class OneRow {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final ClientId CLIENT = new ClientId(new UUID(0, 1));
  static final Purpose PURPOSE = new Purpose("participation");
  static final OrganisationKind MUNICIPALITY = new OrganisationKind("municipality");
  static final OrganisationKind WELFARE = new OrganisationKind("welfare");
  static final Party LV = new Party(new OrganisationCode("lv"), MUNICIPALITY, true);
  static final Party WOEJ = new Party(new OrganisationCode("st-woej"), WELFARE, true);
  static final Categories CONTRADICTED = Categories.of(Category.BSN);
  static final Categories RELEASE =
      Categories.of(
          Category.IDENTITY_NAME, Category.CONTACT, Category.WISHES, Category.IDENTITY_ADDRESS);

  private OneRow() {}

  static Decision decide(Condition condition, Consent... said) {
    return decide(row(condition), Categories.ALL, Circumstances.of(List.of(said)));
  }

  static Decision decide(PolicyRow row, Categories asked, Circumstances known) {
    Question question = new Question(CLIENT, LV, WOEJ, PURPOSE, Action.REFER, asked, NOW);
    Question put = row.emergency() ? question.inEmergency() : question;
    return Judgement.decide(put, new PolicyTable("digest", List.of(row)), known);
  }

  static PolicyRow row(Condition condition) {
    return row(condition, OnObjection.REFUSE, Secrecy.NONE);
  }

  static PolicyRow row(Condition condition, OnObjection objection, Secrecy secrecy) {
    return row(condition, objection, secrecy, RELEASE.or(CONTRADICTED), false);
  }

  static PolicyRow row(
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

  static Rule yes(Categories categories) {
    return rule(Effect.PERMIT, categories);
  }

  static Rule rule(Effect effect, Categories categories) {
    return new Rule(effect, Set.of(PURPOSE), Set.of(WOEJ.code()), Set.of(), categories);
  }

  static Consent said(Rule rule) {
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
