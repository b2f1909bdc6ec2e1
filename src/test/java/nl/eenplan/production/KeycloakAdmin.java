package nl.eenplan.production;

import static nl.eenplan.production.Tokens.JSON;

import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Tells Keycloak what to do, over its admin API. */
public final class KeycloakAdmin {

  private final Keycloak keycloak;

  KeycloakAdmin(Keycloak keycloak) {
    this.keycloak = keycloak;
  }

  /** A token of the same Keycloak, and of another realm. */
  public String tokenOfAnotherIssuer() {
    return token("master", Keycloak.ADMIN, Keycloak.ADMIN);
  }

  /** A token of the realm that was made for another program than the hub. */
  public String tokenForAnotherAudience(String user) {
    return token("eenplan", user, Production.PASSWORD);
  }

  private String token(String realm, String user, String password) {
    URI address = keycloak.url().resolve("/realms/" + realm + "/protocol/openid-connect/token");
    HttpResponse<String> answer =
        Http.form(
            address,
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                user,
                "password",
                password));
    return JSON.readTree(answer.body()).path("access_token").asString();
  }

  /** Ends all sessions of a user, as an administrator does whose user has lost a telephone. */
  public void logOut(String user) {
    send("POST", "/users/" + id(user) + "/logout", "");
  }

  /** Puts a user in a second organisation. */
  public void addToGroup(String user, String group) {
    send("PUT", membership(user, group), "");
  }

  /** Takes the user out of it again. */
  public void removeFromGroup(String user, String group) {
    send("DELETE", membership(user, group), "");
  }

  private String membership(String user, String group) {
    String groups = send("GET", "/groups?exact=true&search=" + group, "");
    String id = JSON.readTree(groups).get(0).path("id").asString();
    return "/users/" + id(user) + "/groups/" + id;
  }

  /** Lets the realm sign with this key too, so that a test can make tokens that it would not. */
  public void addKey(RSAKey key) throws Exception {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.toRSAPrivateKey().getEncoded())
            + "\n-----END PRIVATE KEY-----";
    Map<String, Object> component =
        Map.of(
            "name", "key-of-a-test",
            "providerId", "rsa",
            "providerType", "org.keycloak.keys.KeyProvider",
            "config",
                Map.of(
                    "priority", List.of("1"),
                    "enabled", List.of("true"),
                    "active", List.of("true"),
                    "algorithm", List.of("RS256"),
                    "privateKey", List.of(pem)));
    send("POST", "/components", JSON.writeValueAsString(component));
  }

  /** The key's number, as the realm publishes it. */
  public String keyId(RSAKey key) {
    JsonNode keys =
        JSON.readTree(
            Http.get(URI.create(keycloak.issuer() + "/protocol/openid-connect/certs")).body());
    for (JsonNode published : keys.path("keys")) {
      if (published.path("n").asString().equals(key.getModulus().toString())) {
        return published.path("kid").asString();
      }
    }
    throw new IllegalStateException("the realm does not publish the key");
  }

  private String id(String user) {
    String users = send("GET", "/users?exact=true&username=" + user, "");
    return JSON.readTree(users).get(0).path("id").asString();
  }

  private String send(String method, String path, String body) {
    HttpResponse<String> answer =
        Http.send(
            method,
            URI.create(keycloak.url() + "/admin/realms/eenplan" + path),
            body,
            "Authorization",
            "Bearer " + tokenOfAnotherIssuer(),
            "Content-Type",
            "application/json");
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
