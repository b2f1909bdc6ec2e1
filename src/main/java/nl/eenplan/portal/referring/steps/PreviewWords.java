package nl.eenplan.portal.referring.steps;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.KeptBack;
import nl.eenplan.disclosure.Release;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.FactWords;
import nl.eenplan.referral.Previewing;
import org.springframework.stereotype.Component;

/** A decision as its sender reads it: what goes, what stays and why, and what would change it. */
@Component
public class PreviewWords {

  /** Where a talk with the client may help. */
  private static final Set<Reason> ASK_THE_CLIENT =
      Set.of(
          Reason.NO_CONSENT,
          Reason.CONSENT_EXPIRED,
          Reason.CONSENT_WITHDRAWN,
          Reason.NOTHING_RELEASABLE,
          Reason.SECRECY);

  private final FactWords words;
  private final Explanations explanations;
  private final Previewing previewing;
  private final Vocabulary vocabulary;

  PreviewWords(
      FactWords words, Explanations explanations, Previewing previewing, Vocabulary vocabulary) {
    this.words = words;
    this.explanations = explanations;
    this.previewing = previewing;
    this.vocabulary = vocabulary;
  }

  /**
   * A decision.
   *
   * @param verdict permit, refuse or review
   * @param said the whole of it in a few sentences
   * @param points the same, point by point
   * @param goes what passes, with its words
   * @param hints what else there is to know
   * @param until the last day of the permission
   * @param askTheClient whether a consent would change it
   * @param refused whether the client said no
   * @param emergency whether a vital interest would be another ground
   */
  public record Preview(
      String verdict,
      String said,
      List<String> points,
      List<FactWords.Line> goes,
      List<Stays> stays,
      List<String> hints,
      Optional<ZonedDateTime> until,
      boolean askTheClient,
      boolean refused,
      boolean emergency) {}

  /**
   * What stays.
   *
   * @param why a code: {@code stays.<why>} says it, {@code stays.<why>.change} what would change it
   */
  public record Stays(String why, List<String> labels) {}

  /** Of the client's data nothing is in it but what is released to who may get it. */
  public Preview of(Decision decision, Optional<Release> goes, Locale locale) {
    return new Preview(
        decision.verdict(),
        said(decision, locale),
        explanations.points(decision, locale),
        words.lines(goes.stream().toList(), locale),
        stays(decision, locale),
        previewing.hints(decision).stream().map(hint -> in(hint.nl(), hint.en(), locale)).toList(),
        decision instanceof Permit permit
            ? permit.validUntil().map(end -> end.minusMillis(1).atZone(DutchTime.ZONE))
            : Optional.empty(),
        asksConsent(decision),
        isRefused(decision),
        decision instanceof Refuse no && no.inEmergency().isPresent());
  }

  private String said(Decision decision, Locale locale) {
    Explanations.Explanation explanation = explanations.of(decision);
    return in(explanation.nl(), explanation.en(), locale);
  }

  private static boolean isRefused(Decision decision) {
    return switch (decision) {
      case Permit permit -> false;
      case Refuse no -> no.reason() == Reason.CLIENT_REFUSED;
      case Decision.Review wait -> true;
    };
  }

  private static boolean asksConsent(Decision decision) {
    return switch (decision) {
      case Permit permit ->
          !permit.withheld().notConsented().or(permit.withheld().hidden()).isEmpty();
      case Refuse no -> ASK_THE_CLIENT.contains(no.reason());
      case Decision.Review wait -> false;
    };
  }

  private List<Stays> stays(Decision decision, Locale locale) {
    return KeptBack.by(decision).stream()
        .filter(kept -> !kept.categories().isEmpty())
        .map(kept -> new Stays(kept.why(), labels(kept.categories(), locale)))
        .toList();
  }

  public List<String> labels(Categories categories, Locale locale) {
    return categories.stream().map(category -> vocabulary.label(category).in(locale)).toList();
  }

  private static String in(String nl, String en, Locale locale) {
    return locale.getLanguage().equals("en") ? en : nl;
  }
}
