package nl.eenplan.demo;

import java.time.Duration;
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
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The OAuth clients of the demo: each partner account, looked up each time so that a new partner
 * needs no restart, and the privacy officer of each.
 */
final class DemoAccounts implements RegisteredClientRepository {

  private static final String OFFICER = "-privacy";

  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final PartnerAccounts accounts;
  private final PasswordEncoder encoder;
  private final Map<String, String> officersHashes = new ConcurrentHashMap<>();

  DemoAccounts(PartnerAccounts accounts, PasswordEncoder encoder) {
    this.accounts = accounts;
    this.encoder = encoder;
  }

  /** The organisation that a client speaks for. */
  static String organisationOf(String clientId) {
    return isOfficer(clientId)
        ? clientId.substring(0, clientId.length() - OFFICER.length())
        : clientId;
  }

  static Role roleOf(String clientId) {
    return isOfficer(clientId) ? Role.PRIVACY_OFFICER : Role.PARTNER_SYSTEM;
  }

  private static boolean isOfficer(String clientId) {
    return clientId.endsWith(OFFICER);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
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

  private Optional<String> secretHash(String clientId) {
    Optional<String> organisations =
        Optional.of(organisationOf(clientId))
            .filter(OrganisationCode::isValid)
            .map(OrganisationCode::new)
            .flatMap(accounts::secretHash);
    return isOfficer(clientId) ? organisations.map(known -> officersHash(clientId)) : organisations;
  }

  private String officersHash(String clientId) {
    return officersHashes.computeIfAbsent(
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
