package nl.eenplan.organisation;

import java.time.Period;
import java.util.Optional;

/**
 * What an organisation offers for one purpose.
 *
 * @param id its FHIR id, such as {@code st-woej-participation}
 * @param purpose a word from {@code consent-policies/vocabulary.yaml}
 * @param municipality the CBS name of the only municipality that it serves; empty when several
 * @param firstContact how soon the client is to be contacted after a referral
 * @param track how long it takes as a rule; empty when no term is set
 * @param capacity places; empty when not counted
 * @param waitingTime from acceptance to start, as the organisation states it
 */
public record Service(
    String id,
    OrganisationCode organisation,
    String purpose,
    String nameNl,
    String nameEn,
    Optional<String> municipality,
    Period firstContact,
    Optional<Period> track,
    Optional<Integer> capacity,
    Optional<Period> waitingTime) {}
