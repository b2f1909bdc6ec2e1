package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;

/** What a partner sees of its terms, and hears of them. */
final class TermsOf {

  private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

  private TermsOf() {}

  /** The terms of this referral in a partner's overview: {@code first-contact missed}. */
  static List<String> seenBy(Partner partner, String task) {
    return seenBy(partner, task, "");
  }

  /**
   * @param until the last day, ISO 8601
   */
  static List<String> seenBy(Partner partner, String task, String until) {
    Answer answer = partner.get("/fhir/$terms" + (until.isEmpty() ? "" : "?until=" + until));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Fhir.parse(Parameters.class, answer).getParameter().stream()
        .filter(term -> task.equals(((Reference) part(term, "referral")).getReference()))
        .map(term ->
            part(term, "kind").primitiveValue() + " " + part(term, "standing").primitiveValue())
        .toList();
  }

  private static org.hl7.fhir.r4.model.Type part(ParametersParameterComponent term, String name) {
    return term.getPart().stream()
        .filter(part -> part.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  static void hears(Partner partner, String task, String event) {
    await().atMost(Hub.SOON).until(() -> Heard.events(partner, task).contains(event));
  }

  /** How often it heard that. */
  static long times(Partner partner, String task, String event) {
    return Heard.events(partner, task).stream().filter(event::equals).count();
  }

  /** Long enough for the watch to have looked. */
  static void hearsNot(Partner partner, String task, String event) {
    await()
        .during(Duration.ofMillis(1800))
        .atMost(Hub.SOON)
        .until(() -> !Heard.events(partner, task).contains(event));
  }

  /** Lets this time pass, and a few hours. */
  static void pass(Hub hub, Period period) {
    LocalDate today = LocalDate.ofInstant(hub.clock().instant(), DUTCH);
    long days = today.until(today.plus(period), java.time.temporal.ChronoUnit.DAYS);
    hub.clock().advance(Duration.ofDays(days).plusHours(2));
  }
}
