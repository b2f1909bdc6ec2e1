package nl.eenplan.portal.referring.steps;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.client.HubSecrets;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Referrals that somebody is still writing: each step is kept when it is left, so that neither the
 * back button, nor another tab, nor a session that ended loses what was typed. It is sealed with
 * the client's key, only who typed it finds it again, and after thirty days it is gone.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Drafts {

  private static final Duration KEPT_FOR = Duration.ofDays(30);
  private static final String GROUP = "referral-draft";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, List<String>>> FIELDS = new TypeReference<>() {};

  private static final String SELECT =
      """
      select d.*, p.client, c.wrapped_key from referral_draft d
        left join person p on p.id = d.person left join client c on c.id = p.client
      """;

  private final JdbcClient database;
  private final Clients clients;
  private final HubSecrets secrets;
  private final Clock clock;

  Drafts(JdbcClient database, Clients clients, HubSecrets secrets, Clock clock) {
    this.database = database;
    this.clients = clients;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * A new one, and old ones make room. The same form again, such as by a double click, or after
   * going back, is the same draft.
   *
   * @param id by the number of the form
   * @param person an own record; empty for a group
   * @throws Problem NOT_FOUND
   */
  public Draft begin(Who who, UUID id, Optional<UUID> person, Map<String, List<String>> fields) {
    Instant now = clock.instant();
    database
        .sql("delete from referral_draft where updated < ?")
        .param(utc(now.minus(KEPT_FOR)))
        .update();
    database
        .sql(
            """
            insert into referral_draft (id, organisation, account, person, typed, updated)
            values (?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing
            """)
        .params(
            Arrays.asList(
                id,
                who.organisation().value(),
                who.user(),
                person.orElse(null),
                sealed(who, person, fields),
                utc(now)))
        .update();
    return keep(who, id, fields);
  }

  /**
   * What was typed in one step, beside what the other steps hold.
   *
   * @throws Problem NOT_FOUND
   */
  public Draft keep(Who who, UUID id, Map<String, List<String>> fields) {
    hold(who, id);
    Draft before = get(who, id);
    Map<String, List<String>> all = new LinkedHashMap<>(before.fields());
    all.putAll(fields);
    database
        .sql("update referral_draft set typed = ?, updated = ? where id = ?")
        .param(sealed(who, before.person(), all))
        .param(utc(clock.instant()))
        .param(id)
        .update();
    return get(who, id);
  }

  /** Two tabs at one draft keep what they have one after the other. */
  private void hold(Who who, UUID id) {
    database
        .sql("select id from referral_draft where id = ? and organisation = ? for update")
        .params(id, who.organisation().value())
        .query((row, n) -> n)
        .optional();
  }

  /**
   * @throws Problem NOT_FOUND also for somebody else's
   */
  private Draft get(Who who, UUID id) {
    return find(who, id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  /** Empty for somebody else's as well. */
  public Optional<Draft> find(Who who, UUID id) {
    return database
        .sql(SELECT + "where d.id = ? and d.organisation = ? and d.account = ?")
        .param(id)
        .param(who.organisation().value())
        .param(who.user())
        .query(this::draft)
        .optional();
  }

  /** The reader's own for one client, the newest first. */
  public List<Draft> of(Who who, UUID person) {
    return database
        .sql(
            SELECT
                + """
                where d.person = ? and d.organisation = ? and d.account = ? and d.became is null
                order by d.updated desc limit 10
                """)
        .param(person)
        .param(who.organisation().value())
        .param(who.user())
        .query(this::draft)
        .list();
  }

  /**
   * What was typed is forgotten; what it became is kept as long as a draft is.
   *
   * @throws Problem STALE_VERSION when another tab sent it at the same moment
   */
  public void sent(Who who, Draft draft, UUID became) {
    int sent =
        database
            .sql(
                """
                update referral_draft set typed = ?, updated = ?, became = ?
                where id = ? and organisation = ? and account = ? and became is null
                """)
            .param(sealed(who, draft.person(), Map.of()))
            .param(utc(clock.instant()))
            .param(became)
            .param(draft.id())
            .param(who.organisation().value())
            .param(who.user())
            .update();
    if (sent == 0) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
  }

  private byte[] sealed(Who who, Optional<UUID> person, Map<String, List<String>> fields) {
    String text = JSON.writeValueAsString(fields);
    return person
        .map(id -> key(who, id).seal(text))
        .orElseGet(() -> secrets.seal(GROUP, text.getBytes(StandardCharsets.UTF_8)));
  }

  private ClientKey key(Who who, UUID person) {
    return database
        .sql(
            """
            select p.client, c.wrapped_key from person p join client c on c.id = p.client
            where p.id = ? and p.holder = ?
            """)
        .param(person)
        .param(who.organisation().value())
        .query((row, n) -> clients.keyIn(row))
        .optional()
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  private Draft draft(ResultSet row, int n) throws SQLException {
    Optional<UUID> person = Optional.ofNullable(row.getObject("person", UUID.class));
    byte[] typed = row.getBytes("typed");
    String text =
        person.isPresent()
            ? clients.keyIn(row).openText(typed)
            : new String(secrets.open(GROUP, typed), StandardCharsets.UTF_8);
    return new Draft(
        row.getObject("id", UUID.class),
        person,
        JSON.readValue(text, FIELDS),
        row.getObject("updated", OffsetDateTime.class).toInstant().truncatedTo(ChronoUnit.MICROS),
        Optional.ofNullable(row.getObject("became", UUID.class)));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
