package nl.eenplan.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.exchange.Circuits;
import nl.eenplan.exchange.Replays;
import nl.eenplan.exchange.Replays.Part;
import nl.eenplan.exchange.Replays.Selection;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Shown.CircuitList;
import nl.eenplan.operations.Shown.CircuitRecord;
import nl.eenplan.operations.Shown.Replayed;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether partners are reached, and sending again what did not arrive. */
@RestController
class DeliveryDesk {

  private static final int MOST_IDS = 1000;

  private final Circuits circuits;
  private final Replays replays;
  private final AdminAccess access;
  private final Transactions transactions;

  DeliveryDesk(Circuits circuits, Replays replays, AdminAccess access, Transactions transactions) {
    this.circuits = circuits;
    this.replays = replays;
    this.access = access;
    this.transactions = transactions;
  }

  /**
   * @param messages only these; absent: all that fit
   * @param delivered whether what arrived is sent again as well
   */
  record Again(
      Optional<List<UUID>> messages,
      Optional<Boolean> delivered,
      Optional<Instant> from,
      Optional<Instant> until) {}

  record Queued(UUID message) {}

  @GetMapping("/admin/circuits")
  CircuitList circuits(@RequestParam(name = "all", defaultValue = "false") boolean all) {
    access.operator();
    return new CircuitList(circuits.list(all).stream().map(CircuitRecord::of).toList());
  }

  /** Does not wait for the next try. */
  @PostMapping("/admin/organisations/{code}/tries")
  CircuitRecord tryNow(@PathVariable("code") String code) {
    return transactions.run(() -> {
      OrganisationCode organisation = access.organisation(code).code();
      Who who = access.administratorOf(organisation);
      circuits.tryNow(organisation);
      access.log(who, organisation, "delivery-tried", "circuit");
      return CircuitRecord.of(circuits.of(organisation).orElseThrow());
    });
  }

  @PostMapping("/admin/organisations/{code}/test-messages")
  ResponseEntity<Queued> test(@PathVariable("code") String code) {
    return transactions.run(() -> {
      OrganisationCode organisation = access.organisation(code).code();
      Who who = access.administratorOf(organisation);
      UUID message = replays.test(organisation);
      access.log(who, organisation, "test-sent", "test");
      return ResponseEntity.accepted().body(new Queued(message));
    });
  }

  /** In parts, so that no row is held for long; each part is in the log with its effect. */
  @PostMapping("/admin/organisations/{code}/replays")
  ResponseEntity<Replayed> replay(@PathVariable("code") String code, @RequestBody Again again) {
    OrganisationCode organisation = access.organisation(code).code();
    Who who = access.administratorOf(organisation);
    Selection selection = selection(organisation, again);
    int counted = 0;
    Part part = new Part(1, 0);
    while (part.counted() > 0) {
      long after = part.last();
      part =
          transactions.run(() -> {
            Part next = replays.replay(selection, after);
            if (next.counted() > 0) {
              access.log(
                  who,
                  organisation,
                  "messages-replayed",
                  selection.delivered() ? "delivered" : "dead-lettered");
            }
            return next;
          });
      counted += part.counted();
    }
    return ResponseEntity.accepted().body(new Replayed(counted));
  }

  private static Selection selection(OrganisationCode organisation, Again again) {
    List<UUID> ids = again.messages().orElse(List.of());
    boolean delivered = again.delivered().orElse(false);
    if (ids.size() > MOST_IDS) {
      throw Problem.of(Problem.Code.TOO_MANY, "messages");
    }
    if (again.messages().isPresent() && ids.isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "messages");
    }
    if (delivered && ids.isEmpty() && again.from().isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "from");
    }
    return new Selection(organisation, ids, delivered, again.from(), again.until());
  }
}
