package nl.eenplan.portal.organisation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.door.Access;
import nl.eenplan.identity.Issuer;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Registry;
import nl.eenplan.organisation.PartnerAccounts;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Typed;
import nl.eenplan.referral.Catalogue;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The organisation as the hub knows it, with its accounts. */
@Controller
class OwnPage {

  private final Registry registry;
  private final Services services;
  private final Catalogue catalogue;
  private final Vocabulary vocabulary;
  private final Transactions transactions;
  private final Once once;
  private final Issuer issuer;

  OwnPage(
      Registry registry,
      Services services,
      Catalogue catalogue,
      Vocabulary vocabulary,
      Transactions transactions,
      Once once,
      Issuer issuer) {
    this.registry = registry;
    this.services = services;
    this.catalogue = catalogue;
    this.vocabulary = vocabulary;
    this.transactions = transactions;
    this.once = once;
    this.issuer = issuer;
  }

  /**
   * A service in the list.
   *
   * @param inUse how many places are; empty when they are not counted
   */
  public record Offered(
      Service service, String name, String purpose, Optional<Integer> inUse, Duration waiting) {}

  /** An account of the organisation in the hub. */
  public record Account(String name, String role, boolean mine) {}

  @GetMapping("/organisation")
  String own(Model page, Locale locale) {
    Who who = Access.administrator();
    Registry.Known known = registry.read(who.organisation().value());
    page.addAttribute("known", known);
    page.addAttribute("kind", vocabulary.label(known.organisation().kind()).in(locale));
    page.addAttribute(
        "offered",
        transactions.run(() -> {
          List<Service> all = services.of(who.organisation());
          Map<String, Integer> inUse = catalogue.placesInUse(all);
          return all.stream().map(one -> offered(one, inUse, locale)).toList();
        }));
    return "portal/organisation/own";
  }

  @GetMapping("/organisation/accounts")
  String accounts(Model page) {
    Who who = Access.administrator();
    String own = who.organisation().value();
    List<String> roles = registry.read(own).accounts();
    page.addAttribute(
        "accounts",
        roles.stream()
            .map(role ->
                new Account(
                    PartnerAccounts.name(own, role), role, role.equals(PartnerAccounts.SYSTEM)))
            .toList());
    page.addAttribute("hasSystem", roles.contains(PartnerAccounts.SYSTEM));
    page.addAttribute("system", PartnerAccounts.name(own, PartnerAccounts.SYSTEM));
    page.addAttribute("issuer", issuer.origin());
    page.addAttribute("secret", "");
    page.addAttribute("once", Once.number());
    return "portal/organisation/accounts";
  }

  /** Opens the account of the own system, or gives it a new secret, which is shown this once. */
  @PostMapping("/organisation/accounts")
  String open(Model page, @RequestParam MultiValueMap<String, String> fields) {
    Who who = Access.administrator();
    String[] secret = {""};
    String next =
        once.run(
            who,
            Typed.of(fields),
            () -> {
              secret[0] = registry.openAccount(who.organisation().value(), PartnerAccounts.SYSTEM);
              return "/organisation/accounts";
            });
    if (secret[0].isEmpty()) {
      return "redirect:" + next;
    }
    accounts(page);
    page.addAttribute("secret", secret[0]);
    return "portal/organisation/accounts";
  }

  @PostMapping("/organisation/accounts/end")
  String end(@RequestParam MultiValueMap<String, String> fields, RedirectAttributes next) {
    Who who = Access.administrator();
    next.addFlashAttribute("done", "organisation.account.ended");
    return "redirect:"
        + once.run(
            who,
            Typed.of(fields),
            () -> {
              registry.endAccount(who.organisation().value(), PartnerAccounts.SYSTEM);
              return "/organisation/accounts";
            });
  }

  private Offered offered(Service service, Map<String, Integer> inUse, Locale locale) {
    return new Offered(
        service,
        locale.getLanguage().equals("en") ? service.nameEn() : service.nameNl(),
        vocabulary.label(new Purpose(service.purpose())).in(locale),
        Optional.ofNullable(inUse.get(service.id())),
        Duration.of(service.times().waiting()));
  }
}
