package nl.eenplan.api;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.api.json.ConsentJson;
import nl.eenplan.api.json.PreviewAnswer;
import nl.eenplan.api.json.PreviewJson;
import nl.eenplan.api.json.ReferralJson;
import nl.eenplan.api.json.RemarkJson;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.KeptBack;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Previewing;
import org.springframework.stereotype.Component;

/** What would pass if a referral were sent: the same decision, without its effect. */
@Component
class PreviewsApi implements Operations {

  private static final int MOST_CONSENTS = 100;

  private final Submitting submitting;
  private final ConsentsApi consents;
  private final Previewing previewing;
  private final Explanations explanations;
  private final Json json;

  PreviewsApi(
      Submitting submitting,
      ConsentsApi consents,
      Previewing previewing,
      Explanations explanations,
      Json json) {
    this.submitting = submitting;
    this.consents = consents;
    this.previewing = previewing;
    this.explanations = explanations;
    this.json = json;
  }

  @Override
  public List<Operation> operations() {
    return List.of(Operation.of("preview-referral", this::preview));
  }

  private Answer preview(Asked asked) {
    Who who = Access.partner();
    PreviewJson said = json.read(asked.body(), PreviewJson.class);
    ReferralJson referral =
        said.referral().orElseThrow(() -> Problem.of(Problem.Code.MISSING, "referral"));
    if (referral.draft().orElse(false)) {
      throw Problem.of(Problem.Code.INVALID, "referral.draft");
    }
    if (said.consents().size() > MOST_CONSENTS) {
      throw Problem.of(Problem.Code.TOO_MANY, "consents (" + MOST_CONSENTS + ")");
    }
    List<PreviewAnswer.Decision> decisions =
        previewing.rehearse(who, () -> decide(who, referral, said.consents())).stream()
            .map(this::write)
            .toList();
    return json.answer(200, new PreviewAnswer(decisions), Map.of());
  }

  private List<Decision> decide(Who who, ReferralJson referral, List<ConsentJson> asIfSaid) {
    asIfSaid.forEach(consent -> consents.record(who, of(referral, consent)));
    try {
      return submitting.submit(who, referral.unnumbered()).decisions();
    } catch (Refused refused) {
      return refused.decisions();
    }
  }

  private static ConsentJson of(ReferralJson referral, ConsentJson consent) {
    return consent.clientId().isPresent() ? consent : consent.of(referral.clientId());
  }

  private PreviewAnswer.Decision write(Decision decision) {
    Explanations.Explanation words = explanations.of(decision);
    return new PreviewAnswer.Decision(
        decision.question().receiver().code().value(),
        decision.question().purpose().code(),
        decision.verdict(),
        decision instanceof Refuse refuse ? Optional.of(refuse.reason().code()) : Optional.empty(),
        decision instanceof Permit permit ? permit.released().codes() : List.of(),
        KeptBack.by(decision).stream()
            .flatMap(kept ->
                kept.categories().codes().stream()
                    .map(code -> new PreviewAnswer.Withheld(code, kept.why())))
            .toList(),
        decision instanceof Refuse refuse ? refuse.missing().codes() : List.of(),
        decision
            .ground()
            .map(row ->
                new PreviewAnswer.Ground(
                    row.id(), row.basis().avg(), row.basis().statute(), row.condition().code())),
        decision instanceof Refuse refuse
            ? refuse
                .inEmergency()
                .map(row ->
                    new PreviewAnswer.WayOut("vital-interest", row.id(), row.release().codes()))
            : Optional.empty(),
        decision instanceof Permit permit
            ? permit.validUntil().map(until -> until.atOffset(ZoneOffset.UTC))
            : Optional.empty(),
        remarks(decision),
        decision.policyDigest(),
        new PreviewAnswer.Words(words.nl(), words.en()));
  }

  private List<RemarkJson> remarks(Decision decision) {
    return previewing.hints(decision).stream()
        .map(hint -> new RemarkJson(hint.code(), hint.nl(), hint.en()))
        .toList();
  }
}
