package nl.eenplan.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import nl.eenplan.embedded.DataFolder;
import nl.eenplan.identity.HubSecurity;
import nl.eenplan.organisation.PartnerAccounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An identity provider inside the hub, so that the first run needs no other: the client-credentials
 * grant, nothing else. Where {@code eenplan.issuer} names a provider, that one is used.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@Conditional(DemoIdentityProvider.WhenNoneIsSet.class)
class DemoIdentityProvider {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain demoProvider(HttpSecurity http, DemoIssuer issuer) {
    return http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server.oidc(oidc ->
                  oidc.providerConfigurationEndpoint(endpoint ->
                      endpoint.providerConfigurationCustomizer(
                          configuration -> describe(configuration, issuer.url()))));
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Otherwise these would follow the request's Host header and not match the tokens' issuer. */
  private static void describe(OidcProviderConfiguration.Builder configuration, String url) {
    configuration
        .issuer(url)
        .tokenEndpoint(url + "/oauth2/token")
        .jwkSetUrl(url + "/oauth2/jwks")
        .claim("grant_types_supported", List.of("client_credentials"));
  }

  @Bean
  RegisteredClientRepository demoAccounts(PartnerAccounts accounts, PasswordEncoder encoder) {
    return new DemoAccounts(accounts, encoder);
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new NoAuthorizations();
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings() {
    return AuthorizationServerSettings.builder().build();
  }

  @Bean
  RSAKey demoSigningKey(DataFolder folder) throws IOException, JOSEException, ParseException {
    return DemoSigningKey.in(folder);
  }

  @Bean
  JWKSource<SecurityContext> demoKeys(RSAKey demoSigningKey) {
    return new ImmutableJWKSet<>(new JWKSet(demoSigningKey));
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> demoClaims(DemoIssuer issuer) {
    return context -> {
      String clientId = context.getRegisteredClient().getClientId();
      context
          .getClaims()
          .issuer(issuer.url())
          .audience(List.of(HubSecurity.AUDIENCE))
          .claim("organisation", DemoAccounts.organisationOf(clientId))
          .claim("roles", List.of(DemoAccounts.roleOf(clientId).code()));
    };
  }

  /** Holds the key itself: the hub need not call itself to believe its own tokens. */
  @Bean
  JwtDecoder demoTokens(RSAKey demoSigningKey, DemoIssuer issuer) throws JOSEException {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withPublicKey(demoSigningKey.toRSAPublicKey()).build();
    decoder.setJwtValidator(
        JwtValidators.createDefaultWithValidators(
            List.of(
                new JwtClaimValidator<>(JwtClaimNames.ISS, claim -> issuer.url().equals(claim)),
                new JwtAudienceValidator(HubSecurity.AUDIENCE))));
    return decoder;
  }

  static final class WhenNoneIsSet implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().containsProperty("eenplan.issuer");
    }
  }
}
