package nl.eenplan.referral;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether somebody may be told that something happened to a referral: the gate is asked, now. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Telling {

  private final ReferralRows rows;
  private final Questions questions;
  private final Directors directors;
  private final Gate gate;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Telling(
      ReferralRows rows,
      Questions questions,
      Directors directors,
      Gate gate,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.questions = questions;
    this.directors = directors;
    this.gate = gate;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Something that happened.
   *
   * @param id of the notice
   * @param event what happened
   * @param by who did it
   * @param to who would hear of it
   */
  public record News(
      UUID id, UUID referral, String event, OrganisationCode by, OrganisationCode to) {}

  /**
   * Of a step that was taken, and counted, before: who hears of it now, in another one's place.
   * Published in a transaction.
   */
  public record Instead(UUID referral, String event, OrganisationCode by, OrganisationCode to) {}

  /**
   * The ids of the news that may be told. That the hub itself did something to a referral is no
   * disclosure to its requester, and is always told; so is that a ground has ended, and what was
   * done about it.
   */
  public Set<UUID> mayBeTold(Collection<News> news) {
    Map<UUID, Referral> byId = byId(news);
    Questions.About about = questions.about(byId.values().stream());
    Set<UUID> may = new HashSet<>();
    Map<Boolean, List<News>> gated =
        news.stream()
            .filter(one -> !isOwn(one, byId))
            .collect(Collectors.partitioningBy(one -> isToOutsider(one, byId)));
    gated.getOrDefault(true, List.of()).stream()
        .filter(one -> directors.mayBeTold(Who.HUB, find(byId, one), one.to()))
        .map(News::id)
        .forEach(may::add);
    List<News> asked = gated.getOrDefault(false, List.of());
    news.stream().filter(one -> isOwn(one, byId)).map(News::id).forEach(may::add);
    ledger.append(
        news.stream()
            .filter(Telling::needsNoGround)
            .map(one -> told(one, find(byId, one), about))
            .toList());
    List<Decision> decisions =
        gate.decide(
            asked.stream().map(one -> about.telling(find(byId, one), one.by(), one.to())).toList());
    for (int i = 0; i < asked.size(); i++) {
      if (decisions.get(i) instanceof Permit) {
        may.add(asked.get(i).id());
      }
    }
    return may;
  }

  /**
   * Of what was due and the director may not be told any more, whoever then hears it in its place
   * is told: nobody else would be.
   */
  public void escalate(Collection<News> withheld) {
    List<News> byHub =
        withheld.stream().filter(one -> one.by().equals(Who.HUB.organisation())).toList();
    Map<UUID, Referral> byId = byId(byHub);
    byHub.stream()
        .filter(one -> !needsNoGround(one) && isToOutsider(one, byId))
        .forEach(one -> {
          Referral referral = find(byId, one);
          events.publishEvent(
              new Instead(
                  referral.id(),
                  one.event(),
                  one.by(),
                  directors.knowing(referral).orElseGet(referral::requester)));
        });
  }

  private Map<UUID, Referral> byId(Collection<News> news) {
    return rows.findAll(news.stream().map(News::referral).distinct().toList()).stream()
        .map(Row::referral)
        .collect(Collectors.toMap(Referral::id, Function.identity()));
  }

  private static boolean isOwn(News news, Map<UUID, Referral> byId) {
    return needsNoGround(news)
        || (news.by().equals(Who.HUB.organisation()) && find(byId, news).isRequestedBy(news.to()));
  }

  /** Who neither asked nor was asked, hears as the director. */
  private static boolean isToOutsider(News news, Map<UUID, Referral> byId) {
    Referral referral = find(byId, news);
    return !referral.isRequestedBy(news.to())
        && !referral.recipients().contains(news.to())
        && !referral.targets().contains(news.to());
  }

  private static boolean needsNoGround(News news) {
    return ReferralMoved.TOLD_WITHOUT_GROUND.contains(news.event());
  }

  /** What passes the gate is in the log by that; this goes without it. */
  private Entry told(News news, Referral referral, Questions.About about) {
    boolean toRequester = referral.isRequestedBy(news.to());
    OrganisationCode sender = toRequester ? news.by() : referral.requester();
    OrganisationCode target = toRequester ? news.by() : news.to();
    return Entry.of(
            clock.instant(),
            Entry.Kind.STATUS,
            Entry.Outcome.PERMITTED,
            Optional.of(news.event()),
            Who.HUB,
            List.of(referral.client()),
            "notify",
            Optional.of(referral.id()))
        .between(
            sender,
            news.to(),
            Optional.of(referral.purpose().code()),
            about.naming(referral, target).map(naming -> naming.sender().code()));
  }

  private static Referral find(Map<UUID, Referral> byId, News news) {
    return java.util.Objects.requireNonNull(byId.get(news.referral()));
  }
}
