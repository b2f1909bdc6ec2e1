package nl.eenplan.policy;

import java.time.Period;
import java.util.Optional;

/**
 * What a file of the policy folder says of all its rows.
 *
 * @param processingActivity the entry in the register of AVG art. 30
 * @param consentLasts how long a consent to this purpose holds at most; empty where none is asked
 * @param off why its rows are written down but do not hold; empty when they do
 * @param noRows why nothing passes for this purpose at all; empty when the file has rows
 */
public record PolicyFile(
    Purpose purpose,
    String processingActivity,
    Optional<Period> consentLasts,
    Optional<Label> off,
    Optional<Label> noRows) {}
