package nl.eenplan.insight;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The figures of each month: counted in the background, read by the organisation that they are of.
 */
@Component
public class Figures {

  /** What is fewer than this is not told: it could be somebody. */
  private static final long FEWEST = 5;

  private static final int BATCH = 10_000;

  private final JdbcClient database;
  private final Transactions transactions;

  Figures(JdbcClient database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /**
   * A figure.
   *
   * @param side {@code sent} or {@code received}
   * @param municipality of the municipality that refers; empty when somebody else does
   * @param event a step of the loop, a term that was told, or {@code result}
   * @param outcome with {@code result} only, else empty; empty as well when it is fewer than five:
   *     of one client alone it would say what became of her
   * @param count empty when it is fewer than five
   */
  public record Figure(
      YearMonth month,
      String side,
      String purpose,
      String municipality,
      String event,
      String outcome,
      OptionalLong count) {}

  /** An organisation's own figures, in the order of the months. */
  public List<Figure> of(OrganisationCode organisation, YearMonth from, YearMonth until) {
    return transactions.run(() ->
        database
            .sql(
                """
                select distinct month, side, purpose, municipality, event,
                  case when count < :fewest then '' else outcome end as outcome,
                  case when count < :fewest then 0 else count end as count
                from monthly_figure
                where organisation = :of and month between :from and :until
                order by month, side, purpose, municipality, event, outcome
                """)
            .param("fewest", FEWEST)
            .param("of", organisation.value())
            .param("from", from.atDay(1))
            .param("until", until.atDay(1))
            .query((row, n) -> {
              long count = row.getLong("count");
              return new Figure(
                  YearMonth.from(row.getObject("month", LocalDate.class)),
                  row.getString("side"),
                  row.getString("purpose"),
                  row.getString("municipality"),
                  row.getString("event"),
                  row.getString("outcome"),
                  count < FEWEST ? OptionalLong.empty() : OptionalLong.of(count));
            })
            .list());
  }

  @Scheduled(fixedDelayString = "${eenplan.statistics-count:PT10S}")
  void count() {
    transactions.drain(this::countSome);
  }

  /** One hub at a time; the others have nothing to do meanwhile. */
  private boolean countSome() {
    boolean mine =
        database
            .sql("select pg_try_advisory_xact_lock(hashtext('monthly_figure'))")
            .query(Boolean.class)
            .single();
    return mine
        && database
                .sql(
                    """
                    with few as (select ctid from passage limit %d for update skip locked),
                    gone as (
                      delete from passage p using few where p.ctid = few.ctid returning p.*),
                    sides as (
                      select requester as organisation, 'sent' as side, gone.* from gone
                      union all
                      select target, 'received', gone.* from gone where target is not null)
                    insert into monthly_figure as f
                      (month, organisation, side, purpose, municipality, event, outcome, count)
                    select s.month, s.organisation, s.side, s.purpose,
                      case when o.kind = 'municipality' then coalesce(o.municipality, '') else '' end,
                      s.event, coalesce(s.outcome, ''), count(*)
                    from sides s join organisation o on o.code = s.requester
                    group by 1, 2, 3, 4, 5, 6, 7
                    on conflict (organisation, month, side, purpose, municipality, event, outcome)
                      do update set count = f.count + excluded.count
                    """
                        .formatted(BATCH))
                .update()
            > 0;
  }
}
