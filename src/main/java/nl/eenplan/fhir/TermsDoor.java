package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.Read;
import nl.eenplan.fhir.writing.Write;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.DueTerms;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is due: the terms of the caller's referrals, sent and received. */
@Component
class TermsDoor {

  private static final int MOST = 500;

  private final DueTerms terms;
  private final Transactions transactions;

  TermsDoor(DueTerms terms, Transactions transactions) {
    this.terms = terms;
    this.transactions = transactions;
  }

  /**
   * One {@code term} for each, the oldest first, 500 at most: the referral, the kind, when it is or
   * was due, whether it is the caller's to meet, and how it stands.
   *
   * @param until the last day; without it this week's Sunday
   */
  @Operation(name = "$terms", idempotent = true)
  public Parameters terms(@OperationParam(name = "until") @Nullable DateType until) {
    Who who = Access.partner();
    Optional<LocalDate> day = Optional.ofNullable(until).map(date -> Read.day(date, "until"));
    List<DueTerms.Item> open = transactions.run(() -> terms.open(who, day, MOST));
    Parameters parameters = new Parameters();
    for (DueTerms.Item item : open) {
      var term = parameters.addParameter().setName("term");
      term.addPart().setName("referral").setValue(new Reference("Task/" + item.referral()));
      term.addPart().setName("kind").setValue(new CodeType(item.kind()));
      term.addPart().setName("due").setValue(new InstantType(Write.date(item.due())));
      term.addPart().setName("mine").setValue(new BooleanType(item.mine()));
      term.addPart().setName("standing").setValue(new CodeType(item.standing().code()));
    }
    return parameters;
  }
}
