package nl.eenplan.disclosure;

import java.time.Instant;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Purpose;

/**
 * May what {@code sender} holds of this client pass to {@code receiver}?
 *
 * @param sender the holder of the data
 * @param asked the categories in what would pass; empty when only the existence of something would
 * @param at the moment of the decision: it holds for this moment only
 */
public record Question(
    ClientId client,
    Party sender,
    Party receiver,
    Purpose purpose,
    Action action,
    Categories asked,
    Instant at) {}
