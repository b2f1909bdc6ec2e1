package nl.eenplan.portal.partner;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import nl.eenplan.portal.Option;
import nl.eenplan.referral.ReferralOutcome;
import nl.eenplan.referral.StatusReason;
import nl.eenplan.referral.Step;
import nl.eenplan.referral.StopRequest;

/**
 * What a step asks to fill in; an empty list is not asked for.
 *
 * @param title what the step does
 * @param words whether something may be told with it
 * @param needsWords and has to be
 */
public record StepForm(
    String event,
    String title,
    List<Option> reasons,
    List<Option> outcomes,
    List<Option> ladder,
    List<Option> answers,
    boolean words,
    boolean needsWords) {

  private static final int LADDER = 6;
  private static final Set<String> SAYING = Set.of("report", "ask-information", "schedule");

  /**
   * @param byTarget whether who takes it tells the other side what it does
   */
  static StepForm of(Step step, boolean byTarget, ReferralWording wording, Locale locale) {
    boolean tells = byTarget && !step.aboutStopping();
    boolean stays = step.event().equals("hold") || step.event().equals("claim");
    return new StepForm(
        step.event(),
        ReferralWording.sentence(step.words().in(locale)),
        step.reasons().stream()
            .map(StatusReason::code)
            .map(code -> new Option(code, wording.text(locale, "reason." + code)))
            .toList(),
        step.isOutcome() ? outcomes(wording, locale) : List.of(),
        tells && (step.isOutcome() || step.event().equals("report"))
            ? ladder(wording, locale)
            : List.of(),
        step.answer().filter(StopRequest.State.REJECTED::equals).isPresent()
            ? answers(wording, locale)
            : List.of(),
        tells && !stays,
        SAYING.contains(step.event()));
  }

  private static List<Option> outcomes(ReferralWording wording, Locale locale) {
    return Arrays.stream(ReferralOutcome.values())
        .map(ReferralOutcome::code)
        .map(code -> new Option(code, wording.text(locale, "outcome." + code)))
        .toList();
  }

  private static List<Option> answers(ReferralWording wording, Locale locale) {
    return Arrays.stream(StopRequest.Answer.values())
        .filter(answer -> answer != StopRequest.Answer.OVERTAKEN)
        .map(StopRequest.Answer::code)
        .map(code -> new Option(code, wording.text(locale, "stop-answer." + code)))
        .toList();
  }

  static List<Option> ladder(ReferralWording wording, Locale locale) {
    return IntStream.rangeClosed(1, LADDER)
        .mapToObj(Integer::toString)
        .map(step -> new Option(step, step + " " + wording.text(locale, "ladder." + step)))
        .toList();
  }

  /** The name of a field: a page has several of these forms. */
  public String field(String name) {
    return event + "-" + name;
  }
}
