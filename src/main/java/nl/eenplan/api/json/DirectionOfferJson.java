package nl.eenplan.api.json;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The director offers the role.
 *
 * @param businessId the sender's own number: the same message again changes nothing
 * @param reason such as crisis, closest-to-client
 * @param backOn from this day on the sender may take it back; left out, it is for good
 * @param answerBy left out, in a crisis a day, else a week
 */
public record DirectionOfferJson(
    Optional<String> businessId,
    Optional<String> to,
    Optional<String> reason,
    Optional<LocalDate> backOn,
    Optional<OffsetDateTime> answerBy) {}
