package nl.eenplan.disclosure;

import static nl.eenplan.disclosure.OneRow.RELEASE;
import static nl.eenplan.disclosure.OneRow.decide;
import static nl.eenplan.disclosure.OneRow.said;
import static nl.eenplan.disclosure.OneRow.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.policy.Condition;
import org.junit.jupiter.api.Test;

/** A release holds what was permitted and nothing else; without a permission there is none. */
class ReleaseTest {

  private static final Fact WISH = Fact.of(Category.WISHES, new Fact.Note("schildert"));
  private static final Fact HEALTH = Fact.of(Category.HEALTH, new Fact.Note("moe"));
  private static final Facts HELD = new Facts(List.of(WISH, HEALTH));

  private final Permit permit =
      (Permit) decide(Condition.EXPLICIT_CONSENT, said(yes(Categories.ALL)));
  private final Decision refusal = decide(Condition.EXPLICIT_CONSENT);

  @Test
  void itHoldsWhatWasReleased() {
    Release release = new Release(permit, HELD);
    assertThat(release.permit()).isEqualTo(permit);
    assertThat(permit.released()).isEqualTo(RELEASE);
    assertThat(release.facts()).containsExactly(WISH);
    assertThat(release.values(Fact.Note.class)).containsExactly(new Fact.Note("schildert"));
    assertThat(release.values(Category.WISHES, Fact.Note.class)).hasSize(1);
    assertThat(release.values(Category.HEALTH, Fact.Note.class)).isEmpty();
  }

  @Test
  void anAddressThatIsMarkedDoesNotGoWithoutItsMark() {
    Fact place = Fact.of(Category.IDENTITY_ADDRESS, new Fact.Place("Leidschendam"));
    Fact mark = Fact.of(Category.PROTECTED_ADDRESS, new Fact.SecretAddress());
    assertThat(new Release(permit, new Facts(List.of(place))).facts()).containsExactly(place);
    assertThat(new Release(permit, new Facts(List.of(place, mark))).facts()).isEmpty();
  }

  @Test
  void oneRefusalAmongPermissionsRefusesAll() {
    assertThatCode(() -> Refused.unlessPermitted(List.of(permit))).doesNotThrowAnyException();
    assertThatCode(() -> Refused.unlessPermitted(permit, Optional.empty()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Refused.unlessPermitted(List.of(permit, refusal)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.decision()).isEqualTo(refusal);
              assertThat(refused.decisions()).containsExactly(permit, refusal);
            });
    assertThatThrownBy(() -> Refused.unlessPermitted(refusal, Optional.of(OneRow.WOEJ.code())))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.decision().question().receiver()).isEqualTo(Party.UNNAMED));
  }
}
