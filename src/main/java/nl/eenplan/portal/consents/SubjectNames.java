package nl.eenplan.portal.consents;

import nl.eenplan.disclosure.Consent;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** The name of the client in a consent, as long as its recorder may know it. */
@Component
class SubjectNames {

  private final Subjects subjects;

  SubjectNames(Subjects subjects) {
    this.subjects = subjects;
  }

  /** Nothing when the referral that led to the client is over. */
  String of(Who who, Consent consent) {
    try {
      return subjects.find(who, consent.person()).name();
    } catch (Problem over) {
      return "";
    }
  }
}
