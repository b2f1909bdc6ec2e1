package nl.eenplan.identity.browser;

import java.util.List;
import nl.eenplan.identity.Issuer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/** The hub as a client of its issuer: the same for Keycloak and for the demo's provider. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("eenplan.client-secret")
class IssuerClient {

  /** Asks the issuer how to reach it when the first user comes: its absence stops no start. */
  @Bean
  ClientRegistrationRepository issuerRegistration(
      Issuer issuer,
      @Value("${eenplan.client-id:eenplan-portal}") String id,
      @Value("${eenplan.client-secret}") String secret) {
    return new SupplierClientRegistrationRepository(() ->
        new InMemoryClientRegistrationRepository(
            ClientRegistrations.fromIssuerLocation(issuer.url())
                .registrationId(SignIn.REGISTRATION)
                .clientName("Eenplan")
                .clientId(id)
                .clientSecret(secret)
                .scope("openid", "profile")
                .userNameAttributeName("sub")
                .build()));
  }

  /** Which session is whose stands in the sessions themselves: no second list in memory. */
  @Bean
  OidcSessionRegistry oidcSessions() {
    return new OidcSessionRegistry() {
      @Override
      public void saveSessionInformation(OidcSessionInformation session) {}

      @Override
      @SuppressWarnings("NullAway") // the library's own returns null too
      public @Nullable OidcSessionInformation removeSessionInformation(String session) {
        return null;
      }

      @Override
      public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        return List.of();
      }
    };
  }
}
