package nl.eenplan.portal.consents;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.referral.Recall;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralState;
import org.springframework.stereotype.Component;

/** Looks which of one's own referrals lost their ground. */
@Component
class Consequences {

  private final Sent sent;
  private final Vocabulary vocabulary;
  private final ConsentWording wording;

  Consequences(Sent sent, Vocabulary vocabulary, ConsentWording wording) {
    this.sent = sent;
    this.vocabulary = vocabulary;
    this.wording = wording;
  }

  /** Of a consent that was taken back at that moment. */
  List<Consequence> since(Who who, Consent consent, Instant moment, Locale locale) {
    ConsentWording.Words words = wording.in(locale);
    return sent.of(who, consent.person()).stream()
        .flatMap(referral ->
            referral.recalls().stream()
                .filter(recall -> !recall.asked().isBefore(moment))
                .map(recall -> consequence(referral, recall, words, locale)))
        .toList();
  }

  private Consequence consequence(
      Referral referral, Recall recall, ConsentWording.Words words, Locale locale) {
    return new Consequence(
        referral.id(),
        words.name(recall.organisation()),
        vocabulary.label(referral.purpose()).in(locale),
        referral.state() == ReferralState.CANCELLED,
        recall.asked().atZone(DutchTime.ZONE),
        recall.confirmed().map(at -> at.atZone(DutchTime.ZONE)));
  }
}
