package nl.eenplan.exchange;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import nl.eenplan.exchange.Notice.About;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.referral.ReferralMoved;
import nl.eenplan.referral.Telling;
import nl.eenplan.referral.Telling.News;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the routes ask of the hub: which notices may go now, and what became of them. */
@Component("notices")
public class Notices {

  private static final int BATCH = 200;

  private final Outbox outbox;
  private final Telling telling;
  private final Transactions transactions;
  private final JsonMapper json;
  private final JmsTemplate broker;
  private final URI base;
  private final URI source;
  private final ConcurrentLinkedQueue<UUID> left = new ConcurrentLinkedQueue<>();

  Notices(
      Outbox outbox,
      Telling telling,
      Transactions transactions,
      JsonMapper json,
      ConnectionFactory connections,
      @Value("${eenplan.public-url:http://localhost:8080}") URI base,
      @Value("${eenplan.oin:00000000000000000000}") String oin) {
    this.outbox = outbox;
    this.telling = telling;
    this.transactions = transactions;
    this.json = json;
    this.broker = new JmsTemplate(connections);
    this.broker.setReceiveTimeout(500);
    this.base = base;
    this.source = URI.create("urn:nld:oin:" + oin);
  }

  /**
   * Takes the notices that are due and asks the gate, now, for each of them. What may no longer be
   * told is dropped; the log says why.
   *
   * @return the notices about one referral together, in their order
   */
  public Collection<List<Envelope>> take() {
    return transactions.run(() -> {
      List<Notice> due = outbox.take(BATCH);
      if (due.isEmpty()) {
        return List.of();
      }
      Set<UUID> told = telling.mayBeTold(news(due));
      Predicate<Notice> mayGo =
          notice -> notice.about() == About.CONSENT || told.contains(notice.id());
      outbox.done(due.stream().filter(mayGo.negate()).map(Notice::id).toList(), "withheld");
      return due.stream()
          .filter(mayGo)
          .map(this::envelope)
          .collect(groupingBy(Envelope::referral, LinkedHashMap::new, toList()))
          .values();
    });
  }

  /** Takes what still waits in the partner's queue about this referral out of it. */
  public void takeBack(Envelope recall) {
    String selector = "eenplanReferral = '" + recall.referral() + "'";
    boolean found = true;
    while (found) {
      found = broker.receiveSelected("out." + recall.partner(), selector) != null;
    }
  }

  /** It is in the partner's queue. */
  public void left(UUID notice) {
    left.add(notice);
  }

  /** It is not; it will be tried again. */
  public void failed(UUID notice) {
    outbox.failed(notice);
  }

  /**
   * Writes down what left, all at once. If the hub dies before, they are sent again under the same
   * id.
   */
  public void settle() {
    List<UUID> settled = new ArrayList<>();
    for (UUID id = left.poll(); id != null; id = left.poll()) {
      settled.add(id);
    }
    outbox.done(settled, "sent");
  }

  private static List<News> news(List<Notice> notices) {
    return notices.stream()
        .filter(notice -> notice.about() == About.REFERRAL)
        .map(n -> new News(n.id(), n.subject(), n.event(), n.by(), n.partner()))
        .toList();
  }

  private Envelope envelope(Notice notice) {
    CloudEvent event =
        new CloudEvent(
            "1.0",
            notice.id(),
            source,
            notice.about().prefix() + notice.event(),
            notice.subject().toString(),
            notice.at().atOffset(ZoneOffset.UTC),
            base.resolve("/fhir/" + notice.about().resource() + "/" + notice.subject()));
    return new Envelope(
        notice.id(),
        notice.partner().value(),
        notice.subject().toString(),
        notice.event().equals(ReferralMoved.GROUND_ENDED),
        json.writeValueAsString(event));
  }
}
