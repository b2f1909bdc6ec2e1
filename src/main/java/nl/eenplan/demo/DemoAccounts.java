package nl.eenplan.demo;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.eenplan.identity.Role;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.PartnerAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The OAuth clients of the demo: each partner account, looked up each time so that a new partner
 * needs no restart, and the hub itself.
 */
final class DemoAccounts implements RegisteredClientRepository {

  private static final String PORTAL = "eenplan-portal";

  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final PartnerAccounts accounts;
  private final PasswordEncoder encoder;
  private final DemoIssuer issuer;
  private final Map<String, String> ownHashes = new ConcurrentHashMap<>();

  DemoAccounts(PartnerAccounts accounts, PasswordEncoder encoder, DemoIssuer issuer) {
    this.accounts = accounts;
    this.encoder = encoder;
    this.issuer = issuer;
  }

  /** The organisation that a client speaks for. */
  static String organisationOf(String clientId) {
    return clientId.substring(0, clientId.length() - end(clientId).getValue().length());
  }

  static Role roleOf(String clientId) {
    return Role.of(end(clientId).getKey()).orElseThrow();
  }

  private static Map.Entry<String, String> end(String clientId) {
    return PartnerAccounts.ENDS.entrySet().stream()
        .filter(end -> clientId.endsWith(end.getValue()))
        .max(Comparator.comparingInt(end -> end.getValue().length()))
        .orElseThrow();
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    if (clientId.equals(PORTAL)) {
      return portal();
    }
    return secretHash(clientId).map(hash -> client(clientId, hash)).orElse(null);
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  /** Accounts are opened in the directory, not here. */
  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException();
  }

  /** The hub itself, at which people sign in. */
  private RegisteredClient portal() {
    return RegisteredClient.withId(PORTAL)
        .clientId(PORTAL)
        .clientSecret(ownHash(PORTAL))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(issuer.url() + "/login/oauth2/code/eenplan")
        .postLogoutRedirectUri(issuer.url() + "/signed-out")
        .scope("openid")
        .scope("profile")
        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
        .build();
  }

  private Optional<String> secretHash(String clientId) {
    return Optional.of(organisationOf(clientId))
        .filter(OrganisationCode::isValid)
        .map(OrganisationCode::new)
        .flatMap(code -> accounts.secretHash(code, roleOf(clientId).code()));
  }

  private String ownHash(String clientId) {
    return ownHashes.computeIfAbsent(
        clientId, id -> Objects.requireNonNull(encoder.encode(DemoWorld.secretOf(id))));
  }

  private static RegisteredClient client(String clientId, String secretHash) {
    return RegisteredClient.withId(clientId)
        .clientId(clientId)
        .clientSecret(secretHash)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build())
        .build();
  }
}
