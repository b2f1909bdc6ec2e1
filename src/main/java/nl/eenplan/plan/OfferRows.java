package nl.eenplan.plan;

import static nl.eenplan.plan.PlanRows.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.plan.DirectionOffer.Answer;
import nl.eenplan.plan.DirectionOffer.State;
import nl.eenplan.problem.Repeat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of offers: one at most waits for an answer for each plan. */
@Repository
class OfferRows {

  private final JdbcClient database;

  OfferRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * @return whether there was none that waits, and none with this number
   */
  boolean insert(DirectionOffer offer, Optional<Repeat> repeat) {
    return database
            .sql(
                """
                insert into direction_offer (id, plan, client, offerer, offered, because, back_on,
                  due, state, version, made, updated, business_id, digest)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(
                Arrays.asList(
                    offer.id(),
                    offer.plan(),
                    offer.client().value(),
                    offer.offerer().value(),
                    offer.offered().value(),
                    offer.because().code(),
                    offer.backOn().orElse(null),
                    at(offer.due()),
                    offer.state().code(),
                    offer.version(),
                    at(offer.made()),
                    at(offer.updated()),
                    repeat.map(Repeat::businessId).orElse(null),
                    repeat.map(Repeat::digest).orElse(null)))
            .update()
        == 1;
  }

  void update(DirectionOffer offer) {
    database
        .sql(
            """
            update direction_offer set state = ?, answer = ?, version = ?, updated = ? where id = ?
            """)
        .params(
            Arrays.asList(
                offer.state().code(),
                offer.answer().map(Answer::code).orElse(null),
                offer.version(),
                at(offer.updated()),
                offer.id()))
        .update();
  }

  Optional<DirectionOffer> find(UUID id) {
    return database
        .sql("select * from direction_offer where id = ?")
        .param(id)
        .query(OfferRows::offer)
        .optional();
  }

  /** The one that waits for an answer. */
  Optional<DirectionOffer> open(UUID plan) {
    return database
        .sql("select * from direction_offer where plan = ? and state = 'requested'")
        .param(plan)
        .query(OfferRows::offer)
        .optional();
  }

  /** The offer that this message made the first time that it came. */
  Optional<DirectionOffer> first(OrganisationCode offerer, Repeat repeat) {
    return database
        .sql("select * from direction_offer where offerer = ? and business_id = ?")
        .params(offerer.value(), repeat.businessId())
        .query((row, n) -> {
          repeat.refuseOtherContent(row.getString("digest"));
          return offer(row, n);
        })
        .optional();
  }

  /** Those that an organisation made or received, the newest first; what is empty means any. */
  List<DirectionOffer> page(
      OrganisationCode me,
      Set<State> states,
      Optional<OrganisationCode> offered,
      Optional<OrganisationCode> offerer,
      int offset,
      int count) {
    return database
        .sql(
            """
            select * from direction_offer
            where (offered = :me or offerer = :me)
              and (cardinality(:states::text[]) = 0 or state = any(:states))
              and (:offered::text is null or offered = :offered)
              and (:offerer::text is null or offerer = :offerer)
            order by updated desc, id offset :offset limit :count
            """)
        .param("me", me.value())
        .param("states", states.stream().map(State::code).toArray(String[]::new))
        .param("offered", offered.map(OrganisationCode::value).orElse(null))
        .param("offerer", offerer.map(OrganisationCode::value).orElse(null))
        .param("offset", offset)
        .param("count", count)
        .query(OfferRows::offer)
        .list();
  }

  /** Those that wait too long for an answer, each once. */
  List<DirectionOffer> takeOverdue(Instant now) {
    return database
        .sql(
            """
            with due as (
              select id from direction_offer
              where state = 'requested' and reminded is null and due <= :now
              order by due limit 100 for update skip locked)
            update direction_offer o set reminded = :now from due where o.id = due.id
            returning o.*
            """)
        .param("now", at(now))
        .query(OfferRows::offer)
        .list();
  }

  private static DirectionOffer offer(ResultSet row, int n) throws SQLException {
    return new DirectionOffer(
        row.getObject("id", UUID.class),
        row.getObject("plan", UUID.class),
        new ClientId(row.getObject("client", UUID.class)),
        new OrganisationCode(row.getString("offerer")),
        new OrganisationCode(row.getString("offered")),
        Direction.Reason.of(row.getString("because")).orElseThrow(),
        Optional.ofNullable(row.getObject("back_on", LocalDate.class)),
        PlanRows.moment(row, "due").orElseThrow(),
        State.of(row.getString("state")).orElseThrow(),
        Optional.ofNullable(row.getString("answer")).flatMap(Answer::of),
        row.getInt("version"),
        PlanRows.moment(row, "made").orElseThrow(),
        PlanRows.moment(row, "updated").orElseThrow());
  }
}
