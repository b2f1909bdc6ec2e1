package nl.eenplan.organisation;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;

/**
 * The secret with which a partner's system makes itself known at the broker and, in the demo, at
 * the identity provider. Read each time, so that a new or ended account counts at once.
 */
@Repository
public class PartnerAccounts {

  /** Of the account by which the partner's own system comes in. */
  public static final String SYSTEM = "partner-system";

  /** The end of an account's name, by its role; the partner's own system has its code alone. */
  public static final Map<String, String> ENDS =
      Map.of(
          SYSTEM,
          "",
          "privacy-officer",
          "-privacy",
          "organisation-admin",
          "-admin",
          "operator",
          "-operator");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final String nobodysHash;

  PartnerAccounts(JdbcClient jdbc, PasswordEncoder encoder) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.nobodysHash = PasswordHashing.encode(encoder, "nobody");
  }

  /** Whose own systems may come in. */
  public List<OrganisationCode> systems() {
    return jdbc.sql("select organisation from partner_account where role = ? order by organisation")
        .param(SYSTEM)
        .query((row, n) -> new OrganisationCode(row.getString("organisation")))
        .list();
  }

  /** The hash of an account's secret, with its algorithm in front, such as {@code {bcrypt}...}. */
  public Optional<String> secretHash(OrganisationCode organisation) {
    return secretHash(organisation, SYSTEM);
  }

  /** The same, of the account with this role. */
  public Optional<String> secretHash(OrganisationCode organisation, String role) {
    return jdbc.sql(
            """
            select secret_hash from partner_account
            where organisation = :organisation and role = :role
            """)
        .param("organisation", organisation.value())
        .param("role", role)
        .query(String.class)
        .optional();
  }

  /** Whether this is the account's secret. As slow for an unknown account as for a known one. */
  public boolean accepts(OrganisationCode organisation, String secret) {
    Optional<String> hash = secretHash(organisation);
    return encoder.matches(secret, hash.orElse(nobodysHash)) && hash.isPresent();
  }

  /** Opens an account for a known organisation, or gives its account a new secret. */
  public void open(OrganisationCode organisation, String secret) {
    open(organisation, SYSTEM, secret);
  }

  /** The same, with a role such as {@code privacy-officer}. */
  public void open(OrganisationCode organisation, String role, String secret) {
    jdbc.sql(
            """
            insert into partner_account (organisation, role, secret_hash)
            values (:organisation, :role, :hash)
            on conflict (organisation, role) do update set secret_hash = excluded.secret_hash
            """)
        .param("organisation", organisation.value())
        .param("role", role)
        .param("hash", PasswordHashing.encode(encoder, secret))
        .update();
  }

  /**
   * The same, with a secret that nobody chose.
   *
   * @return the secret, which is kept nowhere
   */
  public String openWithNewSecret(OrganisationCode organisation, String role) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    open(organisation, role, secret);
    return secret;
  }

  /** An account's name, such as {@code lv-privacy}. */
  public static String name(String organisation, String role) {
    return organisation + ENDS.getOrDefault(role, "");
  }

  /** Whether there was one to end. */
  public boolean end(OrganisationCode organisation, String role) {
    return jdbc.sql("delete from partner_account where organisation = ? and role = ?")
            .params(organisation.value(), role)
            .update()
        > 0;
  }

  /** The roles for which an organisation has an account. */
  public List<String> roles(OrganisationCode organisation) {
    return jdbc.sql("select role from partner_account where organisation = ? order by role")
        .param(organisation.value())
        .query(String.class)
        .list();
  }
}
