package nl.eenplan.portal;

import java.util.Optional;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Callers;
import nl.eenplan.identity.Role;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Organisations;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is signed in, for whom, and the way out. */
@Controller
class StartPage {

  private final Organisations organisations;

  StartPage(Organisations organisations) {
    this.organisations = organisations;
  }

  @GetMapping("/")
  String whoAmI(Model page, @AuthenticationPrincipal OidcUser user) {
    Caller caller = Callers.current();
    Optional<Organisation> organisation = organisations.findInForce(caller.organisation());
    page.addAttribute("name", Optional.ofNullable(user.getFullName()).orElse(caller.user()));
    page.addAttribute("organisation", organisation.map(Organisation::name).orElse(""));
    page.addAttribute("roles", caller.roles().stream().map(Role::code).sorted().toList());
    return "portal/start";
  }

  @GetMapping("/signed-out")
  String signedOut(Model page, @RequestParam Optional<String> failed) {
    page.addAttribute("failed", failed.isPresent());
    return "portal/signed-out";
  }
}
