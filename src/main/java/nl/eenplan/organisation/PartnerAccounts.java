package nl.eenplan.organisation;

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

  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final String nobodysHash;

  PartnerAccounts(JdbcClient jdbc, PasswordEncoder encoder) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.nobodysHash = PasswordHashing.encode(encoder, "nobody");
  }

  /** The hash of an account's secret, with its algorithm in front, such as {@code {bcrypt}...}. */
  public Optional<String> secretHash(OrganisationCode organisation) {
    return jdbc.sql("select secret_hash from partner_account where organisation = :organisation")
        .param("organisation", organisation.value())
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
    jdbc.sql(
            """
            insert into partner_account (organisation, secret_hash)
            values (:organisation, :hash)
            on conflict (organisation) do update set secret_hash = excluded.secret_hash
            """)
        .param("organisation", organisation.value())
        .param("hash", PasswordHashing.encode(encoder, secret))
        .update();
  }
}
