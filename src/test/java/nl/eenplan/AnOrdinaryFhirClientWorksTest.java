package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** HAPI's generic client, as a partner would use it, knows nothing of Eenplan but FHIR. */
@HubTest
class AnOrdinaryFhirClientWorksTest {

  private static final String QUESTION = "Wil weer onder de mensen komen";

  private final Hub hub;
  private final IGenericClient lv;
  private final IGenericClient woej;
  private final Client mieke = Client.mieke();

  AnOrdinaryFhirClientWorksTest(Hub hub) {
    this.hub = hub;
    this.lv = client("lv");
    this.woej = client("st-woej");
  }

  @Test
  void withFourSeparateCreates() {
    String patient = create(lv, Said.patient(mieke));
    create(lv, Said.consent(patient, "participation", List.of("st-woej")));
    String order = create(lv, Said.order(patient, "participation", QUESTION));
    String task = create(lv, Said.task(patient, order, "st-woej"));
    theLoopCloses(task);
  }

  @Test
  void withOneTransaction() {
    Bundle answer =
        lv.transaction()
            .withBundle(
                Fhir.transaction(
                    Said.patient(mieke),
                    Said.consent(urn(1), "participation", List.of("st-woej")),
                    Said.order(urn(1), "participation", QUESTION),
                    Said.task(urn(1), urn(3), "st-woej")))
            .execute();
    assertThat(answer.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
    assertThat(answer.getEntry())
        .extracting(entry -> entry.getResponse().getStatus())
        .containsOnly("201 Created");
    theLoopCloses(
        new IdType(answer.getEntry().get(3).getResponse().getLocation())
            .toUnqualifiedVersionless()
            .getValue());
  }

  private void theLoopCloses(String number) {
    Task task = inbox(number);
    ServiceRequest order =
        woej.read()
            .resource(ServiceRequest.class)
            .withUrl(task.getFocus().getReference())
            .execute();
    assertThat(order.getCode().getText()).isEqualTo(QUESTION);
    Patient patient =
        woej.read().resource(Patient.class).withUrl(task.getFor().getReference()).execute();
    assertThat(patient.getNameFirstRep().getFamily()).isEqualTo(mieke.family());
    assertThat(patient.getTelecomFirstRep().getValue()).isEqualTo(mieke.phone());

    Task accepted = update(woej, task.setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(accepted.getMeta().getVersionId()).isEqualTo("2");
    Task contacted = update(woej, accepted.setStatus(Task.TaskStatus.INPROGRESS));
    update(woej, Said.ladderStep(Said.outcome(contacted, "participates"), 2));

    Task seen = lv.read().resource(Task.class).withUrl(number).execute();
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertThat(Said.outputs(seen, "outcome")).containsExactly("participates");
    assertThat(Said.outputs(seen, "ladder-step")).containsExactly("2");
  }

  @Test
  void anOpenReferralIsForWhoClaimsItFirst() {
    IGenericClient wassenaar = client("allesvoorelkaar");
    String patient = create(lv, Said.patient(mieke));
    create(lv, Said.consent(patient, "voluntary-work", List.of("st-woej", "allesvoorelkaar")));
    ServiceRequest asked = Said.order(patient, "voluntary-work", QUESTION);
    asked.addPerformer(Said.organisation("st-woej"));
    asked.addPerformer(Said.organisation("allesvoorelkaar"));
    String number = create(lv, Said.openTask(patient, create(lv, asked)));

    Task atWoej = unclaimed(woej, number);
    Task atWassenaar = unclaimed(wassenaar, number);
    assertThat(atWoej.hasOwner()).isFalse();
    Task claimed = update(woej, atWoej.setOwner(Said.organisation("st-woej")));
    assertThat(claimed.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
    assertThat(claimed.getOwner().getReference()).isEqualTo("Organization/st-woej");

    atWassenaar.setOwner(Said.organisation("allesvoorelkaar"));
    assertThatThrownBy(() -> update(wassenaar, atWassenaar))
        .isInstanceOfAny(PreconditionFailedException.class, ResourceVersionConflictException.class);
    assertThat(search(wassenaar, "Task?_id=" + new IdType(number).getIdPart())).isEmpty();
    assertThat(status(() -> wassenaar.read().resource(Task.class).withUrl(number).execute()))
        .isEqualTo(404);
    assertThat(status(() -> wassenaar.read().resource(Patient.class).withUrl(patient).execute()))
        .isEqualTo(404);
    assertThat(lv.read().resource(Task.class).withUrl(number).execute().getOwner().getReference())
        .isEqualTo("Organization/st-woej");
    update(woej, claimed.setStatus(Task.TaskStatus.ACCEPTED));
  }

  @Test
  void whoReadsAnOldVersionMayNotWriteOverANewOne() {
    String patient = create(lv, Said.patient(mieke));
    create(lv, Said.consent(patient, "participation", List.of("st-woej")));
    String order = create(lv, Said.order(patient, "participation", QUESTION));
    Task old = inbox(create(lv, Said.task(patient, order, "st-woej")));
    Task accepted = old.copy();
    update(woej, accepted.setStatus(Task.TaskStatus.ACCEPTED));

    assertThatThrownBy(() -> update(woej, old.setStatus(Task.TaskStatus.ACCEPTED)))
        .isInstanceOf(PreconditionFailedException.class);
  }

  private Task inbox(String number) {
    return search(woej, "Task?owner=Organization/st-woej&status=requested&_count=100").stream()
        .map(Task.class::cast)
        .filter(task -> Fhir.place(task).equals(number))
        .findFirst()
        .orElseThrow();
  }

  private static Task unclaimed(IGenericClient client, String number) {
    return search(client, "Task?owner:missing=true&_count=100").stream()
        .map(Task.class::cast)
        .filter(task -> Fhir.place(task).equals(number))
        .findFirst()
        .orElseThrow();
  }

  private static List<Resource> search(IGenericClient client, String url) {
    return client.search().byUrl(url).returnBundle(Bundle.class).execute().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .toList();
  }

  private static String create(IGenericClient client, Resource resource) {
    return client
        .create()
        .resource(resource)
        .execute()
        .getId()
        .toUnqualifiedVersionless()
        .getValue();
  }

  private static Task update(IGenericClient client, Task task) {
    return (Task) client.update().resource(task).execute().getResource();
  }

  private static int status(Runnable request) {
    try {
      request.run();
      return 200;
    } catch (BaseServerResponseException e) {
      return e.getStatusCode();
    }
  }

  private IGenericClient client(String account) {
    IGenericClient client = Fhir.R4.newRestfulGenericClient(hub.url() + "/fhir");
    client.registerInterceptor(new BearerTokenAuthInterceptor(hub.partner(account).token()));
    return client;
  }
}
