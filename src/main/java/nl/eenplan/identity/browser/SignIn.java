package nl.eenplan.identity.browser;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Role;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Signing in at the issuer. The ID token says all that the hub wants to know; a privacy officer who
 * signs in is in the log, or is not signed in.
 */
@Component
@ConditionalOnProperty("eenplan.client-secret")
final class SignIn implements OAuth2UserService<OidcUserRequest, OidcUser> {

  /** Where signing in begins, and how the hub calls the issuer in addresses. */
  static final String REGISTRATION = "eenplan";

  static final String BASE = "/oauth2/authorization";
  static final String ADDRESS = BASE + "/" + REGISTRATION;

  /** A parameter: an older log-in will not do. */
  static final String FRESH = "fresh";

  private final ClientRegistrationRepository registrations;
  private final FreshLogIn freshLogIn;
  private final Transactions transactions;
  private final Ledger ledger;
  private final Clock clock;

  SignIn(
      ClientRegistrationRepository registrations,
      FreshLogIn freshLogIn,
      Transactions transactions,
      Ledger ledger,
      Clock clock) {
    this.registrations = registrations;
    this.freshLogIn = freshLogIn;
    this.transactions = transactions;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcIdToken token = request.getIdToken();
    Caller caller = Caller.in(token);
    if (caller.has(Role.PRIVACY_OFFICER)) {
      transactions.run(() -> {
        ledger.append(logIn(caller));
        return caller;
      });
    }
    return new DefaultOidcUser(List.of(), token);
  }

  private Entry logIn(Caller caller) {
    return Entry.of(
        clock.instant(),
        Entry.Kind.LOG_IN,
        Entry.Outcome.PERMITTED,
        Optional.empty(),
        new Who(caller.organisation(), caller.user(), Role.PRIVACY_OFFICER.code()),
        List.of(),
        "log-in",
        Optional.empty());
  }

  /**
   * Asks for a log-in of a certain age (OpenID Connect Core, {@code max_age}) where that counts.
   */
  OAuth2AuthorizationRequestResolver resolver() {
    DefaultOAuth2AuthorizationRequestResolver usual =
        new DefaultOAuth2AuthorizationRequestResolver(registrations, BASE);
    return new FreshIfAsked(usual, freshLogIn.life());
  }
}
