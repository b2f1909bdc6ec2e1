package nl.eenplan.identity.browser;

import java.time.Clock;
import java.time.Duration;
import nl.eenplan.identity.Issuer;
import nl.eenplan.identity.PageHeaders;
import nl.eenplan.identity.SendAgain;
import nl.eenplan.organisation.Organisations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * The pages, for who signed in. Only what is named in {@link #PAGES} is a page; the rest is a door
 * or closed. Without a client secret the hub has no pages.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("eenplan.client-secret")
class BrowserSecurity {

  /** Where one lands after logging out, or when logging in went wrong. */
  static final String SIGNED_OUT = "/signed-out";

  /** What only a privacy officer sees, after a fresh log-in. */
  private static final String[] PRIVACY = {"/privacy", "/privacy/**"};

  private static final String[] PAGES = {
    "/",
    SIGNED_OUT,
    SendAgain.ADDRESS,
    "/assets/**",
    "/privacy",
    "/privacy/**",
    "/inbox/**",
    "/clients/**",
    "/referrals/**",
    "/consents/**",
    "/groups/**",
    "/policies/**",
    "/operations/**",
    "/organisation/**",
    "/logout",
    "/logout/connect/back-channel/*",
    "/oauth2/authorization/*",
    "/login/oauth2/code/*"
  };

  @Bean
  @Order(0)
  SecurityFilterChain pages(
      HttpSecurity http,
      SignIn signIn,
      ClientRegistrationRepository registrations,
      Issuer issuer,
      Organisations organisations,
      BackChannelLogout backChannelLogout,
      FreshLogIn freshLogIn,
      Clock clock,
      @Value("${eenplan.session-life:PT10H}") Duration life) {
    TakesPart takesPart = new TakesPart(organisations);
    HttpSessionRequestCache wanted = wanted();
    return http.securityMatcher(PAGES)
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(SIGNED_OUT, SendAgain.ADDRESS, "/assets/**")
                .permitAll()
                .requestMatchers(PRIVACY)
                .access(AuthorizationManagers.allOf(takesPart, freshLogIn))
                .requestMatchers("/")
                .authenticated()
                .anyRequest()
                .access(takesPart))
        .oauth2Login(login ->
            login
                .loginPage(SignIn.ADDRESS)
                .authorizationEndpoint(way -> way.authorizationRequestResolver(signIn.resolver()))
                .authorizedClientRepository(new NoClients())
                .userInfoEndpoint(user -> user.oidcUserService(signIn))
                .failureUrl(SIGNED_OUT + "?failed"))
        .logout(logout -> logout.logoutSuccessHandler(alsoAtTheIssuer(registrations)))
        .oidcLogout(
            logout -> logout.backChannel(channel -> channel.logoutHandler(backChannelLogout)))
        .requestCache(cache -> cache.requestCache(wanted))
        .exceptionHandling(handling ->
            handling
                .authenticationEntryPoint(new SignInFirst())
                .accessDeniedHandler(new SignInAgain(freshLogIn, wanted)))
        .addFilterBefore(new SessionLife(clock, life), SecurityContextHolderFilter.class)
        .headers(headers -> PageHeaders.strict(headers, issuer))
        .build();
  }

  /**
   * Without a mark of its own in the address that somebody gets to see. What somebody typed is not
   * kept for whoever logs in next.
   */
  @SuppressWarnings("NullAway") // null means: no mark
  private static HttpSessionRequestCache wanted() {
    HttpSessionRequestCache wanted = new HttpSessionRequestCache();
    wanted.setMatchingRequestParameterName(null);
    wanted.setRequestMatcher(request -> request.getMethod().equals("GET"));
    return wanted;
  }

  private static LogoutSuccessHandler alsoAtTheIssuer(ClientRegistrationRepository registrations) {
    OidcClientInitiatedLogoutSuccessHandler handler =
        new OidcClientInitiatedLogoutSuccessHandler(registrations);
    handler.setPostLogoutRedirectUri("{baseUrl}" + SIGNED_OUT);
    return handler;
  }
}
