package nl.eenplan.referral;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether somebody may be told that something happened to a referral: the gate is asked, now. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Telling {

  private final ReferralRows rows;
  private final Questions questions;
  private final Gate gate;

  Telling(ReferralRows rows, Questions questions, Gate gate) {
    this.rows = rows;
    this.questions = questions;
    this.gate = gate;
  }

  /**
   * Something that happened.
   *
   * @param id of the notice
   * @param by who did it
   * @param to who would hear of it
   */
  public record News(UUID id, UUID referral, OrganisationCode by, OrganisationCode to) {}

  /**
   * The ids of the news that may be told. That the hub itself did something to a referral is no
   * disclosure to its requester, and is always told.
   */
  public Set<UUID> mayBeTold(Collection<News> news) {
    Map<UUID, Referral> byId =
        rows.findAll(news.stream().map(News::referral).distinct().toList()).stream()
            .map(Row::referral)
            .collect(Collectors.toMap(Referral::id, Function.identity()));
    Questions.About about = questions.about(byId.values().stream());
    Set<UUID> may = new HashSet<>();
    List<News> asked = news.stream().filter(one -> !isOwn(one, byId, may)).toList();
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

  private static boolean isOwn(News news, Map<UUID, Referral> byId, Set<UUID> may) {
    boolean own =
        news.by().equals(Who.HUB.organisation()) && find(byId, news).isRequestedBy(news.to());
    if (own) {
      may.add(news.id());
    }
    return own;
  }

  private static Referral find(Map<UUID, Referral> byId, News news) {
    return java.util.Objects.requireNonNull(byId.get(news.referral()));
  }
}
