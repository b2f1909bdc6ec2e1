package nl.eenplan.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.exchange.Replays.Selection;
import nl.eenplan.operations.Shown.CircuitList;
import nl.eenplan.operations.Shown.CircuitRecord;
import nl.eenplan.operations.Shown.Replayed;
import nl.eenplan.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@link Delivering}, as JSON. */
@RestController
class DeliveryDesk {

  private final Delivering delivering;
  private final AdminAccess access;

  DeliveryDesk(Delivering delivering, AdminAccess access) {
    this.delivering = delivering;
    this.access = access;
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
    return new CircuitList(delivering.circuits(all).stream().map(CircuitRecord::of).toList());
  }

  @PostMapping("/admin/organisations/{code}/tries")
  CircuitRecord tryNow(@PathVariable("code") String code) {
    return CircuitRecord.of(delivering.tryNow(code));
  }

  @PostMapping("/admin/organisations/{code}/test-messages")
  ResponseEntity<Queued> test(@PathVariable("code") String code) {
    return ResponseEntity.accepted().body(new Queued(delivering.test(code)));
  }

  @PostMapping("/admin/organisations/{code}/replays")
  ResponseEntity<Replayed> replay(@PathVariable("code") String code, @RequestBody Again again) {
    if (again.messages().filter(List::isEmpty).isPresent()) {
      throw Problem.of(Problem.Code.MISSING, "messages");
    }
    Selection selection =
        new Selection(
            access.organisation(code).code(),
            again.messages().orElse(List.of()),
            again.delivered().orElse(false),
            again.from(),
            again.until());
    return ResponseEntity.accepted()
        .body(new Replayed(delivering.replay(selection, UUID.randomUUID())));
  }
}
