package nl.eenplan.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * An offer of the direction, as one of the two sees it.
 *
 * @param from {@code unnamed-partner} when it may not be known
 * @param state requested, accepted, rejected or cancelled
 * @param answer why it came to nothing
 */
public record DirectionOfferAnswer(
    @JsonUnwrapped Kept kept,
    UUID planId,
    Optional<UUID> clientId,
    String from,
    String to,
    String reason,
    Optional<LocalDate> backOn,
    OffsetDateTime answerBy,
    String state,
    Optional<String> answer) {}
