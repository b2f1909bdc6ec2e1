package nl.eenplan.referral;

import nl.eenplan.client.Categories;
import nl.eenplan.ledger.Who;

/**
 * A referral goes out on a vital interest instead of the client's consent (break-glass). Published
 * in the transaction of the submission.
 *
 * @param who claimed it
 * @param stated in which words
 * @param released what the targets may read
 */
public record VitalInterestClaimed(
    Referral referral, Who who, Stated.Emergency stated, Categories released) {}
