package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.client.interceptor.SimpleRequestHeaderInterceptor;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.eenplan.production.Http;
import nl.eenplan.production.HubInstance;
import nl.eenplan.production.Production;
import nl.eenplan.production.ProductionTest;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/**
 * Case 01 once more, as it goes in earnest: the systems of the municipality and of St. WOEJ get
 * their tokens of Keycloak, the notice goes over a broker of its own, and each step is done at
 * another hub than the one before.
 */
@ProductionTest
class TwoHubsAndKeycloakCarryAReferralStoryTest {

  private final Production production;
  private final Client mieke = Client.mieke();
  private final String lvToken;
  private final String woejToken;

  TwoHubsAndKeycloakCarryAReferralStoryTest(Production production) {
    this.production = production;
    this.lvToken = production.lv().take();
    this.woejToken = production.woej().take();
  }

  @Test
  void whatOneHubTakesInTheOtherKnows() throws Exception {
    HubInstance one = production.one();
    HubInstance other = production.other();
    String task = refer(client(one, lvToken));

    assertThat(notice(task)).contains("nl.eenplan.referral.submit").doesNotContain("Mieke");

    IGenericClient woej = client(other, woejToken);
    Task received = woej.read().resource(Task.class).withId(task).execute();
    Patient patient =
        woej.read().resource(Patient.class).withUrl(received.getFor().getReference()).execute();
    assertThat(patient.getNameFirstRep().getFamily()).isEqualTo(mieke.family());
    assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo(mieke.birthYear());
    assertThat(patient.getIdentifier()).isEmpty();

    move(woej, received, Task.TaskStatus.ACCEPTED);
    assertThat(status(one, task)).isEqualTo(Task.TaskStatus.ACCEPTED);
    IGenericClient atOne = client(one, woejToken);
    move(
        atOne,
        atOne.read().resource(Task.class).withId(task).execute(),
        Task.TaskStatus.INPROGRESS);
    assertThat(status(other, task)).isEqualTo(Task.TaskStatus.INPROGRESS);
    Task last = woej.read().resource(Task.class).withId(task).execute();
    move(woej, Said.outcome(last, "participates"), Task.TaskStatus.COMPLETED);
    assertThat(status(one, task)).isEqualTo(Task.TaskStatus.COMPLETED);

    nothingOfHerIsWhereItShouldNotBe(task);
  }

  /** The logs, and what the monitoring shows, which is on a port of its own only. */
  private void nothingOfHerIsWhereItShouldNotBe(String task) throws Exception {
    for (HubInstance hub : List.of(production.one(), production.other())) {
      HttpResponse<String> metrics =
          Http.get(URI.create(hub.management() + "/actuator/prometheus"));
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body()).contains(shownOnTheDashboard()).doesNotContain(task);
      for (String shown : List.of(metrics.body(), hub.log())) {
        assertThat(shown)
            .doesNotContain(mieke.bsn(), mieke.family(), mieke.phone(), mieke.street())
            .doesNotContain(lvToken, woejToken);
      }
      assertThat(Http.get(URI.create(hub.url() + "/actuator/prometheus")).statusCode())
          .isIn(401, 404);
      for (String path : List.of("/fhir/metadata", "/", "/actuator/env")) {
        assertThat(Http.get(URI.create(hub.management() + path)).statusCode()).isEqualTo(403);
      }
    }
  }

  /** The names of the metrics. */
  private static String[] shownOnTheDashboard() throws IOException {
    String dashboard = Files.readString(Path.of("docker/grafana/dashboards/hubs.json"));
    String[] names =
        Pattern.compile("\\b(?:tomcat|hikaricp|jvm|process)_[a-z_]+")
            .matcher(dashboard)
            .results()
            .map(MatchResult::group)
            .distinct()
            .toArray(String[]::new);
    assertThat(names).hasSizeGreaterThan(6);
    return names;
  }

  private String refer(IGenericClient lv) {
    Bundle answer =
        lv.transaction()
            .withBundle(
                Fhir.transaction(
                    Said.patient(mieke),
                    Said.consent(urn(1), "participation", List.of("st-woej")),
                    Said.order(urn(1), "participation", "Wil weer onder de mensen komen"),
                    Said.task(urn(1), urn(3), "st-woej")))
            .execute();
    return Fhir.id(answer.getEntry().get(3).getResponse().getLocation());
  }

  /** The first about this referral; those of other tests stand before it. */
  private String notice(String task) throws Exception {
    ActiveMQConnectionFactory broker =
        new ActiveMQConnectionFactory(
            "st-woej", production.woejSecret(), production.broker().toString());
    broker.setWatchTopicAdvisories(false);
    try (Connection connection = broker.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer queue = session.createConsumer(session.createQueue("out.st-woej"))) {
      connection.start();
      String notice;
      do {
        notice = ((TextMessage) queue.receive(20_000)).getText();
      } while (!notice.contains(task));
      return notice;
    }
  }

  private Task.TaskStatus status(HubInstance hub, String task) {
    return client(hub, lvToken).read().resource(Task.class).withId(task).execute().getStatus();
  }

  private static void move(IGenericClient who, Task task, Task.TaskStatus to) {
    task.setStatus(to);
    who.registerInterceptor(
        new SimpleRequestHeaderInterceptor(
            "If-Match", "W/\"" + task.getIdElement().getVersionIdPart() + "\""));
    who.update().resource(task).execute();
  }

  private static IGenericClient client(HubInstance hub, String token) {
    Fhir.R4.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
    IGenericClient client = Fhir.R4.newRestfulGenericClient(hub.url() + "/fhir");
    client.registerInterceptor(new BearerTokenAuthInterceptor(token));
    return client;
  }
}
