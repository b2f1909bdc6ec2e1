package nl.eenplan.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.fhir.reading.PlanReader;
import nl.eenplan.fhir.reading.TaskReader;
import nl.eenplan.fhir.writing.PlanWriter;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.plan.DirectionOffer.State;
import nl.eenplan.plan.DirectionOffers;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks with code direct: offers of the direction; {@link TaskDoor} lets them in. */
@Component
class DirectionOfferDoor {

  private final DirectionOffers offers;
  private final Messages messages;
  private final Transactions transactions;

  DirectionOfferDoor(DirectionOffers offers, Messages messages, Transactions transactions) {
    this.offers = offers;
    this.messages = messages;
    this.transactions = transactions;
  }

  Task create(Who who, Task task) {
    task.setId((String) null);
    refuseOther(TaskReader.requester(task), Optional.of(who.organisation()), "Task.requester");
    UUID id =
        offers.make(
            who,
            PlanReader.plan(task),
            PlanReader.terms(task),
            messages.repeat(task.getIdentifier(), messages.text(task)));
    return read(who, id).orElseThrow();
  }

  Optional<Task> read(Who who, UUID id) {
    return offers.find(who, id).map(PlanWriter::write);
  }

  /** The answer; what does not change may be left out. */
  Task update(Who who, IdType id, Task task) {
    UUID uuid = Versions.id(id);
    DirectionOffers.Seen before =
        offers.find(who, uuid).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    refuseOther(PlanReader.optionalPlan(task), Optional.of(before.offer().plan()), "Task.focus");
    refuseOther(TaskReader.requester(task), Optional.of(before.offerer()), "Task.requester");
    refuseOther(TaskReader.owner(task), Optional.of(before.offer().offered()), "Task.owner");
    refuseOther(TaskReader.person(task), before.person(), "Task.for");
    offers.answer(who, uuid, Versions.expected(id), PlanReader.reply(task));
    return read(who, uuid).orElseThrow();
  }

  static boolean isMeant(@Nullable TokenParam code) {
    return code != null && PlanReader.DIRECT.equals(SearchParams.unmodified(code));
  }

  /** Those made or received; other parameters than the status and the parties find nothing. */
  Bundle search(
      Who who,
      Optional<OrganisationCode> owner,
      Optional<OrganisationCode> requester,
      @Nullable TokenOrListParam statuses,
      Paging page,
      RequestDetails request) {
    Set<State> states = SearchParams.codes(statuses, State::of, "Task?status");
    return transactions.run(() -> {
      List<Task> found =
          offers.search(who, states, owner, requester, page.offset(), page.fetch()).stream()
              .map(PlanWriter::write)
              .toList();
      return page.bundle(found, request);
    });
  }

  private static <T> void refuseOther(Optional<T> said, Optional<T> kept, String element) {
    if (said.isPresent() && !said.equals(kept)) {
      throw Problem.of(Problem.Code.IMMUTABLE, element);
    }
  }
}
