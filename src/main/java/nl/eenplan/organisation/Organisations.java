package nl.eenplan.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.remembered.Remembered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The organisations that take part or took part. Read from the database by each transaction anew:
 * an agreement that ends must end everywhere at once.
 */
@Repository
public class Organisations {

  /** Agreements begin and end at midnight in the Netherlands, wherever the hub runs. */
  private final JdbcClient jdbc;

  private final Clock clock;
  private final Remembered<OrganisationCode, Organisation> known = new Remembered<>();

  Organisations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public Optional<Organisation> find(OrganisationCode code) {
    return known.get(
        code,
        unknown ->
            jdbc.sql("select * from organisation where code = ?")
                .param(unknown.value())
                .query(Organisations::read)
                .optional());
  }

  /** The organisation, if it exists and an agreement is in force today. */
  public Optional<Organisation> findInForce(OrganisationCode code) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
    return find(code).filter(organisation -> organisation.agreementInForce(today));
  }

  /**
   * Those of the codes that exist, by code, in one query. A list of codes is planned once for its
   * length, an array each time.
   */
  public List<Organisation> findAll(Collection<OrganisationCode> codes) {
    List<OrganisationCode> unknown =
        codes.stream().distinct().filter(code -> known.get(code).isEmpty()).toList();
    List<Organisation> found = read(unknown);
    found.forEach(organisation -> known.put(organisation.code(), organisation));
    return Stream.concat(
            found.stream(),
            codes.stream()
                .distinct()
                .filter(code -> !unknown.contains(code))
                .flatMap(code -> known.get(code).stream()))
        .sorted(Comparator.comparing(organisation -> organisation.code().value()))
        .toList();
  }

  private List<Organisation> read(List<OrganisationCode> codes) {
    return codes.isEmpty()
        ? List.of()
        : jdbc.sql("select * from organisation where code in (:codes)")
            .param("codes", codes.stream().map(OrganisationCode::value).toList())
            .query(Organisations::read)
            .list();
  }

  /** All, by code. */
  public List<Organisation> all() {
    return jdbc.sql("select * from organisation order by code").query(Organisations::read).list();
  }

  /** Adds the organisation, or replaces what is kept under its code. */
  public void add(Organisation organisation) {
    known.forget(organisation.code());
    jdbc.sql(
            """
            insert into organisation
              (code, name, kind, municipality, oin, agreement_from, agreement_until)
            values (:code, :name, :kind, :municipality, :oin, :from, :until)
            on conflict (code) do update set
              name = excluded.name,
              kind = excluded.kind,
              municipality = excluded.municipality,
              oin = excluded.oin,
              agreement_from = excluded.agreement_from,
              agreement_until = excluded.agreement_until
            """)
        .param("code", organisation.code().value())
        .param("name", organisation.name())
        .param("kind", organisation.kind().code())
        .param("municipality", organisation.municipality().orElse(null))
        .param("oin", organisation.oin())
        .param("from", organisation.agreementFrom())
        .param("until", organisation.agreementUntil().orElse(null))
        .update();
  }

  private static Organisation read(ResultSet row, int number) throws SQLException {
    return new Organisation(
        new OrganisationCode(row.getString("code")),
        row.getString("name"),
        new OrganisationKind(row.getString("kind")),
        Optional.ofNullable(row.getString("municipality")),
        row.getString("oin"),
        row.getObject("agreement_from", LocalDate.class),
        Optional.ofNullable(row.getObject("agreement_until", LocalDate.class)));
  }
}
