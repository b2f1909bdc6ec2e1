package nl.eenplan.exchange.channel;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a partner finds the keys to check our signatures with. */
@RestController
class SigningKeysDoor {

  private final SigningKeys keys;

  SigningKeysDoor(SigningKeys keys) {
    this.keys = keys;
  }

  @GetMapping(path = "/.well-known/jwks.json", produces = "application/jwk-set+json")
  Map<String, List<Map<String, Object>>> keys() {
    return Map.of("keys", keys.published());
  }
}
