package nl.eenplan.disclosure;

import nl.eenplan.client.ClientId;
import nl.eenplan.ledger.Who;

/**
 * This client said no, or no longer: whoever goes on with this client's data asks the gate again,
 * in this transaction.
 */
public record ConsentChanged(ClientId client, Who who) {}
