package nl.eenplan.identity;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.DPoPProofReplayValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may knock where. What is not named here is closed. */
@Configuration(proxyBeanMethods = false)
public class HubSecurity {

  /** The audience that a token must be made for. */
  public static final String AUDIENCE = "eenplan";

  @Bean
  SecurityFilterChain doors(HttpSecurity http, TokenReader tokens, SeenProofs seenProofs) {
    Refusal refusal = new Refusal();
    return http.authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(
                    "/fhir/metadata",
                    "/api/v1/openapi.json",
                    "/actuator/health/**",
                    "/.well-known/**")
                .permitAll()
                .requestMatchers("/fhir", "/fhir/**", "/api/v1/**")
                .hasAuthority(TokenReader.TAKES_PART.getAuthority())
                .requestMatchers("/admin/**")
                .hasAnyAuthority(
                    TokenReader.TAKES_PART.getAuthority(), TokenReader.OPERATES.getAuthority())
                .anyRequest()
                .denyAll())
        .oauth2ResourceServer(server ->
            server
                .jwt(jwt -> jwt.jwtAuthenticationConverter(tokens))
                .dPoP(dPoP -> dPoP.authenticationFailureHandler(refusal::refuseProof))
                .withObjectPostProcessor(eachProofCountsOnce(seenProofs))
                .authenticationEntryPoint(refusal)
                .accessDeniedHandler(refusal))
        .addFilterBefore(new Outage(refusal), BearerTokenAuthenticationFilter.class)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(headers ->
            headers
                .contentSecurityPolicy(csp ->
                    csp.policyDirectives(
                        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  /**
   * How the hub fares, for the monitoring on a port of its own ({@code management.server.port}),
   * which nobody else is to reach. No personal data are in it.
   */
  @Bean
  @Order(-1)
  @ConditionalOnProperty("management.server.port")
  SecurityFilterChain monitoring(HttpSecurity http, Environment environment) {
    return http.securityMatcher(request -> isManagementPort(request.getLocalPort(), environment))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(
                    HttpMethod.GET,
                    "/actuator/health",
                    "/actuator/health/**",
                    "/actuator/prometheus")
                .permitAll()
                .anyRequest()
                .denyAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  private static boolean isManagementPort(int port, Environment environment) {
    String own = Integer.toString(port);
    return own.equals(environment.getProperty("local.management.port"))
        && !own.equals(environment.getProperty("local.server.port"));
  }

  /** Left alone, each hub would remember only what was shown to itself. */
  private static ObjectPostProcessor<DPoPAuthenticationProvider> eachProofCountsOnce(
      SeenProofs seenProofs) {
    DPoPProofReplayValidator replay = new DPoPProofReplayValidator(seenProofs);
    replay.setClockSkew(SeenProofs.SKEW);
    DPoPProofJwtDecoderFactory proofs = new DPoPProofJwtDecoderFactory();
    proofs.setJwtValidatorFactory(
        DPoPProofJwtDecoderFactory.createDefaultJwtValidatorFactory(List.of(replay)));
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends DPoPAuthenticationProvider> O postProcess(O provider) {
        provider.setDPoPProofVerifierFactory(proofs);
        return provider;
      }
    };
  }

  /** Each filter of each request would be timed apart, and nobody looks at that. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @ConditionalOnProperty("eenplan.issuer")
  Issuer issuer(@Value("${eenplan.issuer}") String url) {
    return () -> url;
  }

  /** Asks the issuer for its keys when the first token comes, so its absence stops no start. */
  @Bean
  @ConditionalOnProperty("eenplan.issuer")
  JwtDecoder jwtDecoder(Issuer issuer, Clock clock) {
    JwtDecoder issued =
        new SupplierJwtDecoder(() -> {
          NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer.url()).build();
          decoder.setJwtValidator(
              JwtValidators.createDefaultWithValidators(
                  List.of(
                      new JwtIssuerValidator(issuer.url()), new JwtAudienceValidator(AUDIENCE))));
          return decoder;
        });
    return new KnownTokens(issued, clock);
  }
}
