package nl.eenplan.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.policy.PolicyReader;
import org.junit.jupiter.api.Test;

/** What the log calls a consent, and what becomes of it. */
class ConsentTest {

  private final Draw draw = new Draw(PolicyReader.read(Path.of("consent-policies")), 1);
  private final Question question = draw.question();
  private final Rule rule = draw.rule(question, Rule.MAX_DEPTH);
  private final Rule no = Altered.effect(Effect.DENY, rule);
  private final Rule yes = Altered.effect(Effect.PERMIT, rule);
  private final Consent refusal = said(no);
  private final Consent permission = said(Altered.exception(yes, no));

  private Consent said(Rule rule) {
    return Altered.now(draw.consent(question, List.of(rule)), question.sender());
  }

  @Test
  void theLogSaysWhetherItWasGivenRefusedOrTakenBack() {
    assertThat(refusal.event()).isEqualTo("consent-refused");
    assertThat(permission.event()).isEqualTo("consent-given");
    assertThat(Altered.withdrawn(permission).event()).isEqualTo("consent-withdrawn");
    assertThat(Altered.aboutHelp(permission).event()).isEqualTo("help-given");
  }

  @Test
  void onlyWhatIsInForcePermits() {
    assertThat(permission.permits()).isTrue();
    assertThat(refusal.permits()).isFalse();
    assertThat(permission.inStatus(Status.WITHDRAWN).permits()).isFalse();
  }

  @Test
  void itEndsAtTheEarlierOfTwoMoments() {
    Consent ending = Altered.until(Draw.NOW, permission);
    assertThat(permission.endingBy(Draw.NOW).until()).contains(Draw.NOW);
    assertThat(ending.endingBy(Draw.NOW.plusSeconds(1)).until()).contains(Draw.NOW);
    assertThat(ending.endingBy(Draw.NOW.minusSeconds(1)).until())
        .isEqualTo(Optional.of(Draw.NOW.minusSeconds(1)));
    assertThat(permission.asVersion(2).reference()).hasToString(permission.id() + "/2");
  }
}
