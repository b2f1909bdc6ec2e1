package nl.eenplan.portal;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way out. */
@Controller
class SignedOutPage {

  @GetMapping("/signed-out")
  String signedOut(Model page, @RequestParam Optional<String> failed) {
    page.addAttribute("failed", failed.isPresent());
    return "portal/signed-out";
  }
}
