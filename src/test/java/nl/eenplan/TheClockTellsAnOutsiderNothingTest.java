package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import nl.eenplan.Fhir.Sent;
import org.junit.jupiter.api.Test;

/**
 * A refusal takes as long for a client who exists as for one who does not. Two samples are taken in
 * turn, so that what else the machine does falls on both; what is compared is how often the one is
 * slower than the other, which is half of the time when nothing can be told from it.
 */
@HubTest
class TheClockTellsAnOutsiderNothingTest {

  private static final int WARM_UP = 60;
  private static final int SAMPLES = 240;

  private final Partner outsider;
  private final Fhir asOutsider;
  private final Sent real;

  TheClockTellsAnOutsiderNothingTest(Hub hub) {
    outsider = hub.partner("voorschoten-voor-elkaar");
    asOutsider = new Fhir(outsider);
    real =
        new Fhir(hub.partner("lv"))
            .send(
                Said.patient(Client.mieke()),
                Said.consent(urn(1), "participation", List.of("st-woej")),
                Said.order(urn(1), "participation", "Wil onder de mensen komen"),
                Said.task(urn(1), urn(3), "st-woej"));
  }

  @Test
  void readingAClient() {
    assertAlike("Patient", real.patient(), place -> outsider.get("/fhir/" + place));
  }

  @Test
  void readingAnOrder() {
    assertAlike("ServiceRequest", real.order(), place -> outsider.get("/fhir/" + place));
  }

  @Test
  void readingAReferral() {
    assertAlike("Task", real.task(), place -> outsider.get("/fhir/" + place));
  }

  @Test
  void readingAConsent() {
    assertAlike("Consent", real.consent(), place -> outsider.get("/fhir/" + place));
  }

  @Test
  void lookingForReferralsOfAClient() {
    assertAlike("Patient", real.patient(), place -> outsider.get("/fhir/Task?patient=" + place));
  }

  @Test
  void askingSomethingForAClient() {
    assertAlike(
        "Patient",
        real.patient(),
        place -> asOutsider.tryCreate(Said.order(place, "participation", "?")));
  }

  private static void assertAlike(String type, String place, Consumer<String> ask) {
    long[] existing = new long[SAMPLES];
    long[] none = new long[SAMPLES];
    for (int i = -WARM_UP; i < SAMPLES; i++) {
      String madeUp = type + "/" + UUID.randomUUID();
      boolean first = i % 2 == 0;
      long one = time(ask, first ? place : madeUp);
      long other = time(ask, first ? madeUp : place);
      if (i >= 0) {
        existing[i] = first ? one : other;
        none[i] = first ? other : one;
      }
    }
    assertThat(shareSlower(existing, none))
        .as("how often an existing one is slower")
        .isBetween(0.3, 0.7);
  }

  private static long time(Consumer<String> ask, String place) {
    long start = System.nanoTime();
    ask.accept(place);
    return System.nanoTime() - start;
  }

  /** Of all pairs, the share in which the first is the slower one (Mann-Whitney U / n²). */
  private static double shareSlower(long[] some, long[] others) {
    long slower =
        Arrays.stream(some)
            .map(one -> Arrays.stream(others).filter(other -> one > other).count())
            .sum();
    return (double) slower / ((long) some.length * others.length);
  }
}
