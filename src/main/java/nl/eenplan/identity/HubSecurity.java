package nl.eenplan.identity;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may knock where. What is not named here is closed. */
@Configuration(proxyBeanMethods = false)
public class HubSecurity {

  /** The audience that a token must be made for. */
  public static final String AUDIENCE = "eenplan";

  @Bean
  SecurityFilterChain doors(HttpSecurity http, TokenReader tokens) {
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
                .anyRequest()
                .denyAll())
        .oauth2ResourceServer(server ->
            server
                .jwt(jwt -> jwt.jwtAuthenticationConverter(tokens))
                .authenticationEntryPoint(refusal)
                .accessDeniedHandler(refusal))
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

  /** Each filter of each request would be timed apart, and nobody looks at that. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  /** Asks the issuer for its keys when the first token comes, so its absence stops no start. */
  @Bean
  @ConditionalOnProperty("eenplan.issuer")
  JwtDecoder jwtDecoder(@Value("${eenplan.issuer}") String issuer) {
    return new SupplierJwtDecoder(() -> {
      NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
      decoder.setJwtValidator(
          JwtValidators.createDefaultWithValidators(
              List.of(new JwtIssuerValidator(issuer), new JwtAudienceValidator(AUDIENCE))));
      return decoder;
    });
  }
}
