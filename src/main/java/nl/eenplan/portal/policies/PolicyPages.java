package nl.eenplan.portal.policies;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Purpose;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What may pass: by organisation, by purpose, and row by row. Nothing here is about a client. */
@Controller
class PolicyPages {

  private final PolicyReading policies;
  private final Organisations organisations;

  PolicyPages(PolicyReading policies, Organisations organisations) {
    this.policies = policies;
    this.organisations = organisations;
  }

  /**
   * @param asked {@code organisation}: the code of one that takes part; {@code purpose}: the code
   *     of a purpose
   */
  @GetMapping("/policies")
  String policies(@RequestParam MultiValueMap<String, String> asked, Model page, Locale locale) {
    Typed typed = Typed.of(asked);
    List<Organisation> all = organisations.all();
    page.addAttribute("typed", typed);
    page.addAttribute(
        "organisations",
        all.stream().map(one -> new Option(one.code().value(), one.name())).toList());
    page.addAttribute("purposes", policies.purposes(locale));
    Optional.of(typed.value("organisation"))
        .filter(OrganisationCode::isValid)
        .flatMap(code -> organisations.find(new OrganisationCode(code)))
        .ifPresent(one ->
            page.addAttribute("glance", policies.glance(Optional.of(one), one.kind(), locale)));
    policies
        .purpose(typed.value("purpose"))
        .ifPresent(purpose -> page.addAttribute("matrix", policies.matrix(purpose, locale)));
    return "policies/policies";
  }

  @GetMapping("/policies/rows/{id}")
  String row(@PathVariable String id, Model page, Locale locale) {
    page.addAttribute(
        "row", policies.row(id, locale).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND)));
    page.addAttribute("purpose", policies.purposeOf(id).map(Purpose::code).orElse(""));
    return "policies/row";
  }
}
