package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Receiver.Answer;
import nl.eenplan.organisation.OrganisationCode;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks that are down, slow, wrong or gone, and what others notice of it: nothing. */
@HubTest
class APartnerThatIsDownGetsEverythingInOrderTest {

  private final NewPartner partners;
  private final JdbcClient database;
  private final Fhir lv;
  private final Receiver receiver = new Receiver();

  APartnerThatIsDownGetsEverythingInOrderTest(Hub hub, NewPartner partners, JdbcClient database) {
    this.partners = partners;
    this.database = database;
    this.lv = new Fhir(hub.partner("lv"));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void whatWaitedComesInOrderAndOthersNoticeNothing() {
    OrganisationCode down = partners.withWebhook(receiver);
    receiver.answer(503);
    List<Sent> waiting = IntStream.range(0, 6).mapToObj(i -> askAndTakeBack(down)).toList();
    await().atMost(Hub.SOON).until(() -> "http-503".equals(failure(down)));
    int since = receiver.posts().size();

    try (Receiver other = new Receiver()) {
      OrganisationCode up = partners.withWebhook(other);
      long start = System.nanoTime();
      Sent sent = partners.refer(up, Client.mieke());
      await().atMost(Hub.SOON).until(() -> events(other, sent).equals(List.of("submit")));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
    await().atMost(Hub.SOON).until(() -> receiver.posts().size() > since + 1);
    int before = receiver.posts().size();
    assertThat(receiver.posts().subList(since, before).stream().map(Receiver.Post::body).distinct())
        .as("one knocks for all that wait")
        .hasSize(1);

    receiver.answer(200);
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> {
          for (Sent sent : waiting) {
            assertThat(arrived(receiver, sent, before)).containsExactly("submit", "withdraw");
          }
        });
  }

  @Test
  void aPartnerThatHangsHoldsNobodyUp() {
    receiver.answer(post -> new Answer(200, Map.of(), 4000));
    OrganisationCode slow = partners.withWebhook(receiver);
    IntStream.range(0, 4).forEach(i -> partners.refer(slow, Client.mieke()));
    await().atMost(Hub.SOON).until(() -> !receiver.posts().isEmpty());
    try (Receiver other = new Receiver()) {
      Sent sent = partners.refer(partners.withWebhook(other), Client.mieke());
      await().atMost(Hub.SOON).until(() -> events(other, sent).equals(List.of("submit")));
    }
    await().atMost(Hub.SOON).until(() -> "timeout".equals(failure(slow)));
  }

  @Test
  void whoIsGoneIsLeftAlone() {
    receiver.answer(410);
    OrganisationCode gone = partners.withWebhook(receiver);
    partners.refer(gone, Client.mieke());
    await().atMost(Hub.SOON).until(() -> "http-410".equals(failure(gone)));
    partners.refer(gone, Client.mieke());
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Hub.SOON)
        .untilAsserted(() -> assertThat(receiver.posts()).hasSize(1));
  }

  @Test
  void nobodyIsFollowedToAnotherPlace() {
    try (Receiver elsewhere = new Receiver()) {
      receiver.answer(post -> new Answer(307, Map.of("Location", elsewhere.url()), 0));
      OrganisationCode moved = partners.withWebhook(receiver);
      partners.refer(moved, Client.mieke());
      await().atMost(Hub.SOON).until(() -> "http-307".equals(failure(moved)));
      assertThat(elsewhere.posts()).isEmpty();
    }
  }

  @Test
  void whatIsRefusedTimeAndAgainHoldsUpOnlyItsOwnClient() {
    OrganisationCode picky = partners.withWebhook(receiver);
    Sent unwanted = partners.refer(picky, Client.mieke());
    String number = Fhir.id(unwanted.task());
    receiver.answer(post -> new Answer(post.body().contains(number) ? 422 : 200));
    takeBack(unwanted);
    Sent wanted = partners.refer(picky, Client.mieke());
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> {
          assertThat(events(receiver, wanted)).containsExactly("submit");
          assertThat(states(unwanted)).contains("dead-lettered").doesNotContain("queued");
          assertThat(reasons(unwanted)).contains("http-422");
        });
  }

  @Test
  void whoAsksToBeLeftAloneForAWhileIs() {
    receiver.answer(post -> new Answer(429, Map.of("Retry-After", "3600"), 0));
    OrganisationCode busy = partners.withWebhook(receiver);
    partners.refer(busy, Client.mieke());
    await().atMost(Hub.SOON).until(() -> "http-429".equals(failure(busy)));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Hub.SOON)
        .untilAsserted(() -> assertThat(receiver.posts()).hasSize(1));
  }

  private Sent askAndTakeBack(OrganisationCode to) {
    Sent sent = partners.refer(to, Client.mieke());
    takeBack(sent);
    return sent;
  }

  private void takeBack(Sent sent) {
    Task task = lv.read(Task.class, sent.task()).setStatus(Task.TaskStatus.CANCELLED);
    task.setStatusReason(Said.coded(Said.REASON, "other"));
    lv.update(task);
  }

  private static List<String> events(Receiver receiver, Sent sent) {
    return arrived(receiver, sent, 0);
  }

  /** Each event once, from the n-th post on, in the order in which they first came. */
  private static List<String> arrived(Receiver receiver, Sent sent, int from) {
    List<String> found = new ArrayList<>();
    for (Receiver.Post post : receiver.posts().subList(from, receiver.posts().size())) {
      if (post.body().contains(Fhir.id(sent.task()))) {
        found.add(
            post.body().replaceFirst(".*\"type\":\"nl\\.eenplan\\.referral\\.([a-z-]+)\".*", "$1"));
      }
    }
    return found.stream().distinct().toList();
  }

  private String failure(OrganisationCode partner) {
    return database
        .sql("select coalesce(failure, '') from lane where partner = ?")
        .param(partner.value())
        .query(String.class)
        .single();
  }

  private List<String> states(Sent sent) {
    return column("coalesce(result, 'queued')", sent);
  }

  private List<String> reasons(Sent sent) {
    return column("coalesce(reason, '')", sent);
  }

  private List<String> column(String column, Sent sent) {
    return database
        .sql("select " + column + " from outbox where referral = ? order by seq")
        .param(UUID.fromString(Fhir.id(sent.task())))
        .query(String.class)
        .list();
  }
}
