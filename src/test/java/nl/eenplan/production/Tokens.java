package nl.eenplan.production;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a partner's system gets its access tokens. */
public final class Tokens {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final Keycloak keycloak;
  private final Function<URI, Map<String, String>> whoIAm;

  Tokens(Keycloak keycloak, Function<URI, Map<String, String>> whoIAm) {
    this.keycloak = keycloak;
    this.whoIAm = whoIAm;
  }

  /** Where tokens are given. */
  public URI address() {
    return URI.create(keycloak.issuer() + "/protocol/openid-connect/token");
  }

  /** A new access token. */
  public String take(String... headers) {
    HttpResponse<String> answer = ask(headers);
    JsonNode token = JSON.readTree(answer.body()).path("access_token");
    if (answer.statusCode() != 200 || token.isMissingNode()) {
      throw new IllegalStateException("no token: " + answer.statusCode() + " " + answer.body());
    }
    return token.asString();
  }

  /** Asks, whatever comes of it. */
  public HttpResponse<String> ask(String... headers) {
    return present(whoIAm.apply(keycloak.issuer()), headers);
  }

  /** Who it says to be, for a test that says it twice. */
  public Map<String, String> credentials() {
    return whoIAm.apply(keycloak.issuer());
  }

  /** Asks with these. */
  public HttpResponse<String> present(Map<String, String> credentials, String... headers) {
    Map<String, String> form = new HashMap<>(credentials);
    form.put("grant_type", "client_credentials");
    return Http.form(address(), form, headers);
  }
}
