package nl.eenplan.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The form of the demo's identity provider. */
@Controller
@Profile("demo")
class DemoLogInPage {

  @GetMapping(DemoLogIn.ADDRESS)
  String show() {
    return "demo/log-in";
  }
}
