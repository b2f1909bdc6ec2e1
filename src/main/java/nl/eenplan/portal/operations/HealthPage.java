package nl.eenplan.portal.operations;

import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.eenplan.door.Access;
import nl.eenplan.exchange.Circuit;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Delivering;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Sorting;
import nl.eenplan.portal.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which partners are reached, at a glance, and what to do about one that is not. */
@Controller
class HealthPage {

  private final Delivering delivering;
  private final Organisations organisations;
  private final Transactions transactions;
  private final Once once;
  private final Clock clock;

  HealthPage(
      Delivering delivering,
      Organisations organisations,
      Transactions transactions,
      Once once,
      Clock clock) {
    this.delivering = delivering;
    this.organisations = organisations;
    this.transactions = transactions;
    this.once = once;
    this.clock = clock;
  }

  /** How many there are of each. */
  public record Chip(String code, int number, boolean current) {}

  /**
   * @param show all, trouble, waiting or dead
   * @param live whether the page keeps itself up to date; it does not by itself, since what moves
   *     has to be stoppable (WCAG 2.2.2)
   */
  @GetMapping("/operations")
  String health(
      Model page,
      @RequestParam Optional<String> show,
      @RequestParam Optional<String> sort,
      @RequestParam Optional<String> live) {
    Access.operator();
    List<Reached> all =
        transactions.run(() -> delivering.circuits(true).stream().map(this::reached).toList());
    Reached.Which which =
        Arrays.stream(Reached.Which.values())
            .filter(one -> one.code().equals(show.orElse("")))
            .findFirst()
            .orElse(Reached.Which.ALL);
    Sorting sorting = Sorting.of(sort, "state");
    Comparator<Reached> order = Reached.order(sorting.key());
    page.addAttribute(
        "lanes",
        all.stream()
            .filter(which::fits)
            .sorted(sorting.descending() ? order.reversed() : order)
            .toList());
    page.addAttribute(
        "chips",
        Arrays.stream(Reached.Which.values())
            .map(one -> new Chip(one.code(), count(all, one), one == which))
            .toList());
    page.addAttribute("which", which.code());
    page.addAttribute("sorting", sorting);
    page.addAttribute("sort", (sorting.descending() ? "-" : "") + sorting.key());
    page.addAttribute("live", live.isPresent());
    page.addAttribute("now", clock.instant().atZone(DutchTime.ZONE));
    return "portal/operations/health";
  }

  @GetMapping("/operations/partners/{code}")
  String partner(Model page, @PathVariable String code) {
    Access.operator();
    page.addAttribute("lane", reached(delivering.circuit(code)));
    page.addAttribute("once", Once.number());
    page.addAttribute("typed", Typed.nothing());
    return "portal/operations/partner";
  }

  /** Opens a lane that was stopped as well. */
  @PostMapping("/operations/partners/{code}/tries")
  String tryNow(
      @PathVariable String code,
      @RequestParam MultiValueMap<String, String> fields,
      RedirectAttributes next) {
    Who who = Access.operator();
    next.addFlashAttribute("done", "operations.tried");
    return "redirect:"
        + once.run(
            who,
            Typed.of(fields),
            () -> "/operations/partners/" + delivering.tryNow(code).partner());
  }

  @PostMapping("/operations/partners/{code}/tests")
  String test(@PathVariable String code, @RequestParam MultiValueMap<String, String> fields) {
    Who who = Access.operator();
    return "redirect:"
        + once.run(who, Typed.of(fields), () -> "/operations/messages/" + delivering.test(code));
  }

  private static int count(List<Reached> all, Reached.Which which) {
    return Math.toIntExact(all.stream().filter(which::fits).count());
  }

  private Reached reached(Circuit circuit) {
    return new Reached(
        circuit,
        organisations
            .find(circuit.partner())
            .map(Organisation::name)
            .orElse(circuit.partner().value()));
  }
}
