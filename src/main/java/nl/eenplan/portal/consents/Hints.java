package nl.eenplan.portal.consents;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.disclosure.Consents.Recorded;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.policy.Label;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Vocabulary;
import org.springframework.stereotype.Component;

/** What the hub has to say to a client's word, before it is written down and after. */
@Component
class Hints {

  private final Consents consents;
  private final Explanations explanations;
  private final Vocabulary vocabulary;
  private final ConsentWording wording;

  Hints(
      Consents consents, Explanations explanations, Vocabulary vocabulary, ConsentWording wording) {
    this.consents = consents;
    this.explanations = explanations;
    this.vocabulary = vocabulary;
    this.wording = wording;
  }

  List<String> of(Recorded recorded, Locale locale) {
    return Stream.concat(
            recorded.remarks().stream()
                .map(explanations::of)
                .map(said -> new Label(said.nl(), said.en()).in(locale)),
            lacking(recorded.consent(), locale))
        .distinct()
        .toList();
  }

  /** What a row needs and the client did not name: by that row nothing would go. */
  private Stream<String> lacking(Consent consent, Locale locale) {
    if (consent.status() != Status.ACTIVE) {
      return Stream.empty();
    }
    Categories permitted =
        consent
            .allRules()
            .filter(rule -> rule.effect() == Effect.PERMIT)
            .map(Consent.Rule::categories)
            .reduce(Categories.NONE, Categories::or);
    return consents.rows(consent).stream()
        .map(PolicyRow::require)
        .map(needed -> needed.minus(permitted))
        .filter(missing -> !missing.isEmpty())
        .map(missing ->
            wording
                .in(locale)
                .say(
                    "consents.lacking",
                    String.join(
                        ", ",
                        missing.stream().map(one -> vocabulary.label(one).in(locale)).toList())));
  }
}
