package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import nl.eenplan.organisation.OrganisationCode;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a message is, why it did not arrive, and sending it again. */
@HubTest
class MessagesAreFollowedTest {

  private final Hub hub;
  private final NewPartner partners;
  private final Partner operator;
  private final Fhir lv;
  private final Receiver receiver = new Receiver();

  MessagesAreFollowedTest(Hub hub, NewPartner partners) {
    this.hub = hub;
    this.partners = partners;
    this.operator = hub.partner("lv-operator");
    this.lv = new Fhir(hub.partner("lv"));
  }

  @AfterEach
  void back() {
    hub.clock().reset();
    receiver.close();
  }

  @Test
  void fromReceivedToAnsweredOnOneTimeline() {
    OrganisationCode code = partners.withWebhook(receiver);
    Sent sent = partners.refer(code, Client.mieke());
    awaitState(sent, "acknowledged");
    Fhir target = new Fhir(hub.partner(code.value()));
    target.read(Patient.class, sent.patient());
    partners.step(code, sent.task(), Task.TaskStatus.ACCEPTED);

    String line = get(hub.partner("lv"), timeline(sent)).body();
    assertThat(line)
        .containsSubsequence("\"step\":\"received\"", "\"step\":\"acknowledged\"")
        .contains("\"step\":\"decided\"", "\"step\":\"queued\"", "\"step\":\"pulled\"")
        .containsSubsequence("\"step\":\"pulled\"", "\"step\":\"answered\",\"event\":\"accept\"")
        .contains("\"state\":\"accepted\"");
    assertThat(get(hub.partner(code.value()), timeline(sent)).body())
        .contains("\"step\":\"acknowledged\"", "\"step\":\"answered\"");
    assertThat(get(operator, timeline(sent)).body())
        .contains("\"step\":\"queued\"", "\"step\":\"acknowledged\"")
        .doesNotContain("decided", "pulled", "\"by\"", "businessStatus");
    assertThat(get(hub.partner("jobstap"), timeline(sent)).status()).isEqualTo(404);
    assertThat(lv.read(Task.class, sent.task()).getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
  }

  @Test
  void aDeadLetterIsSeenBySenderAndOperatorAndSentAgainInOrder() {
    OrganisationCode code = partners.withWebhook(receiver);
    receiver.answer(500);
    Sent sent = partners.refer(code, Client.mieke());
    Sent other = partners.refer(code, Client.mieke());
    await().atMost(Hub.SOON).until(() -> !receiver.posts().isEmpty());
    theyAreGivenUp(code);

    assertThat(get(hub.partner("lv"), timeline(sent)).body())
        .contains("\"step\":\"dead-lettered\"", "http-500");
    String dead = get(operator, "/admin/messages?state=dead-lettered&partner=" + code).body();
    assertThat(dead).contains("http-500", Fhir.id(sent.task()), Fhir.id(other.task()));
    assertThat(get(operator, "/admin/circuits").body()).contains("\"partner\":\"" + code);

    receiver.answer(200);
    int before = receiver.posts().size();
    assertThat(post(operator, "/admin/organisations/" + code + "/replays", "{}").body())
        .isEqualTo("{\"messages\":2}");
    post(operator, "/admin/organisations/" + code + "/tries", "");
    awaitState(sent, "acknowledged");
    awaitState(other, "acknowledged");
    List<String> bodies = receiver.posts().stream().skip(before).map(Receiver.Post::body).toList();
    assertThat(String.join("", bodies))
        .containsSubsequence(Fhir.id(sent.task()), Fhir.id(other.task()));
    assertThat(get(operator, "/admin/circuits").body()).doesNotContain("\"" + code + "\"");

    String delivered = "{\"delivered\": true, \"from\": \"2026-01-01T00:00:00Z\"}";
    assertThat(post(operator, "/admin/organisations/" + code + "/replays", delivered).body())
        .isEqualTo("{\"messages\":2}");
  }

  @Test
  void sentAgainItAsksTheGateAgain() {
    OrganisationCode code = partners.withWebhook(receiver);
    receiver.answer(500);
    Sent sent = partners.refer(code, Client.mieke());
    await().atMost(Hub.SOON).until(() -> !receiver.posts().isEmpty());
    theyAreGivenUp(code);
    lv.update(lv.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE));

    receiver.answer(200);
    int before = receiver.posts().size();
    post(operator, "/admin/organisations/" + code + "/replays", "{}");
    post(operator, "/admin/organisations/" + code + "/tries", "");
    awaitState(sent, "withheld");
    await()
        .atMost(Hub.SOON)
        .until(() ->
            receiver.posts().stream()
                .skip(before)
                .anyMatch(p -> p.body().contains("ground-ended")));
    assertThat(receiver.posts().stream().skip(before).map(Receiver.Post::body))
        .noneMatch(body -> body.contains("referral.submit"));
  }

  @Test
  void whatWaitsIsTakenBackWhenTheGroundEnds() {
    OrganisationCode code = partners.withWebhook(receiver);
    receiver.answer(503);
    Sent first = partners.refer(code, Client.mieke());
    await().atMost(Hub.SOON).until(() -> !receiver.posts().isEmpty());
    Sent sent = partners.refer(code, Client.mieke());
    int before = receiver.posts().size();
    lv.update(lv.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE));
    awaitState(sent, "taken-back");
    receiver.answer(200);
    awaitState(first, "acknowledged");
    await()
        .atMost(Hub.SOON)
        .until(
            () -> receiver.posts().stream().anyMatch(post -> post.body().contains("ground-ended")));
    assertThat(receiver.posts().stream().skip(before).map(Receiver.Post::body))
        .filteredOn(body -> body.contains(Fhir.id(sent.task())))
        .noneMatch(body -> body.contains("referral.submit"));
    assertThat(
            post(
                    operator,
                    "/admin/organisations/" + code + "/replays",
                    "{\"delivered\": true, \"from\": \"2026-01-01T00:00:00Z\"}")
                .status())
        .isEqualTo(202);
    assertThat(state(sent)).contains("taken-back");
  }

  @Test
  void byNumberByPartnerAndByClientForWhoMayKnow() {
    OrganisationCode code = partners.withWebhook(receiver);
    String number = "zaak-" + UUID.randomUUID();
    String patient = lv.create(Said.patient(Client.mieke()));
    lv.create(Said.consent(patient, "participation", List.of(code.value())));
    String order = lv.create(Said.order(patient, "participation", "Wil onder de mensen komen"));
    Task task = Said.task(patient, order, code.value());
    task.addIdentifier().setSystem("urn:lv").setValue(number);
    String place = lv.create(task);
    String id = Fhir.id(place);
    await()
        .atMost(Hub.SOON)
        .until(
            () -> get(operator, "/admin/messages?referral=" + id).body().contains("acknowledged"));

    assertThat(get(operator, "/admin/messages?identifier=urn:lv%7C" + number).body()).contains(id);
    assertThat(get(operator, "/admin/messages?partner=" + code).body()).contains(id);
    assertThat(get(hub.partner("lv"), "/admin/messages?referral=" + id).body()).contains(id);
    assertThat(get(hub.partner("jobstap"), "/admin/messages?referral=" + id).body())
        .isEqualTo(
            get(hub.partner("jobstap"), "/admin/messages?referral=" + UUID.randomUUID()).body());

    String byPatient = "/admin/messages?patient=" + Fhir.id(patient);
    assertThat(get(hub.partner("lv-privacy"), byPatient).body()).contains(id);
    assertThat(get(hub.partner("jobstap-privacy"), byPatient).status()).isEqualTo(404);
    assertThat(get(operator, byPatient).status()).isEqualTo(403);
    String log = "/fhir/AuditEvent?subtype=search&patient=" + Fhir.id(patient);
    assertThat(hub.partner("lv-privacy").get(log).body()).contains("search-messages");
  }

  @Test
  void onlyWhoMayGetsInAndTheRestIsToldWhy() {
    OrganisationCode code = partners.welfare();
    String admin = "/admin/organisations/" + code;
    Partner own = hub.partner("lv-admin");
    assertThat(get(own, admin).status()).isEqualTo(403);
    assertThat(get(own, "/admin/organisations/lv").body()).contains("\"kind\":\"municipality\"");
    assertThat(get(hub.partner("lv"), "/admin/circuits").status()).isEqualTo(403);
    assertThat(post(own, admin + "/replays", "{}").status()).isEqualTo(403);
    assertThat(post(own, "/admin/organisations/lv/accounts", "{\"role\": \"operator\"}").status())
        .isEqualTo(403);
    for (String wrong :
        List.of(
            "{\"kind\": \"pigeon\"}",
            "{\"kind\": \"webhook\"}",
            "{\"kind\": \"webhook\", \"address\": \"file:///etc/passwd\"}",
            "{\"kind\": \"webhook\", \"address\": \"http://a:b@localhost/\"}",
            "{\"kind\": \"mail\", \"address\": \"a@b.nl, c@d.nl\"}",
            "{\"kind\": \"mail\", \"address\": \"a@b.nl\\r\\nBcc: c@d.nl\"}",
            "{\"kind\": \"subscription\"}",
            "{\"kind\": \"queue\", \"address\": \"out.lv\"}",
            "{}")) {
      Answer answer = operator.put(admin + "/channel", wrong, "Content-Type", "application/json");
      assertThat(answer.status()).as(wrong).isEqualTo(422);
      assertThat(answer.body()).contains("\"detail\":", "\"detailEn\":", "\"code\":");
    }
    for (String wrong :
        List.of(
            "{\"name\": \"x\", \"kind\": \"welfare\", \"oin\": \"1\", \"agreementFrom\":"
                + " \"2026-01-01\"}",
            "{\"name\": \"x\", \"kind\": \"pub\", \"oin\": \"00000099000000123000\","
                + " \"agreementFrom\": \"2026-01-01\"}",
            "{\"name\": \"x\", \"kind\": \"welfare\", \"oin\": \"00000099000000123000\"}")) {
      assertThat(operator.put(admin, wrong, "Content-Type", "application/json").status())
          .as(wrong)
          .isEqualTo(422);
    }
    Answer broken = operator.put(admin, "{", "Content-Type", "application/json");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.body()).contains("\"code\":\"unreadable\"");
    String large = "{\"kind\": \"" + "x".repeat(30_000_000) + "\"}";
    assertThat(operator.put(admin + "/channel", large, "Content-Type", "application/json").status())
        .isEqualTo(413);
    String fine =
        "{\"name\": \"x\", \"kind\": \"welfare\", \"oin\": \"00000099000000123000\","
            + " \"agreementFrom\": \"2026-01-01\"}";
    assertThat(
            operator
                .put("/admin/organisations/lv-privacy", fine, "Content-Type", "application/json")
                .status())
        .isEqualTo(422);
  }

  @Test
  void anOperatorEntersTheFirstOrganisationBeforeAnybodyTakesPart() {
    Partner nobody = hub.partner("lv-operator");
    String[] operator = Minted.token(hub, "runs-the-hub", "operator", Duration.ZERO);
    assertThat(nobody.get("/admin/circuits", operator).status()).isEqualTo(200);
    assertThat(nobody.get("/fhir/Task", operator).status()).isEqualTo(403);
    String[] other = Minted.token(hub, "runs-the-hub", "organisation-admin", Duration.ZERO);
    assertThat(nobody.get("/admin/circuits", other).status()).isEqualTo(403);
  }

  private void theyAreGivenUp(OrganisationCode code) {
    hub.clock().advance(Duration.ofDays(4));
    await()
        .atMost(Hub.SOON)
        .until(() ->
            !get(operator, "/admin/messages?state=queued&partner=" + code)
                .body()
                .contains("submit"));
    hub.clock().reset();
  }

  private void awaitState(Sent sent, String state) {
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> assertThat(state(sent)).contains("\"" + state + "\""));
  }

  private String state(Sent sent) {
    return get(operator, "/admin/messages?referral=" + Fhir.id(sent.task())).body();
  }

  private static String timeline(Sent sent) {
    return "/admin/referrals/" + Fhir.id(sent.task()) + "/timeline";
  }

  private static Answer get(Partner partner, String path) {
    return partner.get(path, "Accept", "application/json, application/problem+json");
  }

  private static Answer post(Partner partner, String path, String body) {
    return partner.post(path, body, "Content-Type", "application/json", "Accept", "*/*");
  }
}
