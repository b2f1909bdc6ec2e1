package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import java.util.stream.IntStream;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.organisation.OrganisationCode;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A partner that speaks FHIR is told by a Subscription (R5 backport), with HAPI's own client. */
@HubTest
class ASubscriptionTellsAndCountsTest {

  private static final String BACKPORT =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";

  private final Hub hub;
  private final NewPartner partners;
  private final Receiver receiver = new Receiver();

  ASubscriptionTellsAndCountsTest(Hub hub, NewPartner partners) {
    this.hub = hub;
    this.partners = partners;
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void fromHandshakeToCatchingUp() {
    OrganisationCode code = partners.welfare();
    IGenericClient client = client(code);
    IdType id = create(client, "id-only", 5);
    await().atMost(Hub.SOON).until(() -> status(client, id) == SubscriptionStatus.ACTIVE);
    assertThat(types()).containsExactly("handshake");
    assertThat(
            hub.partner("lv-operator").get("/admin/organisations/" + code, "Accept", "*/*").body())
        .contains("\"kind\":\"subscription\"");

    List<Sent> sent =
        IntStream.range(0, 3).mapToObj(i -> partners.refer(code, Client.mieke())).toList();
    await().atMost(Hub.SOON).until(() -> numbers(events()).equals(List.of("1", "2", "3")));
    Bundle first = events().getFirst();
    assertThat(first.getType()).isEqualTo(Bundle.BundleType.HISTORY);
    assertThat(first.getMeta().getProfile().getFirst().getValue())
        .isEqualTo(BACKPORT + "backport-subscription-notification-r4");
    assertThat(first.getEntry()).hasSize(1);
    assertThat(value(parameters(first), "topic"))
        .isEqualTo("https://eenplan.example/fhir/SubscriptionTopic/notices");
    assertThat(value(parameters(first), "events-since-subscription-start")).isEqualTo("1");
    assertThat(focus(first)).endsWith(sent.getFirst().task());
    assertThat(receiver.posts().getLast().headers().get("content-type"))
        .startsWith("application/fhir+json");

    // It was away for a while, and asks what it missed.
    receiver.answer(503);
    Sent missed = partners.refer(code, Client.mieke());
    await().atMost(Hub.SOON).until(() -> numbers(events()).contains("4"));
    withdraw(missed);
    receiver.answer(200);
    await().atMost(Hub.SOON).until(() -> numbers(events()).contains("5"));
    Bundle past =
        client
            .operation()
            .onInstance(id)
            .named("$events")
            .withSearchParameter(
                Parameters.class, "eventsSinceNumber", new ca.uhn.fhir.rest.param.StringParam("2"))
            .useHttpGet()
            .returnResourceType(Bundle.class)
            .execute();
    List<ParametersParameterComponent> told =
        parameters(past).getParameter().stream()
            .filter(parameter -> parameter.getName().equals("notification-event"))
            .toList();
    assertThat(told).hasSize(4);
    assertThat(told.stream().map(event -> part(event, "event-number")))
        .containsExactly("2", "3", "4", "5");
    assertThat(told.get(2).getPart().stream().map(ParametersParameterComponent::getName))
        .as("taken back: its number stays, and nothing else")
        .doesNotContain("focus");

    Bundle status =
        client
            .operation()
            .onInstance(id)
            .named("$status")
            .withNoParameters(Parameters.class)
            .useHttpGet()
            .returnResourceType(Bundle.class)
            .execute();
    assertThat(value(parameters(status), "events-since-subscription-start")).isEqualTo("5");
    assertThat(value(parameters(status), "status")).isEqualTo("active");

    await().atMost(Hub.SOON).until(() -> types().contains("heartbeat"));
    assertThatThrownBy(() -> create(client, "id-only", 5))
        .isInstanceOf(BaseServerResponseException.class)
        .hasMessageContaining("409");
    client.delete().resourceById(id).execute();
    assertThat(status(client, id)).isEqualTo(SubscriptionStatus.OFF);
    assertThat(
            hub.partner("lv-operator").get("/admin/organisations/" + code, "Accept", "*/*").body())
        .contains("\"kind\":\"queue\"");
    assertThatThrownBy(() -> status(client(new OrganisationCode("jobstap")), id))
        .hasMessageContaining("404");
  }

  @Test
  void theWholeResourceOnlyByAgreementAndThroughTheGateAtEachTry() {
    OrganisationCode code = partners.welfare();
    IGenericClient client = client(code);
    assertThatThrownBy(() -> create(client, "full-resource", 600)).hasMessageContaining("403");
    Partner operator = hub.partner("lv-operator");
    operator.put(
        "/admin/organisations/" + code + "/channel",
        "{\"kind\": \"queue\", \"fullText\": true}",
        "Content-Type",
        "application/json");
    IdType id = create(client, "full-resource", 600);
    await().atMost(Hub.SOON).until(() -> status(client, id) == SubscriptionStatus.ACTIVE);

    Client named = Client.named("Volledig", "Uitgeschreven", "1969-09-09");
    partners.referWithCanaries(code, named);
    await().atMost(Hub.SOON).until(() -> numbers(events()).contains("1"));
    String body = receiver.posts().getLast().body();
    assertThat(body)
        .contains("\"resourceType\":\"Task\"", "\"resourceType\":\"Patient\"", named.family())
        .doesNotContain(named.bsn(), named.birthDate())
        .doesNotContainIgnoringCase("kanarie");

    receiver.answer(503);
    Sent second = partners.refer(code, named);
    await().atMost(Hub.SOON).until(() -> numbers(events()).contains("2"));
    withdraw(second);
    int before = receiver.posts().size();
    receiver.answer(200);
    await()
        .atMost(Hub.SOON)
        .until(() ->
            receiver.posts().stream()
                .skip(before)
                .anyMatch(p -> p.body().contains("event-notification")));
    assertThat(receiver.posts().stream().skip(before + 1).map(Receiver.Post::body))
        .noneMatch(later -> later.contains(named.family()) || later.contains("Patient/"));
  }

  @Test
  void anEndpointThatDoesNotAnswerIsNoChannel() {
    receiver.answer(404);
    OrganisationCode code = partners.welfare();
    IGenericClient client = client(code);
    IdType id = create(client, "empty", 600);
    await().atMost(Hub.SOON).until(() -> status(client, id) == SubscriptionStatus.ERROR);
    assertThat(client.read().resource(Subscription.class).withId(id).execute().getError())
        .isEqualTo("http-404");
    client.delete().resourceById(id).execute();
    for (Subscription wrong :
        List.of(
            said("id-only", 5).setCriteria("Task?status=requested"),
            said("everything", 5),
            said("id-only", 1),
            said("id-only", 5).setStatus(SubscriptionStatus.ACTIVE))) {
      assertThatThrownBy(() -> client.create().resource(wrong).execute())
          .isInstanceOf(BaseServerResponseException.class)
          .hasMessageContaining("422");
    }
  }

  private void withdraw(Sent sent) {
    Fhir lv = new Fhir(hub.partner("lv"));
    lv.update(lv.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE));
  }

  private IGenericClient client(OrganisationCode code) {
    Fhir.R4.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
    IGenericClient client = Fhir.R4.newRestfulGenericClient(hub.url() + "/fhir");
    client.registerInterceptor(new BearerTokenAuthInterceptor(hub.partner(code.value()).token()));
    return client;
  }

  private IdType create(IGenericClient client, String content, int heartbeat) {
    return (IdType)
        client.create().resource(said(content, heartbeat)).execute().getId().toVersionless();
  }

  private Subscription said(String content, int heartbeat) {
    Subscription said = new Subscription();
    said.setStatus(SubscriptionStatus.REQUESTED);
    said.setReason("Om te horen dat er iets is");
    said.setCriteria("https://eenplan.example/fhir/SubscriptionTopic/notices");
    said.getChannel()
        .setType(SubscriptionChannelType.RESTHOOK)
        .setEndpoint(receiver.url())
        .setPayload("application/fhir+json");
    said.getChannel()
        .getPayloadElement()
        .addExtension(BACKPORT + "backport-payload-content", new CodeType(content));
    said.getChannel()
        .addExtension(BACKPORT + "backport-heartbeat-period", new UnsignedIntType(heartbeat));
    return said;
  }

  private static SubscriptionStatus status(IGenericClient client, IdType id) {
    return client.read().resource(Subscription.class).withId(id).execute().getStatus();
  }

  private List<Bundle> all() {
    return receiver.posts().stream()
        .map(post -> Fhir.R4.newJsonParser().parseResource(Bundle.class, post.body()))
        .toList();
  }

  private List<String> types() {
    return all().stream().map(bundle -> value(parameters(bundle), "type")).toList();
  }

  private List<Bundle> events() {
    return all().stream()
        .filter(bundle -> value(parameters(bundle), "type").equals("event-notification"))
        .toList();
  }

  /** Of each event that came, once. */
  private static List<String> numbers(List<Bundle> events) {
    return events.stream().map(event -> part(told(event), "event-number")).distinct().toList();
  }

  private static ParametersParameterComponent told(Bundle event) {
    return parameters(event).getParameter("notification-event");
  }

  private static String focus(Bundle event) {
    return told(event).getPart().stream()
        .filter(part -> part.getName().equals("focus"))
        .map(part -> ((Reference) part.getValue()).getReference())
        .findFirst()
        .orElse("");
  }

  private static Parameters parameters(Bundle bundle) {
    return (Parameters) bundle.getEntryFirstRep().getResource();
  }

  private static String value(Parameters parameters, String name) {
    return ((PrimitiveType<?>) parameters.getParameter(name).getValue()).getValueAsString();
  }

  private static String part(ParametersParameterComponent event, String name) {
    return event.getPart().stream()
        .filter(part -> part.getName().equals(name))
        .map(part -> ((PrimitiveType<?>) part.getValue()).getValueAsString())
        .findFirst()
        .orElse("");
  }
}
