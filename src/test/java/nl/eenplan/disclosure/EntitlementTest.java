package nl.eenplan.disclosure;

import static nl.eenplan.disclosure.Given.Giver.CLIENT;
import static nl.eenplan.disclosure.Given.Giver.GUIDE;
import static nl.eenplan.disclosure.Given.Giver.LEGAL_REPRESENTATIVE;
import static nl.eenplan.disclosure.Given.Giver.PARENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.eenplan.client.Born;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may say yes depends on how old the client was on that day. */
class EntitlementTest {

  private static final ZoneId NETHERLANDS = ZoneId.of("Europe/Amsterdam");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final String TWELVE_YEARS_AGO = "2014-11-22";
  private static final String SIXTEEN_YEARS_AGO = "2010-11-22";
  private static final String EIGHTEEN_YEARS_AGO = "2008-11-22";

  static Stream<Arguments> entitled() {
    return Stream.of(
        yes("2020-05-01", Set.of(PARENT), "2032-05-01"),
        yes("2014-11-23", Set.of(PARENT), "2026-11-23"),
        yes(TWELVE_YEARS_AGO, Set.of(CLIENT, PARENT), "2030-11-22"),
        yes("2010-11-23", Set.of(CLIENT, PARENT), "2026-11-23"),
        yes(SIXTEEN_YEARS_AGO, Set.of(CLIENT), null),
        yes("2008-11-23", Set.of(CLIENT, PARENT), null),
        yes(EIGHTEEN_YEARS_AGO, Set.of(CLIENT), null),
        yes("1950-01-01", Set.of(LEGAL_REPRESENTATIVE), null),
        yes("1978", Set.of(CLIENT), null),
        yes(null, Set.of(CLIENT), null),
        yes(null, Set.of(LEGAL_REPRESENTATIVE), null));
  }

  static Stream<Arguments> notEntitled() {
    return Stream.of(
        no("2020-05-01", Set.of(CLIENT), Problem.Code.GIVER_PARENT),
        no("2014-11-23", Set.of(CLIENT), Problem.Code.GIVER_PARENT),
        no("2020-05-01", Set.of(LEGAL_REPRESENTATIVE), Problem.Code.GIVER_PARENT),
        no(TWELVE_YEARS_AGO, Set.of(PARENT), Problem.Code.GIVER_CLIENT_AND_PARENT),
        no("2010-11-23", Set.of(CLIENT), Problem.Code.GIVER_CLIENT_AND_PARENT),
        no(SIXTEEN_YEARS_AGO, Set.of(PARENT), Problem.Code.GIVER_CLIENT),
        no("2008-11-23", Set.of(LEGAL_REPRESENTATIVE), Problem.Code.GIVER_CLIENT),
        no(EIGHTEEN_YEARS_AGO, Set.of(PARENT), Problem.Code.GIVER_ADULT),
        no("2014", Set.of(PARENT), Problem.Code.GIVER_CLIENT_AND_PARENT),
        no("2014-11", Set.of(CLIENT), Problem.Code.GIVER_PARENT),
        no(null, Set.of(PARENT), Problem.Code.GIVER_ADULT));
  }

  @ParameterizedTest
  @MethodSource("entitled")
  void maySayYesUntilTheNextBirthdayThatMatters(
      String birth, Set<Giver> by, Optional<LocalDate> until) {
    assertThat(Entitlement.endOf(given(by, Evidence.TALK), born(birth)))
        .isEqualTo(until.map(day -> day.atStartOfDay(NETHERLANDS).toInstant()));
  }

  @ParameterizedTest
  @MethodSource("notEntitled")
  void mayNotAndTheErrorSaysWhoMay(String birth, Set<Giver> by, Problem.Code code) {
    assertThatThrownBy(() -> Entitlement.endOf(given(by, Evidence.TALK), born(birth)))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.code()).isEqualTo(code));
  }

  @Test
  void aGuideNeedsAnAdultAndASignature() {
    assertThat(Entitlement.endOf(given(Set.of(GUIDE), Evidence.SIGNED_FORM), born("1978-03-14")))
        .isEmpty();
    mayNotAndTheErrorSaysWhoMay("1978-03-14", Set.of(GUIDE), Problem.Code.GIVER_ADULT);
    assertThatThrownBy(
            () -> Entitlement.endOf(given(Set.of(GUIDE), Evidence.SIGNED_FORM), born("2009-03-14")))
        .isInstanceOf(Problem.class);
  }

  /** A child that turned 12 last year may have been 11 when the parent spoke. */
  @Test
  void theDayOfTheWordsCountsNotTheDayOfWriting() {
    Instant then = LocalDate.of(2025, 1, 1).atStartOfDay(NETHERLANDS).toInstant();
    Given before =
        new Given(Set.of(PARENT), Evidence.TALK, then, Optional.empty(), Optional.empty());
    assertThat(Entitlement.endOf(before, born("2013-06-01")))
        .contains(LocalDate.of(2025, 6, 1).atStartOfDay(NETHERLANDS).toInstant());
  }

  private static Given given(Set<Giver> by, Evidence evidence) {
    Instant noon = TODAY.atTime(12, 0).atZone(NETHERLANDS).toInstant();
    return new Given(by, evidence, noon, Optional.empty(), Optional.empty());
  }

  private static Optional<Born> born(String date) {
    return Optional.ofNullable(date).flatMap(Born::on);
  }

  private static Arguments yes(String birth, Set<Giver> by, String until) {
    return Arguments.of(birth, by, Optional.ofNullable(until).map(LocalDate::parse));
  }

  private static Arguments no(String birth, Set<Giver> by, Problem.Code code) {
    return Arguments.of(birth, by, code);
  }
}
