package nl.eenplan.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.ClientKey;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Holding;
import nl.eenplan.client.Person;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Stated.Emergency;
import nl.eenplan.remembered.Remembered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What organisations ask for their clients. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Orders {

  private static final String SELECT =
      """
      select o.*, c.wrapped_key from care_order o join client c on c.id = o.client
      """;

  private final JdbcClient database;
  private final Clients clients;
  private final Clock clock;
  private final Remembered<UUID, Order> known = new Remembered<>();

  Orders(JdbcClient database, Clients clients, Clock clock) {
    this.database = database;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * What is asked, as its requester writes it.
   *
   * @param person the requester's own record of the client
   * @param original the message as it came, for the requester only
   */
  public record Asks(
      Person person,
      Purpose purpose,
      String status,
      Optional<UUID> basedOn,
      Stated stated,
      Facts facts,
      String original) {}

  /**
   * Keeps a new order; {@link OrderEntry} asks first whether it may be.
   *
   * @return the order, or the one that this message made the first time that it came
   * @throws Problem SAME_ID_OTHER_CONTENT
   */
  Order record(OrganisationCode requester, Asks asks, Optional<Repeat> repeat) {
    ClientKey key = clients.keyForDecision(asks.person().client());
    Instant now = clock.instant();
    Order order =
        new Order(
            UUID.randomUUID(),
            asks.person().client(),
            asks.person().id(),
            requester,
            asks.purpose(),
            asks.status(),
            asks.basedOn(),
            1,
            now,
            now,
            asks.stated(),
            asks.facts());
    int added =
        database
            .sql(
                """
                insert into care_order (id, client, person, requester, purpose, status, based_on,
                  version, facts, original, emergency_reason, emergency_acute, basis, urgent,
                  business_id, digest, authored, updated)
                values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (requester, business_id) do nothing
                """)
            .params(
                Arrays.asList(
                    order.id(),
                    order.client().value(),
                    order.person(),
                    requester.value(),
                    order.purpose().code(),
                    order.status(),
                    order.basedOn().orElse(null),
                    key.seal(order.facts()),
                    key.seal(asks.original()),
                    sealed(key, asks.stated(), Emergency::reason),
                    sealed(key, asks.stated(), Emergency::acute),
                    asks.stated().basis().orElse(null),
                    asks.stated().urgent(),
                    repeat.map(Repeat::businessId).orElse(null),
                    repeat.map(Repeat::digest).orElse(null),
                    now.atOffset(ZoneOffset.UTC),
                    now.atOffset(ZoneOffset.UTC)))
            .update();
    if (added == 0) {
      return repeat.flatMap(again -> first(requester, again)).orElseThrow();
    }
    known.put(order.id(), order);
    return order;
  }

  /**
   * A new version of an order.
   *
   * @param expected the version that was changed; empty when the requester does not say
   * @throws Problem NOT_FOUND, STALE_VERSION, IMMUTABLE
   */
  public Order change(UUID id, OrganisationCode requester, Optional<Integer> expected, Asks asks) {
    Order before = askedBy(requester, id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    refuseChange(before.person().equals(asks.person().id()), "ServiceRequest.subject");
    refuseChange(before.purpose().equals(asks.purpose()), "ServiceRequest.category (purpose)");
    refuseChange(before.basedOn().equals(asks.basedOn()), "ServiceRequest.basedOn");
    ClientKey key = clients.keyForDecision(before.client());
    int version = expected.orElse(before.version());
    int changed =
        database
            .sql(
                """
                update care_order set version = version + 1, status = :status, facts = :facts,
                  original = :original, emergency_reason = :reason, emergency_acute = :acute,
                  basis = :basis, urgent = :urgent, updated = :now
                where id = :id and version = :version
                """)
            .param("status", asks.status())
            .param("facts", key.seal(asks.facts()))
            .param("original", key.seal(asks.original()))
            .param("reason", sealed(key, asks.stated(), Emergency::reason))
            .param("acute", sealed(key, asks.stated(), Emergency::acute))
            .param("basis", asks.stated().basis().orElse(null))
            .param("urgent", asks.stated().urgent())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("id", id)
            .param("version", version)
            .update();
    known.forget(id);
    if (changed == 0) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    return find(id).orElseThrow();
  }

  public Optional<Order> find(UUID id) {
    return known.get(
        id,
        unknown ->
            database.sql(SELECT + "where o.id = ?").param(unknown).query(this::order).optional());
  }

  /** One of the requester's own orders. Another one's is not even opened. */
  public Optional<Order> askedBy(OrganisationCode requester, UUID id) {
    Optional<Order> found = known.get(id);
    return found.isPresent()
        ? found.filter(order -> order.requester().equals(requester))
        : database
            .sql(SELECT + "where o.id = ? and o.requester = ?")
            .param(id)
            .param(requester.value())
            .query(this::order)
            .optional();
  }

  /** Whose order it is. */
  Optional<Holding> holding(UUID id) {
    return database
        .sql("select client, requester from care_order where id = ?")
        .param(id)
        .query((row, n) ->
            new Holding(
                new ClientId(row.getObject("client", UUID.class)),
                new OrganisationCode(row.getString("requester"))))
        .optional();
  }

  /**
   * The orders that this organisation asked, or that were referred to it, the newest first.
   *
   * @param ids only these; empty for all
   * @param person only for this record of a client; empty for all
   */
  public List<Order> concerning(
      OrganisationCode organisation, Set<UUID> ids, Optional<UUID> person, int offset, int count) {
    return database
        .sql(
            SELECT
                + """
                where (o.requester = :me or o.id in (
                    select r.care_order from referral r
                    where r.state not in ('draft', 'entered-in-error')
                      and (r.owner = :me or (r.owner is null and :me = any(r.candidates)))))
                  and (cardinality(:ids::uuid[]) = 0 or o.id = any(:ids))
                  and (:person::uuid is null or o.person = :person)
                order by o.authored desc, o.id offset :offset limit :count
                """)
        .param("me", organisation.value())
        .param("ids", ids.toArray(UUID[]::new))
        .param("person", person.orElse(null))
        .param("offset", offset)
        .param("count", count)
        .query(this::order)
        .list();
  }

  /** The message as it came, for the requester. */
  public String original(Order order) {
    return database
        .sql(SELECT + "where o.id = ?")
        .param(order.id())
        .query((row, n) -> clients.keyIn(row).openText(row.getBytes("original")))
        .single();
  }

  Optional<Order> first(OrganisationCode requester, Repeat repeat) {
    return database
        .sql(SELECT + "where o.requester = ? and o.business_id = ?")
        .param(requester.value())
        .param(repeat.businessId())
        .query((row, n) -> {
          repeat.refuseOtherContent(row.getString("digest"));
          return order(row, n);
        })
        .optional();
  }

  private static void refuseChange(boolean same, String element) {
    if (!same) {
      throw Problem.of(Problem.Code.IMMUTABLE, element);
    }
  }

  private Order order(ResultSet row, int n) throws SQLException {
    return new Order(
        row.getObject("id", UUID.class),
        new ClientId(row.getObject("client", UUID.class)),
        row.getObject("person", UUID.class),
        new OrganisationCode(row.getString("requester")),
        new Purpose(row.getString("purpose")),
        row.getString("status"),
        Optional.ofNullable(row.getObject("based_on", UUID.class)),
        row.getInt("version"),
        instant(row, "authored"),
        instant(row, "updated"),
        stated(row),
        clients.keyIn(row).openFacts(row.getBytes("facts")));
  }

  private static byte @Nullable [] sealed(
      ClientKey key, Stated stated, Function<Emergency, String> part) {
    return stated.emergency().map(part).map(key::seal).orElse(null);
  }

  private Stated stated(ResultSet row) throws SQLException {
    ClientKey key = clients.keyIn(row);
    Optional<String> reason = opened(key, row.getBytes("emergency_reason"));
    Optional<String> acute = opened(key, row.getBytes("emergency_acute"));
    return new Stated(
        reason.flatMap(why -> acute.map(now -> new Emergency(why, now))),
        Optional.ofNullable(row.getString("basis")),
        row.getBoolean("urgent"));
  }

  private static Optional<String> opened(ClientKey key, byte @Nullable [] sealed) {
    return Optional.ofNullable(sealed).map(key::openText);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
