package nl.eenplan.demo;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.identity.Role;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.PartnerAccounts;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The people of the demo: at each organisation one of each kind, called {@code code-kind}, such as
 * {@code lv-medewerker}.
 */
final class DemoUsers implements UserDetailsService {

  private static final Map<String, Role> KINDS =
      Map.of(
          "medewerker", Role.PROFESSIONAL,
          "coordinator", Role.MDT_COORDINATOR,
          "privacy", Role.PRIVACY_OFFICER,
          "beheerder", Role.ORGANISATION_ADMIN,
          "operator", Role.OPERATOR);

  private final PartnerAccounts accounts;
  private final PasswordEncoder encoder;

  DemoUsers(PartnerAccounts accounts, PasswordEncoder encoder) {
    this.accounts = accounts;
    this.encoder = encoder;
  }

  /** Somebody at an organisation; {@code kind} is one of the five words. */
  record Person(OrganisationCode organisation, String kind) {
    Role role() {
      return Optional.ofNullable(KINDS.get(kind)).orElseThrow();
    }

    /** Such as {@code Medewerker (demo)}. */
    String name() {
      return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " (demo)";
    }
  }

  /** Who has that name; empty when it is not built as the names of the demo are. */
  static Optional<Person> person(String name) {
    int dash = name.lastIndexOf('-');
    return Optional.of(name)
        .filter(n -> dash > 0 && KINDS.containsKey(n.substring(dash + 1)))
        .filter(n -> OrganisationCode.isValid(n.substring(0, dash)))
        .map(n -> new Person(new OrganisationCode(n.substring(0, dash)), n.substring(dash + 1)));
  }

  /**
   * @throws UsernameNotFoundException when the demo has no such person
   */
  @Override
  public UserDetails loadUserByUsername(String name) {
    return person(name)
        .filter(person -> accounts.secretHash(person.organisation()).isPresent())
        .map(person ->
            User.withUsername(name)
                .password(encoder.encode(DemoWorld.secretOf(name)))
                .authorities(person.role().code())
                .build())
        .orElseThrow(() -> new UsernameNotFoundException("no such person in the demo"));
  }
}
