package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a client was at a meeting is an answer of the list, and read in anybody's language. */
@HubTest
class WhoCameIsACodeTest {

  private static final String CENTRALE = "vrijwilligerscentrale-wassenaar";

  private final Hub hub;
  private final Partner atWassenaar;
  private final Fhir wassenaar;
  private final Map<String, String> form = new TreeMap<>();
  private Form centrale;
  private String meeting = "";
  private String task = "";

  WhoCameIsACodeTest(Hub hub) {
    this.hub = hub;
    this.atWassenaar = hub.partner("wassenaar");
    this.wassenaar = new Fhir(atWassenaar);
  }

  @BeforeEach
  void refer() {
    Patient patient = Said.patient(Client.named("Lida", "Zeewind", "1961-02-03"));
    patient.getAddressFirstRep().setCity("Wassenaar");
    String client = wassenaar.create(patient);
    wassenaar.create(Said.consent(client, "participation", List.of(CENTRALE)));
    Parameters group = new Parameters();
    group.addParameter().setName("target").setValue(Said.organisation(CENTRALE));
    group.addParameter().setName("purpose").setValue(new CodeType("participation"));
    group.addParameter().setName("question").setValue(new StringType("Komt kennismaken"));
    group.addParameter().setName("start").setValue(new DateTimeType("2027-03-04T10:00:00+01:00"));
    group.addParameter().setName("place").setValue(new StringType("Dorpshuis"));
    group.addParameter().setName("client").setValue(new Reference(client));
    Parameters answer =
        Fhir.parse(Parameters.class, atWassenaar.post("/fhir/Task/$refer-group", Fhir.json(group)));
    String id = ((Identifier) answer.getParameter("group").getValue()).getValue();
    task = Fhir.id(wassenaar.search(Task.class, "group-identifier=" + id).getFirst().getId());
    meeting = "/groups/" + id;
    centrale = Form.of(hub, CENTRALE + "-medewerker");
    form.put("once", UUID.randomUUID().toString());
    form.put("version-" + task, "1");
  }

  @Test
  void eachReaderReadsItInTheOwnLanguage() {
    form.put("came-" + task, "absent");
    assertThat(centrale.post(meeting + "/attendance", form).body()).contains("Gelukt");

    Task seen = wassenaar.read(Task.class, "Task/" + task);
    assertThat(Said.outputs(seen, "attendance")).containsExactly("absent");
    Form consultant = Form.of(hub, "wassenaar-medewerker");
    assertThat(consultant.open("/referrals/" + task).body()).contains("Was er niet");
    consultant.browser().inLanguage("en");
    assertThat(consultant.open("/referrals/" + task).body())
        .contains("Did not come")
        .doesNotContain("Was er niet");
  }

  @Test
  void anotherAnswerIsNone() {
    form.put("came-" + task, "maybe");
    Browser.Page wrong = centrale.post(meeting + "/attendance", form);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("Zeewind", "came-" + task);
    assertThat(wassenaar.read(Task.class, "Task/" + task).getStatus())
        .isEqualTo(Task.TaskStatus.REQUESTED);
  }

  @Test
  void otherAnswersInAFormThatWasSent() {
    form.put("came-" + task, "present");
    centrale.post(meeting + "/attendance", form);
    form.put("came-" + task, "absent");
    Browser.Page other = centrale.post(meeting + "/attendance", form);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body()).contains("al verstuurd, met andere woorden", "Zeewind");
  }
}
