package nl.eenplan.portal.consents;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A client's word in a list.
 *
 * @param state yes, no, help, later, ended, replaced or withdrawn; its name: {@code
 *     consents.state.<state>}
 * @param badge its kind, as the fragment {@code badge} knows it
 * @param what which data
 * @param whom with which organisations
 * @param why for which purposes
 * @param until the last day on which it holds
 * @param open whether it can be taken back
 */
public record ConsentLine(
    UUID id,
    String state,
    String badge,
    String what,
    String whom,
    String why,
    LocalDate given,
    Optional<LocalDate> until,
    boolean open) {}
