package nl.eenplan.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of plans and of who directed them. Whoever changes one holds the client's row. */
@Repository
class PlanRows {

  private final JdbcClient database;
  private final Clients clients;

  PlanRows(JdbcClient database, Clients clients) {
    this.database = database;
    this.clients = clients;
  }

  Optional<Plan> find(UUID id) {
    return read("where id = ?", id).stream().findFirst();
  }

  /** Open and closed, the oldest first. */
  List<Plan> ofClient(ClientId client) {
    return read("where client = ? order by opened, id", client.value());
  }

  /** Those that it directs or directed, the open ones first. */
  List<Plan> directedBy(OrganisationCode organisation, int offset, int count) {
    return read(
        """
        where id in (select plan from direction where organisation = ?)
        order by (closed is null) desc, updated desc, id offset ? limit ?
        """,
        organisation.value(),
        offset,
        count);
  }

  void insert(Plan plan, ClientKey key) {
    database
        .sql(
            """
            insert into plan (id, client, apart, version, opened, updated) values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            plan.id(),
            plan.client().value(),
            plan.apart(),
            plan.version(),
            at(plan.opened()),
            at(plan.updated()))
        .update();
    plan.directions().forEach(direction -> insert(plan.id(), direction, key));
  }

  /** Ends the present direction and begins the next, in one transaction. */
  void move(Plan plan, Direction next, ClientKey key) {
    end(plan, next.began());
    insert(plan.id(), next, key);
    database
        .sql("update plan set version = version + 1, updated = ? where id = ?")
        .params(at(next.began()), plan.id())
        .update();
  }

  /** What was kept apart, the oldest, takes the place of one that was not. */
  void close(Plan plan, Plan.Closed closed) {
    end(plan, closed.at());
    database
        .sql(
            """
            update plan set version = version + 1, updated = ?, closed = ?, closed_because = ?
            where id = ?
            """)
        .params(at(closed.at()), at(closed.at()), closed.because().code(), plan.id())
        .update();
    if (!plan.apart()) {
      database
          .sql(
              """
              update plan set apart = false where id = (
                select id from plan where client = ? and closed is null order by opened, id limit 1)
              """)
          .param(plan.client().value())
          .update();
    }
  }

  private void end(Plan plan, Instant now) {
    database
        .sql("update direction set ended = ? where plan = ? and ended is null")
        .params(at(now), plan.id())
        .update();
  }

  private void insert(UUID plan, Direction direction, ClientKey key) {
    database
        .sql(
            """
            insert into direction (id, plan, organisation, contact, began, because, offer, rests_on,
              back_on)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                direction.id(),
                plan,
                direction.organisation().value(),
                direction.contact().map(key::seal).orElse(null),
                at(direction.began()),
                direction.because().code(),
                direction.offer().orElse(null),
                direction.restsOn().orElse(null),
                direction.backOn().orElse(null)))
        .update();
  }

  /** A direction for a time of which the day has come, each once. */
  record Due(UUID plan, ClientId client, OrganisationCode director, OrganisationCode former) {}

  List<Due> takeDue(LocalDate today, Instant now) {
    return database
        .sql(
            """
            with due as (
              select id from direction
              where ended is null and reminded is null and back_on <= :today
              order by back_on limit 100 for update skip locked)
            update direction d set reminded = :now
            from due, plan p, direction under
            where d.id = due.id and p.id = d.plan and under.id = d.rests_on
            returning d.plan, p.client, d.organisation, under.organisation as former
            """)
        .param("today", today)
        .param("now", at(now))
        .query((row, n) ->
            new Due(
                row.getObject("plan", UUID.class),
                new ClientId(row.getObject("client", UUID.class)),
                new OrganisationCode(row.getString("organisation")),
                new OrganisationCode(row.getString("former"))))
        .list();
  }

  private List<Plan> read(String where, Object... parameters) {
    List<Plan> plans =
        database.sql("select * from plan " + where).params(parameters).query(PlanRows::plan).list();
    if (plans.isEmpty()) {
      return plans;
    }
    var directions =
        database
            .sql(
                """
                select d.*, p.client, c.wrapped_key
                from direction d join plan p on p.id = d.plan join client c on c.id = p.client
                where d.plan = any(?) order by d.began, d.ended nulls last
                """)
            .param(plans.stream().map(Plan::id).toArray(UUID[]::new))
            .query((row, n) -> new Of(row.getObject("plan", UUID.class), direction(row)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Of::plan, Collectors.mapping(Of::direction, Collectors.toList())));
    return plans.stream()
        .map(plan ->
            new Plan(
                plan.id(),
                plan.client(),
                plan.apart(),
                plan.version(),
                plan.opened(),
                plan.updated(),
                plan.closed(),
                directions.getOrDefault(plan.id(), List.of())))
        .toList();
  }

  private record Of(UUID plan, Direction direction) {}

  private Direction direction(ResultSet row) throws SQLException {
    byte[] contact = row.getBytes("contact");
    return new Direction(
        row.getObject("id", UUID.class),
        new OrganisationCode(row.getString("organisation")),
        contact == null ? Optional.empty() : Optional.of(clients.keyIn(row).openText(contact)),
        moment(row, "began").orElseThrow(),
        Direction.Reason.of(row.getString("because")).orElseThrow(),
        moment(row, "ended"),
        Optional.ofNullable(row.getObject("offer", UUID.class)),
        Optional.ofNullable(row.getObject("rests_on", UUID.class)),
        Optional.ofNullable(row.getObject("back_on", LocalDate.class)));
  }

  private static Plan plan(ResultSet row, int n) throws SQLException {
    Optional<Instant> closed = moment(row, "closed");
    Optional<Plan.Ending> because =
        Optional.ofNullable(row.getString("closed_because")).flatMap(Plan.Ending::of);
    return new Plan(
        row.getObject("id", UUID.class),
        new ClientId(row.getObject("client", UUID.class)),
        row.getBoolean("apart"),
        row.getInt("version"),
        moment(row, "opened").orElseThrow(),
        moment(row, "updated").orElseThrow(),
        closed.flatMap(at -> because.map(why -> new Plan.Closed(at, why))),
        List.of());
  }

  static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
