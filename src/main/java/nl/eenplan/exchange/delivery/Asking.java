package nl.eenplan.exchange.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import nl.eenplan.exchange.Notice;
import nl.eenplan.exchange.Notice.About;
import nl.eenplan.plan.DirectionTelling;
import nl.eenplan.referral.Telling;
import nl.eenplan.referral.Telling.News;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What may go now: the gate is asked for each notice, at each try. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Asking {

  private final Waiting waiting;
  private final Telling telling;
  private final DirectionTelling direction;

  Asking(Waiting waiting, Telling telling, DirectionTelling direction) {
    this.waiting = waiting;
    this.telling = telling;
    this.direction = direction;
  }

  /**
   * What a lane holds that may go.
   *
   * @param found how many were looked at
   * @param going in their order; the others are withheld, and the log says why
   */
  record Answer(int found, List<Notice> going) {}

  Answer about(Lane lane, int most) {
    List<Notice> due = waiting.due(lane.partner(), most);
    if (due.isEmpty()) {
      return new Answer(0, List.of());
    }
    List<News> news = news(due);
    Set<UUID> told = new HashSet<>(telling.mayBeTold(news));
    telling.escalate(news.stream().filter(one -> !told.contains(one.id())).toList());
    told.addAll(direction.mayBeTold(ofPlans(due)));
    Predicate<Notice> mayGo =
        notice ->
            switch (notice.about()) {
              case REFERRAL, PLAN, OFFER -> told.contains(notice.id());
              case CONSENT, NOTHING -> true;
            };
    waiting.over(due.stream().filter(mayGo.negate()).map(Notice::id).toList(), "withheld");
    return new Answer(due.size(), due.stream().filter(mayGo).toList());
  }

  private static List<News> news(List<Notice> notices) {
    return notices.stream()
        .filter(notice -> notice.about() == About.REFERRAL)
        .map(n -> new News(n.id(), n.subject(), n.event(), n.by(), n.partner()))
        .toList();
  }

  private static List<DirectionTelling.News> ofPlans(List<Notice> notices) {
    return notices.stream()
        .flatMap(n ->
            n.plan().stream()
                .map(plan ->
                    new DirectionTelling.News(n.id(), plan, n.event(), n.by(), n.partner())))
        .toList();
  }
}
