package nl.eenplan.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Role;

/** The parts of the portal, each for who has one of its roles. Their names: {@code tab.<code>}. */
public enum Tab {
  START("/"),
  INBOX("/inbox", Role.PROFESSIONAL, Role.MDT_COORDINATOR),
  CLIENTS("/clients", Role.PROFESSIONAL, Role.MDT_COORDINATOR),
  REFERRALS("/referrals", Role.PROFESSIONAL, Role.MDT_COORDINATOR),
  PRIVACY("/privacy", Role.PRIVACY_OFFICER),
  POLICIES("/policies"),
  OPERATIONS("/operations", Role.OPERATOR),
  ORGANISATION("/organisation", Role.ORGANISATION_ADMIN);

  private final String address;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Role> roles;

  Tab(String address, Role... roles) {
    this.address = address;
    this.roles = List.of(roles);
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String address() {
    return address;
  }

  /** What somebody with these roles can go to. */
  static List<Tab> of(Caller caller) {
    return Arrays.stream(values())
        .filter(tab -> tab.roles.isEmpty() || tab.roles.stream().anyMatch(caller::has))
        .toList();
  }

  /** One referral may have been sent or received: its page is in neither list. */
  boolean isAt(String path) {
    return path.equals(address)
        || (this != START && this != REFERRALS && path.startsWith(address + "/"));
  }
}
