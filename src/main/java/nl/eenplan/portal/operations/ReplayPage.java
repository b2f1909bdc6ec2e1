package nl.eenplan.portal.operations;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.door.Words;
import nl.eenplan.exchange.Message.State;
import nl.eenplan.exchange.MessageSearch;
import nl.eenplan.exchange.Replays.Selection;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.operations.Delivering;
import nl.eenplan.operations.Following;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.portal.Here;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Dead letters, sending again with a look beforehand, and what came of it. */
@Controller
class ReplayPage {

  private static final int SIZE = 25;

  private final Delivering delivering;
  private final Following following;
  private final Organisations organisations;
  private final Transactions transactions;

  ReplayPage(
      Delivering delivering,
      Following following,
      Organisations organisations,
      Transactions transactions) {
    this.delivering = delivering;
    this.following = following;
    this.organisations = organisations;
    this.transactions = transactions;
  }

  /**
   * What would be sent again to one partner.
   *
   * @param number counted up to a thousand
   */
  public record Part(Reached lane, int number, boolean more) {}

  @GetMapping("/operations/dead-letters")
  String deadLetters(
      Model page, @RequestParam Optional<String> partner, @RequestParam Optional<Long> before) {
    Access.operator();
    Optional<OrganisationCode> to =
        partner.filter(OrganisationCode::isValid).map(OrganisationCode::new);
    MessageSearch search =
        MessageSearch.newest(SIZE + 1)
            .to(to)
            .in(Optional.of(State.DEAD_LETTERED))
            .after(before.map(OptionalLong::of).orElse(OptionalLong.empty()));
    List<Line> found = transactions.run(() -> Line.of(following.search(search), organisations));
    page.addAttribute("lines", found.subList(0, Math.min(SIZE, found.size())));
    page.addAttribute("partner", to.map(OrganisationCode::value).orElse(""));
    page.addAttribute(
        "lanes",
        transactions.run(() ->
            delivering.circuits(true).stream()
                .filter(circuit -> circuit.dead() > 0)
                .map(circuit -> new Reached(circuit, name(circuit.partner())))
                .toList()));
    page.addAttribute(
        "older",
        found.size() > SIZE
            ? Here.address()
                .replaceQueryParam("before", found.get(SIZE - 1).message().cursor())
                .build(true)
                .toUriString()
            : "");
    return "portal/operations/dead-letters";
  }

  /** What it would do; nothing is sent yet. */
  @GetMapping("/operations/replays/new")
  String confirm(
      Model page, @RequestParam MultiValueMap<String, String> fields, HttpServletResponse answer) {
    Access.operator();
    Typed typed = Typed.of(fields);
    List<Part> parts = new ArrayList<>();
    selections(typed)
        .forEach(selection -> {
          int number = delivering.count(selection);
          parts.add(
              new Part(
                  new Reached(
                      delivering.circuit(selection.partner().value()), name(selection.partner())),
                  number,
                  selection.ids().isEmpty() && number >= Delivering.MOST_IDS));
        });
    if (!typed.isRight()) {
      answer.setStatus(422);
    }
    page.addAttribute("typed", typed);
    page.addAttribute("parts", parts);
    page.addAttribute("number", parts.stream().mapToInt(Part::number).sum());
    page.addAttribute("more", parts.stream().anyMatch(Part::more));
    page.addAttribute("again", Once.number());
    return "portal/operations/replay";
  }

  /** The form's number is that of the replay: sent twice, it is the same one. */
  @PostMapping("/operations/replays")
  String replay(
      Model page, @RequestParam MultiValueMap<String, String> fields, HttpServletResponse answer) {
    Access.operator();
    Typed typed = Typed.of(fields);
    UUID replay =
        Words.uuid(typed.value(Once.FIELD))
            .orElseThrow(() -> Problem.of(Problem.Code.MISSING, Once.FIELD));
    List<Selection> selections = selections(typed);
    if (!typed.isRight()) {
      return confirm(page, fields, answer);
    }
    selections.forEach(selection -> delivering.replay(selection, replay));
    return "redirect:/operations/replays/" + replay;
  }

  @GetMapping("/operations/replays/{id}")
  String result(Model page, @PathVariable String id) {
    Access.operator();
    UUID replay = Words.uuid(id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    Map<State, Integer> states = following.ofReplay(replay);
    int arrived = states.getOrDefault(State.SENT, 0) + states.getOrDefault(State.ACKNOWLEDGED, 0);
    page.addAttribute("all", states.values().stream().mapToInt(number -> number).sum());
    page.addAttribute("arrived", arrived);
    page.addAttribute("withheld", states.getOrDefault(State.WITHHELD, 0));
    page.addAttribute("takenBack", states.getOrDefault(State.TAKEN_BACK, 0));
    page.addAttribute("dead", states.getOrDefault(State.DEAD_LETTERED, 0));
    page.addAttribute("waiting", states.getOrDefault(State.QUEUED, 0));
    page.addAttribute("address", "/operations/replays/" + replay);
    return "portal/operations/replayed";
  }

  /** Of the messages that were chosen, or of all of a partner. */
  private List<Selection> selections(Typed typed) {
    List<String> chosen = typed.all("message");
    if (!chosen.isEmpty()) {
      return delivering.these(
          chosen.stream().flatMap(said -> Words.uuid(said).stream()).distinct().toList());
    }
    if (typed.value("partner").isEmpty()) {
      return List.of();
    }
    OrganisationCode partner = delivering.circuit(typed.value("partner")).partner();
    boolean delivered = typed.has("delivered", "true");
    Selection selection =
        new Selection(
            partner,
            List.of(),
            delivered,
            FollowPage.start(delivered ? typed.date("from") : typed.optionalDate("from")),
            FollowPage.start(typed.optionalDate("until").map(day -> day.plusDays(1))));
    return typed.isRight() ? List.of(selection) : List.of();
  }

  private String name(OrganisationCode code) {
    return organisations.find(code).map(Organisation::name).orElse(code.value());
  }
}
