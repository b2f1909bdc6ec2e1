package nl.eenplan.referral;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Services;
import nl.eenplan.policy.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has to happen before when. The terms are those of the target's service in the directory. */
@Repository
class Terms {

  static final String FIRST_CONTACT = "first-contact";
  static final String TRACK_ENDS = "track-ends";

  /**
   * A welfare organisation contacts the client within a week, unless its service says otherwise.
   */
  private static final Period A_WEEK = Period.ofDays(7);

  private static final Period REMIND_BEFORE_THE_END = Period.ofWeeks(2);

  private final JdbcClient database;
  private final Services services;
  private final Clock clock;

  Terms(JdbcClient database, Services services, Clock clock) {
    this.database = database;
    this.services = services;
    this.clock = clock;
  }

  /** A term that has come. */
  record Due(long id, UUID referral, String kind) {}

  /**
   * How soon the target has to have contacted the client.
   *
   * @param urgent takes half of it, in whole days and a day at least
   */
  Duration firstContact(Optional<OrganisationCode> owner, Purpose purpose, boolean urgent) {
    Period period =
        owner
            .flatMap(code -> services.forPurpose(code, purpose.code()))
            .map(service -> service.times().firstContact())
            .orElse(A_WEEK);
    Instant now = clock.instant();
    return Duration.between(now, later(now, urgent ? half(now, period) : period));
  }

  private static Period half(Instant from, Period period) {
    LocalDate today = LocalDate.ofInstant(from, DutchTime.ZONE);
    long days = ChronoUnit.DAYS.between(today, today.plus(period));
    return Period.ofDays(Math.toIntExact((days + 1) / 2));
  }

  void start(Referral referral) {
    add(referral, FIRST_CONTACT, referral.due());
  }

  /** The first contact ends one term and starts another; an end ends all. */
  void follow(Referral referral, ReferralState before) {
    switch (referral.state()) {
      case IN_PROGRESS -> {
        if (before == ReferralState.ACCEPTED) {
          end(referral);
          referral
              .owner()
              .flatMap(owner -> services.forPurpose(owner, referral.purpose().code()))
              .flatMap(service -> service.times().track())
              .map(track -> later(clock.instant(), track.minus(REMIND_BEFORE_THE_END)))
              .ifPresent(at -> add(referral, TRACK_ENDS, at));
        }
      }
      case REJECTED, CANCELLED, FAILED, COMPLETED, ENTERED_IN_ERROR -> end(referral);
      case DRAFT, REQUESTED, ACCEPTED, ON_HOLD -> {}
    }
  }

  /**
   * Takes some terms that have come, so that no other hub takes them as well. It holds their
   * referrals too and waits for none: a withdrawal holds a referral first and then its terms.
   */
  List<Due> take() {
    return database
        .sql(
            """
            update term set done = :now where id in (
              select t.id from term t join referral r on r.id = t.referral
              where t.done is null and t.at <= :now order by t.at limit 100
              for update of t skip locked for no key update of r skip locked)
            returning id, referral, kind
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Due.class)
        .list();
  }

  private void add(Referral referral, String kind, Instant at) {
    database
        .sql("insert into term (referral, kind, at) values (?, ?, ?)")
        .param(referral.id())
        .param(kind)
        .param(at.atOffset(ZoneOffset.UTC))
        .update();
  }

  private void end(Referral referral) {
    database
        .sql("update term set done = ? where referral = ? and done is null")
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .param(referral.id())
        .update();
  }

  private static Instant later(Instant moment, Period period) {
    return moment.atZone(DutchTime.ZONE).plus(period).toInstant();
  }
}
