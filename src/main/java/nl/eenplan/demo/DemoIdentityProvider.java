package nl.eenplan.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import nl.eenplan.embedded.DataFolder;
import nl.eenplan.identity.HubSecurity;
import nl.eenplan.identity.Issuer;
import nl.eenplan.identity.KnownTokens;
import nl.eenplan.identity.PageHeaders;
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
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
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
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * An identity provider inside the hub, so that the first run needs no other: tokens for systems,
 * and a form for people. Where {@code eenplan.issuer} names a provider, that one is used.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@Conditional(DemoIdentityProvider.WhenNoneIsSet.class)
class DemoIdentityProvider {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain demoProvider(HttpSecurity http, DemoIssuer issuer, Clock clock) {
    return http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server.oidc(oidc ->
                  oidc.providerConfigurationEndpoint(endpoint ->
                      endpoint.providerConfigurationCustomizer(
                          configuration -> describe(configuration, issuer.url()))));
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .securityContext(context -> context.securityContextRepository(DemoLogIn.contexts()))
        .requestCache(cache -> cache.requestCache(DemoLogIn.requests()))
        .exceptionHandling(handling ->
            handling.defaultAuthenticationEntryPointFor(
                new LoginUrlAuthenticationEntryPoint(DemoLogIn.ADDRESS),
                request -> request.getServletPath().equals("/oauth2/authorize")))
        .addFilterAfter(new DemoLogIn.MaxAge(clock), SecurityContextHolderFilter.class)
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  SecurityFilterChain demoForm(
      HttpSecurity http, PartnerAccounts accounts, PasswordEncoder encoder, Issuer issuer) {
    return http.securityMatcher(DemoLogIn.ADDRESS)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .userDetailsService(new DemoUsers(accounts, encoder))
        .securityContext(context -> context.securityContextRepository(DemoLogIn.contexts()))
        .requestCache(cache -> cache.requestCache(DemoLogIn.requests()))
        .formLogin(form ->
            form.loginPage(DemoLogIn.ADDRESS)
                .securityContextRepository(DemoLogIn.contexts())
                // Whoever came from nowhere is not sent on to the hub, which would sign them in.
                .defaultSuccessUrl(DemoLogIn.ADDRESS + "?known")
                .failureUrl(DemoLogIn.ADDRESS + "?wrong"))
        .headers(headers -> PageHeaders.strict(headers, issuer))
        .build();
  }

  /** Otherwise these would follow the request's Host header and not match the tokens' issuer. */
  private static void describe(OidcProviderConfiguration.Builder configuration, String url) {
    configuration
        .issuer(url)
        .authorizationEndpoint(url + "/oauth2/authorize")
        .tokenEndpoint(url + "/oauth2/token")
        .jwkSetUrl(url + "/oauth2/jwks")
        .endSessionEndpoint(url + "/connect/logout")
        .claim("grant_types_supported", List.of("authorization_code", "client_credentials"));
  }

  @Bean
  Issuer demoIssuerOfTokens(DemoIssuer issuer) {
    return issuer::url;
  }

  @Bean
  RegisteredClientRepository demoAccounts(
      PartnerAccounts accounts, PasswordEncoder encoder, DemoIssuer issuer) {
    return new DemoAccounts(accounts, encoder, issuer);
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new DemoAuthorizations();
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
      context.getClaims().issuer(issuer.url());
      Authentication principal = Objects.requireNonNull(context.getPrincipal());
      if (AuthorizationGrantType.AUTHORIZATION_CODE.equals(context.getAuthorizationGrantType())) {
        DemoUsers.person(principal.getName())
            .ifPresent(person -> describe(context.getClaims(), person, principal));
      } else {
        describeSystem(context);
      }
    };
  }

  /** Its access token is no good at the doors: it is made for nobody. */
  private static void describe(
      JwtClaimsSet.Builder claims, DemoUsers.Person person, Authentication principal) {
    claims
        .claim("name", person.name())
        .claim("organisation", person.organisation().value())
        .claim("roles", List.of(person.role().code()));
    DemoLogIn.moment(principal)
        .ifPresent(moment -> claims.claim(IdTokenClaimNames.AUTH_TIME, moment.getEpochSecond()));
  }

  private static void describeSystem(JwtEncodingContext context) {
    String clientId = context.getRegisteredClient().getClientId();
    context
        .getClaims()
        .audience(List.of(HubSecurity.AUDIENCE))
        .claim("organisation", DemoAccounts.organisationOf(clientId))
        .claim("roles", List.of(DemoAccounts.roleOf(clientId).code()));
  }

  /** Holds the key itself: the hub need not call itself to believe its own tokens. */
  @Bean
  JwtDecoder demoTokens(RSAKey demoSigningKey, DemoIssuer issuer, Clock clock)
      throws JOSEException {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withPublicKey(demoSigningKey.toRSAPublicKey()).build();
    decoder.setJwtValidator(
        JwtValidators.createDefaultWithValidators(
            List.of(
                new JwtClaimValidator<>(JwtClaimNames.ISS, claim -> issuer.url().equals(claim)),
                new JwtAudienceValidator(HubSecurity.AUDIENCE))));
    return new KnownTokens(decoder, clock);
  }

  static final class WhenNoneIsSet implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().containsProperty("eenplan.issuer");
    }
  }
}
