package nl.eenplan.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may be. The codes stand in the token's claim {@code roles}. */
public enum Role {
  PARTNER_SYSTEM,
  PROFESSIONAL,
  MDT_COORDINATOR,
  PRIVACY_OFFICER,
  ORGANISATION_ADMIN,
  OPERATOR,
  CLIENT;

  /** The code in a token, such as {@code privacy-officer}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of a code; empty for a word that means nothing here. */
  public static Optional<Role> of(String code) {
    return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
  }
}
