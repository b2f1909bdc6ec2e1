package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralMoved;
import nl.eenplan.referral.Viewing;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In the place of who referred her the director hears what is due, if it may know of that. */
@HubTest
class TheDirectorHearsWhatIsDueTest {

  private static final Who LV = new Who(new OrganisationCode("lv"), "lv", "partner-system");

  /** Nothing else makes it due. */
  private static final String RARE = "education-ends";

  private final Hub hub;
  private final Client sanne = Client.named("Sanne", "Voorbeeld", "1998-01-17");
  private final Partner atLv;
  private final Partner atGgz;
  private final Fhir lv;
  private final Fhir woej;
  private final Fhir rivierduinen;

  private final Viewing viewing;
  private final Transactions transactions;
  private final ApplicationEventPublisher events;
  private final JdbcClient database;

  TheDirectorHearsWhatIsDueTest(
      Hub hub,
      Viewing viewing,
      Transactions transactions,
      ApplicationEventPublisher events,
      JdbcClient database) {
    this.hub = hub;
    this.database = database;
    this.viewing = viewing;
    this.transactions = transactions;
    this.events = events;
    this.atLv = hub.partner("lv").listen();
    this.atGgz = hub.partner("rivierduinen").listen();
    this.lv = new Fhir(atLv);
    this.woej = new Fhir(hub.partner("st-woej"));
    this.rivierduinen = new Fhir(atGgz);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atLv.close();
    atGgz.close();
  }

  @Test
  void whoDirectsInACrisisHearsOfAContactThatIsDue() {
    Sent sent = underWay();
    directs(sent, "involvement", "progress");

    Task seen = rivierduinen.read(Task.class, sent.task());
    assertThat(seen.getOwner().getReference()).isEqualTo("Organization/st-woej");
    assertThat(seen.getRequester().getReference()).isEqualTo("Organization/lv");
    assertThat(seen.hasFor()).isFalse();
    for (Answer answer :
        List.of(
            rivierduinen.tryRead(sent.order()),
            rivierduinen.tryRead(sent.patient()),
            rivierduinen.tryUpdate(seen.setStatus(Task.TaskStatus.ONHOLD)))) {
      assertThat(answer.status()).isEqualTo(404);
    }
    String asJson =
        new Json(atGgz, new Contract(hub)).get("referrals/" + Fhir.id(sent.task())).toString();
    assertThat(asJson).contains("st-woej", "in-progress").doesNotContain("participation");
    assertThat(atGgz.received()).doesNotContain("Wil mensen ontmoeten");

    TermsOf.pass(hub, Period.ofDays(32));
    TermsOf.hears(atGgz, sent.task(), "contact-due");
    TermsOf.hearsNot(atLv, sent.task(), "contact-due");
  }

  @Test
  void whoMayNotKnowOfTheReferralHearsNothingAndItsRequesterDoes() {
    Sent sent = underWay();
    directs(sent, "involvement");
    assertThat(rivierduinen.tryRead(sent.task()).status()).isEqualTo(404);

    TermsOf.pass(hub, Period.ofDays(32));
    TermsOf.hears(atLv, sent.task(), "contact-due");
    TermsOf.hearsNot(atGgz, sent.task(), "contact-due");
  }

  @Test
  void whatWaitedForADirectorWhoLostTheGroundGoesToTheRequester() {
    Sent sent = underWay();
    directs(sent, "involvement");
    long counted = counted();
    transactions.run(() -> {
      Referral referral =
          viewing
              .referral(LV, java.util.UUID.fromString(Fhir.id(sent.task())))
              .orElseThrow()
              .referral();
      events.publishEvent(
          new ReferralMoved(
              referral,
              Who.HUB.organisation(),
              RARE,
              List.of(new OrganisationCode("rivierduinen"))));
      return true;
    });
    TermsOf.hears(atLv, sent.task(), RARE);
    TermsOf.hearsNot(atGgz, sent.task(), RARE);
    assertThat(counted() - counted).as("once in the figures, whoever hears it").isEqualTo(1);
  }

  /** As often as it was due, counted yet or not. */
  private long counted() {
    return database
        .sql(
            """
            select (select count(*) from passage where requester = 'lv' and event = :event)
              + (select coalesce(sum(count), 0) from monthly_figure
                 where organisation = 'lv' and side = 'sent' and event = :event)
            """)
        .param("event", RARE)
        .query(Long.class)
        .single();
  }

  private Sent underWay() {
    Sent sent =
        lv.send(
            Said.patient(sanne),
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Wil mensen ontmoeten"),
            Said.task(urn(1), urn(3), "st-woej"));
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));
    return sent;
  }

  private void directs(Sent sent, String... categories) {
    String atCareGiver = rivierduinen.create(Said.patient(sanne));
    rivierduinen.create(Regie.mayKnow(atCareGiver, "lv"));
    lv.create(
        Said.consent(sent.patient(), "plan-coordination", List.of("rivierduinen"), categories));
    String plan = lv.create(Regie.plan(sent.patient()));
    String offer = lv.create(Regie.offer(plan, "rivierduinen", "crisis"));
    rivierduinen.update(rivierduinen.read(Task.class, offer).setStatus(Task.TaskStatus.ACCEPTED));
  }
}
