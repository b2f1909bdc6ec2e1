package nl.eenplan.demo;

import java.time.Duration;
import java.util.Optional;
import nl.eenplan.identity.Role;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.PartnerAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The OAuth clients of the demo: each partner account, looked up each time so that a new partner
 * needs no restart, and the privacy officer of Leidschendam-Voorburg.
 */
final class DemoAccounts implements RegisteredClientRepository {

  static final String PRIVACY_OFFICER = "lv-privacy";

  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final PartnerAccounts accounts;
  private final String privacyOfficersHash;

  DemoAccounts(PartnerAccounts accounts, String privacyOfficersHash) {
    this.accounts = accounts;
    this.privacyOfficersHash = privacyOfficersHash;
  }

  /** The organisation that a client speaks for. */
  static String organisationOf(String clientId) {
    return clientId.equals(PRIVACY_OFFICER) ? "lv" : clientId;
  }

  static Role roleOf(String clientId) {
    return clientId.equals(PRIVACY_OFFICER) ? Role.PRIVACY_OFFICER : Role.PARTNER_SYSTEM;
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
    if (clientId.equals(PRIVACY_OFFICER)) {
      return Optional.of(privacyOfficersHash);
    }
    return Optional.of(clientId)
        .filter(OrganisationCode::isValid)
        .map(OrganisationCode::new)
        .flatMap(accounts::secretHash);
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
