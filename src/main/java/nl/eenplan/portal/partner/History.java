package nl.eenplan.portal.partner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Timelines;
import nl.eenplan.operations.Timelines.Step;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.portal.Moment;
import nl.eenplan.referral.Referral;
import org.springframework.stereotype.Component;

/**
 * What happened to a referral, for people: each step that was taken, how far each message came, and
 * when who was asked first read it.
 */
@Component
class History {

  private static final Set<String> STEPS = Set.of("received", "moved", "answered");

  private final Timelines timelines;
  private final PartyNames names;
  private final ReferralWording wording;

  History(Timelines timelines, PartyNames names, ReferralWording wording) {
    this.timelines = timelines;
    this.names = names;
    this.wording = wording;
  }

  /**
   * @param moments who did what
   * @param notices how far each message came
   * @param taken which of the moments are steps, in order
   */
  record Told(List<Moment> moments, List<Moment> notices, List<Moment> taken) {}

  Told of(Who who, Referral referral, Locale locale) {
    List<Step> steps = readable(timelines.ofParty(who, referral));
    Map<OrganisationCode, String> known = names.of(parties(steps), locale);
    List<Moment> moments = new ArrayList<>();
    List<Moment> notices = new ArrayList<>();
    List<Moment> taken = new ArrayList<>();
    for (Step step : steps) {
      Moment moment = moment(step, known, locale);
      (step.message().isPresent() ? notices : moments).add(moment);
      if (STEPS.contains(step.step())) {
        taken.add(moment);
      }
    }
    return new Told(moments, notices, taken);
  }

  /** Of a message its last state, of reading the first time; what was refused is the officer's. */
  private static List<Step> readable(List<Step> all) {
    Map<UUID, Step> messages = new LinkedHashMap<>();
    all.forEach(step -> step.message().ifPresent(id -> messages.put(id, step)));
    Set<Optional<String>> readers = new HashSet<>();
    return all.stream()
        .filter(step -> step.outcome().filter("refused"::equals).isEmpty())
        .filter(step ->
            step.message().isPresent()
                ? step.equals(messages.get(step.message().get()))
                : STEPS.contains(step.step())
                    || (step.step().equals("pulled") && readers.add(step.by())))
        .toList();
  }

  private static Collection<OrganisationCode> parties(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> Stream.concat(step.by().stream(), step.to().stream()))
        .distinct()
        .map(OrganisationCode::new)
        .toList();
  }

  private Moment moment(Step step, Map<OrganisationCode, String> known, Locale locale) {
    String by = name(step.by(), known);
    if (step.message().isPresent()) {
      return new Moment(
          step.at(),
          wording.text(locale, "message." + step.step(), name(step.to(), known)),
          Optional.of(
              wording.text(
                  locale, "referral.about", wording.text(locale, "event." + step.event()))),
          Optional.empty());
    }
    if (step.step().equals("pulled")) {
      return new Moment(
          step.at(),
          wording.text(locale, "referral.read-by", by),
          Optional.empty(),
          Optional.empty());
    }
    // Of a notice the reason is what it told.
    String words = step.event().equals("notify") ? "event." : "reason.";
    return new Moment(
        step.at(),
        did(step.event(), by, locale),
        step.reason().map(code -> wording.text(locale, words + code)),
        Optional.empty());
  }

  /** Who did what; of what comes seldom, that it happened. */
  private String did(String event, String by, Locale locale) {
    String code = "did." + event;
    String said = wording.text(locale, code, by);
    return said.equals(code) ? wording.text(locale, "event." + event) + ": " + by : said;
  }

  private static String name(Optional<String> code, Map<OrganisationCode, String> known) {
    return code.map(OrganisationCode::new)
        .map(one -> known.getOrDefault(one, one.value()))
        .orElse("");
  }
}
