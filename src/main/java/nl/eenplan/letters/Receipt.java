package nl.eenplan.letters;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.PolicyRow;

/**
 * All that the proof of a consent is made of.
 *
 * @param consent its newest version
 * @param events what happened to it, the oldest first
 * @param end when it ends, or ended; empty when it does not by itself
 * @param rows the policy rows that it is about
 * @param holder who recorded it
 * @param organisations those that it names
 */
public record Receipt(
    Consent consent,
    List<Event> events,
    Optional<Instant> end,
    List<PolicyRow> rows,
    Organisation holder,
    Map<OrganisationCode, Organisation> organisations) {

  /** Something that happened to a consent. */
  public record Event(State state, Instant at) {}

  /** The states of a consent, after W3C DPV's ConsentStatus. */
  public enum State {
    GIVEN("ConsentGiven"),
    REFUSED("ConsentRefused"),
    CHANGED("RenewedConsentGiven"),
    WITHDRAWN("ConsentWithdrawn"),
    EXPIRED("ConsentExpired");

    private final String term;

    State(String term) {
      this.term = term;
    }

    /** Its name in DPV. */
    String term() {
      return term;
    }
  }

  State state() {
    return events.getLast().state();
  }
}
