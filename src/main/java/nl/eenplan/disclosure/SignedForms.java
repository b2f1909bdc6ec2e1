package nl.eenplan.disclosure;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import nl.eenplan.client.Clients;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The signed forms of those who have no system of their own to keep them in; what comes over a
 * system's door is a hash only.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class SignedForms {

  private final JdbcClient database;
  private final Clients clients;
  private final Clock clock;

  SignedForms(JdbcClient database, Clients clients, Clock clock) {
    this.database = database;
    this.clients = clients;
    this.clock = clock;
  }

  /** Keeps the form that this version of a consent rests on. */
  public void keep(Consent consent, SignedForm form) {
    database
        .sql(
            """
            insert into signed_form
              (consent, version, recorded_by, client, kind, sha256, form, kept_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            consent.id(),
            consent.version(),
            consent.recordedBy().value(),
            consent.client().value(),
            form.kind().code(),
            form.sha256(),
            clients.keyForDecision(consent.client()).seal(form.bytes()),
            clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The newest form of a consent; for who recorded it, who read the consent before. */
  public Optional<SignedForm> find(Consent consent) {
    return database
        .sql(
            """
            select f.client, f.kind, f.form, c.wrapped_key
            from signed_form f join client c on c.id = f.client
            where f.consent = ? order by f.version desc limit 1
            """)
        .param(consent.id())
        .query((row, n) ->
            new SignedForm(
                SignedForm.Kind.of(row.getString("kind")),
                clients.keyIn(row).open(row.getBytes("form"))))
        .optional();
  }

  /** Whether there is one. */
  public boolean isKept(Consent consent) {
    return database
        .sql("select exists (select from signed_form where consent = ?)")
        .param(consent.id())
        .query(Boolean.class)
        .single();
  }
}
