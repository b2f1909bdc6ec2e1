package nl.eenplan.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.fhir.reading.StopRequestReader;
import nl.eenplan.fhir.writing.StopRequestWriter;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.StopRequest;
import nl.eenplan.referral.Stopping;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks for Tasks with code abort. */
@Component
class StopRequestSearch {

  private final Stopping stopping;
  private final Transactions transactions;

  StopRequestSearch(Stopping stopping, Transactions transactions) {
    this.stopping = stopping;
    this.transactions = transactions;
  }

  /** Who looks by the referral that has to stop, looks for requests to stop. */
  static boolean isMeant(@Nullable TokenParam code, @Nullable ReferenceParam focus) {
    return code == null
        ? focus != null && "Task".equals(focus.getResourceType())
        : StopRequestReader.ABORT.equals(SearchParams.unmodified(code));
  }

  Bundle search(
      Who who,
      @Nullable ReferenceParam owner,
      @Nullable ReferenceParam requester,
      @Nullable TokenOrListParam statuses,
      Set<UUID> ids,
      @Nullable ReferenceParam focus,
      Paging page,
      RequestDetails request) {
    Stopping.Query query =
        new Stopping.Query(
            SearchParams.organisation(owner),
            SearchParams.organisation(requester),
            SearchParams.codes(statuses, StopRequest.State::of, "Task?status"),
            ids,
            SearchParams.id(focus).map(Set::of).orElse(Set.of()),
            page.offset(),
            page.fetch());
    return transactions.run(() ->
        page.bundle(
            stopping.search(who, query).stream().map(StopRequestWriter::write).toList(), request));
  }
}
