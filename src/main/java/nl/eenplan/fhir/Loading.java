package nl.eenplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.stereotype.Component;

/** Takes a transaction from a file, by the same way as one that a partner sends. */
@Component
public class Loading {

  private final TransactionDoor door;
  private final Transactions transactions;
  private final FhirContext fhir;

  Loading(TransactionDoor door, Transactions transactions, FhirContext fhir) {
    this.door = door;
    this.transactions = transactions;
    this.fhir = fhir;
  }

  /**
   * @param bundle a FHIR transaction Bundle in JSON
   */
  public void load(Who who, String bundle) {
    Bundle read = fhir.newJsonParser().parseResource(Bundle.class, bundle);
    transactions.run(() -> door.take(who, read));
  }
}
