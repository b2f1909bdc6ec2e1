package nl.eenplan.plan;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether somebody may be told that something happened to a plan: the gate is asked, now. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class DirectionTelling {

  private final PlanRows rows;
  private final Grounds grounds;
  private final Ledger ledger;
  private final Clock clock;

  DirectionTelling(PlanRows rows, Grounds grounds, Ledger ledger, Clock clock) {
    this.rows = rows;
    this.grounds = grounds;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Something that happened.
   *
   * @param id of the notice
   * @param by of whose part in it this tells
   */
  public record News(UUID id, UUID plan, String event, OrganisationCode by, OrganisationCode to) {}

  /** The ids of the news that may be told. */
  public Set<UUID> mayBeTold(Collection<News> news) {
    return news.stream()
        .filter(this::mayBeTold)
        .map(News::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean mayBeTold(News news) {
    Plan plan = rows.find(news.plan()).orElseThrow();
    if (DirectionNews.TOLD_WITHOUT_GROUND.contains(news.event())) {
      ledger.append(told(news, plan));
      return true;
    }
    return grounds
        .ground(plan.client(), news.by(), news.to(), Action.NOTIFY)
        .map(question -> grounds.decide(Who.HUB, plan.id(), question))
        .filter(Permit.class::isInstance)
        .isPresent();
  }

  /** What passes the gate is in the log by that; this goes without it. */
  private Entry told(News news, Plan plan) {
    Entry entry =
        Entry.of(
            clock.instant(),
            Entry.Kind.DIRECTION,
            Entry.Outcome.PERMITTED,
            Optional.of(news.event()),
            Who.HUB,
            List.of(plan.client()),
            "notify",
            Optional.of(plan.id()));
    OrganisationCode by = news.by().equals(Who.HUB.organisation()) ? news.to() : news.by();
    return entry.between(
        by,
        news.to(),
        Optional.of(Grounds.PLAN.code()),
        by.equals(news.to()) ? Optional.empty() : grounds.secret(plan.client(), by, news.to()));
  }
}
