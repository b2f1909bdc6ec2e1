package nl.eenplan.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The directory: what is on offer, by whom. What is changed here counts at once in this hub, and
 * within a second in the others.
 */
@Repository
public class Services {

  private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

  private final JdbcClient jdbc;

  private final Cache<String, Optional<Service>> known =
      Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).maximumSize(10_000).build();

  Services(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Service> find(String id) {
    return jdbc.sql("select * from service where id = :id")
        .param("id", id)
        .query(Services::read)
        .optional();
  }

  /** The same, held until the transaction ends: who changes it waits for who was first. */
  public Optional<Service> hold(String id) {
    return jdbc.sql("select * from service where id = :id for update")
        .param("id", id)
        .query(Services::read)
        .optional();
  }

  /** The services of one organisation, by id. */
  public List<Service> of(OrganisationCode organisation) {
    return jdbc.sql("select * from service where organisation = :organisation order by id")
        .param("organisation", organisation.value())
        .query(Services::read)
        .list();
  }

  /** All, by id. */
  public List<Service> all() {
    return jdbc.sql("select * from service order by id").query(Services::read).list();
  }

  /** What an organisation offers for a purpose: one service at most. */
  public Optional<Service> forPurpose(OrganisationCode organisation, String purpose) {
    // Asked at every referral; nothing in it is about a client.
    String id = Service.id(organisation, purpose);
    Optional<Service> before = known.getIfPresent(id);
    if (before != null) {
      return before;
    }
    Optional<Service> found =
        jdbc.sql("select * from service where organisation = ? and purpose = ?")
            .param(organisation.value())
            .param(purpose)
            .query(Services::read)
            .optional();
    known.put(id, found);
    return found;
  }

  /** Adds the service, or replaces what is kept under its id. */
  public void add(Service service) {
    jdbc.sql(
            """
            insert into service
              (id, organisation, purpose, active, name_nl, name_en, municipalities,
               first_contact, working_days, answer, track, report_every, waiting_time,
               capacity, full_refuses, mode, needs, needs_outcome, needs_not_from, channel)
            values
              (:id, :organisation, :purpose, :active, :nameNl, :nameEn, :municipalities,
               :firstContact, :workingDays, :answer, :track, :reportEvery, :waiting,
               :capacity, :fullRefuses, :mode, :needs, :needsOutcome, :needsNotFrom, :channel)
            on conflict (id) do update set
              active = excluded.active,
              name_nl = excluded.name_nl,
              name_en = excluded.name_en,
              municipalities = excluded.municipalities,
              first_contact = excluded.first_contact,
              working_days = excluded.working_days,
              answer = excluded.answer,
              track = excluded.track,
              report_every = excluded.report_every,
              waiting_time = excluded.waiting_time,
              capacity = excluded.capacity,
              full_refuses = excluded.full_refuses,
              mode = excluded.mode,
              needs = excluded.needs,
              needs_outcome = excluded.needs_outcome,
              needs_not_from = excluded.needs_not_from,
              channel = excluded.channel
            """)
        .param("id", service.id())
        .param("organisation", service.organisation().value())
        .param("purpose", service.purpose())
        .param("active", service.active())
        .param("nameNl", service.nameNl())
        .param("nameEn", service.nameEn())
        .param("municipalities", service.municipalities().toArray(String[]::new))
        .param("firstContact", service.times().firstContact().toString())
        .param("workingDays", service.times().workingDays())
        .param("answer", text(service.times().answer()))
        .param("track", text(service.times().track()))
        .param("reportEvery", text(service.times().reportEvery()))
        .param("waiting", text(service.times().waiting()))
        .param("capacity", service.places().map(Service.Places::capacity).orElse(null))
        .param("fullRefuses", service.places().map(Service.Places::fullRefuses).orElse(false))
        .param("mode", service.mode().map(Service.Mode::code).orElse(null))
        .param("needs", service.prerequisite().map(Service.Prerequisite::purpose).orElse(null))
        .param(
            "needsOutcome", service.prerequisite().map(Service.Prerequisite::outcome).orElse(null))
        .param(
            "needsNotFrom",
            service.prerequisite().map(Service.Prerequisite::notFrom).orElse(List.of()).stream()
                .map(OrganisationCode::value)
                .toArray(String[]::new))
        .param("channel", service.channel().orElse(null))
        .update();
    forget(Service.id(service.organisation(), service.purpose()));
  }

  /** At the end of the transaction too: until then another one may read it as it was. */
  private void forget(String id) {
    known.invalidate(id);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              known.invalidate(id);
            }
          });
    }
  }

  private static @Nullable String text(Optional<Period> period) {
    return period.map(Period::toString).orElse(null);
  }

  private static Service read(ResultSet row, int number) throws SQLException {
    Optional<Integer> capacity = Optional.ofNullable(row.getObject("capacity", Integer.class));
    boolean fullRefuses = row.getBoolean("full_refuses");
    List<OrganisationCode> notFrom =
        texts(row, "needs_not_from").stream().map(OrganisationCode::new).toList();
    String outcome = row.getString("needs_outcome");
    return new Service(
        row.getString("id"),
        new OrganisationCode(row.getString("organisation")),
        row.getString("purpose"),
        row.getBoolean("active"),
        row.getString("name_nl"),
        row.getString("name_en"),
        texts(row, "municipalities"),
        new Service.Times(
            Period.parse(row.getString("first_contact")),
            row.getBoolean("working_days"),
            period(row, "answer"),
            period(row, "track"),
            period(row, "report_every"),
            period(row, "waiting_time")),
        capacity.map(places -> new Service.Places(places, fullRefuses)),
        Optional.ofNullable(row.getString("mode")).flatMap(Service.Mode::of),
        Optional.ofNullable(row.getString("needs"))
            .map(purpose -> new Service.Prerequisite(purpose, outcome, notFrom)),
        Optional.ofNullable(row.getString("channel")));
  }

  private static Optional<Period> period(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Period::parse);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
