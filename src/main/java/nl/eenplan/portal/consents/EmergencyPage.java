package nl.eenplan.portal.consents;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.KeptBack;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Label;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.consents.Emergency.Call;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Stated;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Break-glass: somebody is in danger now, and asking the client cannot wait. */
@Controller
@RequestMapping("/clients/{id}/emergency")
class EmergencyPage {

  /** Characters. */
  private static final int MOST_WORDS = 2000;

  private final Subjects subjects;
  private final Emergency emergency;
  private final Sent sent;
  private final Organisations organisations;
  private final PolicyTable policies;
  private final Vocabulary vocabulary;
  private final Explanations explanations;
  private final ConsentWording wording;
  private final Once once;
  private final Transactions transactions;
  private final Clock clock;

  EmergencyPage(
      Subjects subjects,
      Emergency emergency,
      Sent sent,
      Organisations organisations,
      PolicyTable policies,
      Vocabulary vocabulary,
      Explanations explanations,
      ConsentWording wording,
      Once once,
      Transactions transactions,
      Clock clock) {
    this.subjects = subjects;
    this.emergency = emergency;
    this.sent = sent;
    this.organisations = organisations;
    this.policies = policies;
    this.vocabulary = vocabulary;
    this.explanations = explanations;
    this.wording = wording;
    this.once = once;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A rule for emergencies, and an organisation that it leads to. */
  private record Way(PolicyRow row, Organisation to) {
    String code() {
      return to.code().value();
    }
  }

  @GetMapping
  ModelAndView blank(@PathVariable UUID id, Locale locale) {
    Who who = Access.partner();
    MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
    List<Way> ways = transactions.run(() -> ways(who));
    if (!ways.isEmpty()) {
      fields.add("to", ways.getFirst().code());
    }
    return page(who, id, ways, Typed.of(fields), locale);
  }

  @PostMapping
  ModelAndView send(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      Locale locale,
      RedirectAttributes flash) {
    Who who = Access.partner();
    Typed typed = Typed.of(fields);
    List<Way> ways = transactions.run(() -> ways(who));
    Optional<Way> way = typed.choice("to", code -> way(ways, code));
    Optional<String> reason = typed.text("reason", MOST_WORDS);
    Optional<String> acute = typed.text("acute", MOST_WORDS);
    Optional<String> concern = typed.text("concern", MOST_WORDS);
    if (typed.isRight()) {
      Call call =
          call(
              id,
              way.orElseThrow(),
              concern.orElseThrow(),
              reason.orElseThrow(),
              acute.orElseThrow());
      try {
        String next =
            once.run(who, typed, () -> "/referrals/" + emergency.send(who, call).referral().id());
        flash.addFlashAttribute("done", "emergency.done");
        return new ModelAndView("redirect:" + next);
      } catch (Refused refused) {
        typed.wrong(Typed.FORM, "emergency.refused");
      } catch (Problem problem) {
        typed.wrong(problem);
      }
    }
    ModelAndView page = page(who, id, ways, typed, locale);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static Optional<Way> way(List<Way> ways, String code) {
    return ways.stream().filter(way -> way.code().equals(code)).findFirst();
  }

  private static Call call(UUID person, Way way, String concern, String reason, String acute) {
    return new Call(
        person, way.row().purpose(), way.to().code(), concern, new Stated.Emergency(reason, acute));
  }

  private List<Way> ways(Who who) {
    OrganisationKind mine =
        organisations
            .find(who.organisation())
            .map(Organisation::kind)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_PERMITTED));
    LocalDate today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
    List<PolicyRow> rows =
        policies.rows().stream()
            .filter(row ->
                row.emergency()
                    && row.off().isEmpty()
                    && row.from().equals(mine)
                    && row.actions().contains(Action.REFER))
            .toList();
    return organisations.all().stream()
        .filter(one -> one.agreementInForce(today) && !one.code().equals(who.organisation()))
        .flatMap(one ->
            rows.stream().filter(row -> row.to().equals(one.kind())).map(row -> new Way(row, one)))
        .toList();
  }

  private ModelAndView page(Who who, UUID id, List<Way> ways, Typed typed, Locale locale) {
    ConsentWording.Words words = wording.in(locale);
    ModelAndView page =
        transactions.run(() -> {
          ModelAndView view = new ModelAndView("portal/consents/emergency");
          view.addObject("name", subjects.find(who, id).name());
          view.addObject(
              "earlier",
              sent.of(who, id).stream()
                  .filter(referral -> referral.claims().emergency())
                  .map(referral ->
                      new Earlier(
                          referral.id(),
                          referral.owner().map(words::name).orElse(""),
                          LocalDate.ofInstant(referral.authored(), DutchTime.ZONE)))
                  .toList());
          return view;
        });
    page.addObject("person", id);
    page.addObject("typed", typed);
    page.addObject(
        "ways", ways.stream().map(way -> new Option(way.code(), way.to().name())).toList());
    page.addObject(Once.FIELD, Once.number());
    preview(who, id, ways, typed).ifPresent(made -> explain(page, made, locale));
    return page;
  }

  /**
   * @param to to whom it was sent
   */
  record Earlier(UUID referral, String to, LocalDate on) {}

  /** What goes does not hang on the words, so those that are typed need not be there. */
  private Optional<Decision> preview(Who who, UUID id, List<Way> ways, Typed typed) {
    return way(ways, typed.value("to")).stream()
        .flatMap(way -> emergency.preview(who, call(id, way, "-", "-", "-")).stream())
        .findFirst();
  }

  private void explain(ModelAndView page, Decision made, Locale locale) {
    Explanations.Explanation said = explanations.of(made);
    page.addObject("allowed", made instanceof Permit);
    page.addObject("why", new Label(said.nl(), said.en()).in(locale));
    page.addObject(
        "going",
        made instanceof Permit permit
            ? labels(permit.released().stream().map(vocabulary::label), locale)
            : "");
    page.addObject(
        "staying",
        labels(
            KeptBack.by(made).stream()
                .flatMap(kept -> kept.categories().stream())
                .distinct()
                .map(vocabulary::label),
            locale));
    page.addObject("whom", wording.in(locale).name(receiver(made)));
  }

  private static OrganisationCode receiver(Decision made) {
    return made.question().receiver().code();
  }

  private static String labels(Stream<Label> labels, Locale locale) {
    return labels.map(label -> label.in(locale)).collect(Collectors.joining(", "));
  }
}
