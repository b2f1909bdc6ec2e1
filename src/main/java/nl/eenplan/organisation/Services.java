package nl.eenplan.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The directory: what is on offer, by whom. */
@Repository
public class Services {

  private final JdbcClient jdbc;

  Services(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Service> find(String id) {
    return jdbc.sql("select * from service where id = :id")
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
    return jdbc.sql(
            "select * from service where organisation = :organisation and purpose = :purpose")
        .param("organisation", organisation.value())
        .param("purpose", purpose)
        .query(Services::read)
        .optional();
  }

  /** Adds the service, or replaces what is kept under its id. */
  public void add(Service service) {
    jdbc.sql(
            """
            insert into service
              (id, organisation, purpose, name_nl, name_en, municipality,
               first_contact, track, capacity, waiting_time)
            values
              (:id, :organisation, :purpose, :nameNl, :nameEn, :municipality,
               :firstContact, :track, :capacity, :waitingTime)
            on conflict (id) do update set
              organisation = excluded.organisation,
              purpose = excluded.purpose,
              name_nl = excluded.name_nl,
              name_en = excluded.name_en,
              municipality = excluded.municipality,
              first_contact = excluded.first_contact,
              track = excluded.track,
              capacity = excluded.capacity,
              waiting_time = excluded.waiting_time
            """)
        .param("id", service.id())
        .param("organisation", service.organisation().value())
        .param("purpose", service.purpose())
        .param("nameNl", service.nameNl())
        .param("nameEn", service.nameEn())
        .param("municipality", service.municipality().orElse(null))
        .param("firstContact", service.firstContact().toString())
        .param("track", service.track().map(Period::toString).orElse(null))
        .param("capacity", service.capacity().orElse(null))
        .param("waitingTime", service.waitingTime().map(Period::toString).orElse(null))
        .update();
  }

  private static Service read(ResultSet row, int number) throws SQLException {
    return new Service(
        row.getString("id"),
        new OrganisationCode(row.getString("organisation")),
        row.getString("purpose"),
        row.getString("name_nl"),
        row.getString("name_en"),
        Optional.ofNullable(row.getString("municipality")),
        Period.parse(row.getString("first_contact")),
        Optional.ofNullable(row.getString("track")).map(Period::parse),
        Optional.ofNullable(row.getObject("capacity", Integer.class)),
        Optional.ofNullable(row.getString("waiting_time")).map(Period::parse));
  }
}
