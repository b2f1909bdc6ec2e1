package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Partner.Answer;
import nl.eenplan.organisation.WorkingDays;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The directory (sociale kaart): an organisation writes its own part of it, and referrals keep to
 * it.
 */
@HubTest
class ACatalogueSaysWhatIsOnOfferTest {

  private static final String TIMES = Said.BASE + "/StructureDefinition/service-times";
  private static final String PLACES = Said.BASE + "/StructureDefinition/service-places";

  private final Hub hub;
  private final Fhir consultant;
  private final Fhir debtHelp;
  private final Fhir memphys;
  private final List<HealthcareService> asItWas;

  ACatalogueSaysWhatIsOnOfferTest(Hub hub) {
    this.hub = hub;
    this.consultant = new Fhir(hub.partner("lv"));
    this.debtHelp = new Fhir(hub.partner("schuldhulp"));
    this.memphys = new Fhir(hub.partner("memphys"));
    this.asItWas =
        List.of(
            consultant.read(HealthcareService.class, "HealthcareService/schuldhulp-debt-help"),
            consultant.read(
                HealthcareService.class, "HealthcareService/memphys-ambulatory-support"));
  }

  @AfterEach
  void putBack() {
    put(debtHelp, asItWas.getFirst());
    put(memphys, asItWas.getLast());
  }

  @Test
  void anOrganisationWritesItsOwnServiceAndEverybodyReadsItAtOnce() {
    HealthcareService service = service("schuldhulp", "debt-help", "Hulp bij schulden");
    service.addCoverageArea().setDisplay("Leidschendam-Voorburg");
    service.addCoverageArea().setDisplay("Wassenaar");
    times(service, "first-contact", "P28D");
    times(service, "waiting-time", "P6W");
    assertThat(put(debtHelp, service).status()).isEqualTo(200);

    HealthcareService seen =
        consultant.read(HealthcareService.class, "HealthcareService/schuldhulp-debt-help");
    assertThat(seen.getName()).isEqualTo("Hulp bij schulden");
    assertThat(seen.getCoverageArea())
        .extracting(area -> area.getDisplay())
        .containsExactly("Leidschendam-Voorburg", "Wassenaar");
    assertThat(seen.getExtensionByUrl(TIMES).getExtensionString("waiting-time")).isEqualTo("P42D");
    assertThat(found("service-type=debt-help&municipality=Wassenaar")).hasSize(1);
    assertThat(found("service-type=debt-help&municipality=Voorschoten")).isEmpty();
    assertThat(found("organization=Organization/schuldhulp&active=true")).hasSize(1);
  }

  @Test
  void nobodyWritesAnotherOnesService() {
    HealthcareService service = service("schuldhulp", "debt-help", "Gekaapt");
    assertThat(put(memphys, service).status()).isEqualTo(403);
    service.setProvidedBy(null);
    Answer wrongId = put(memphys, service);
    assertThat(Fhir.code(wrongId)).isEqualTo("invalid");
    Answer officer =
        hub.partner("schuldhulp-privacy")
            .put("/fhir/HealthcareService/schuldhulp-debt-help", Fhir.json(service));
    assertThat(officer.status()).isEqualTo(403);
  }

  @Test
  void whatIsWrongIsNamed() {
    HealthcareService service = service("schuldhulp", "debt-help", "Hulp bij schulden");
    times(service, "first-contact", "P-3D");
    times(service, "track", "soon");
    service.addExtension().setUrl(PLACES).addExtension("capacity", new IntegerType(-1));
    Answer refused = put(debtHelp, service);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("first-contact, track, capacity");
  }

  @Test
  void whatNobodyOffersOrNotHereIsRefusedWithTheWayOut() {
    assertRefused("voorschoten-voor-elkaar", "participation", "municipality-not-served");
    assertRefused("noa", "examination", "service-not-offered");
  }

  @Test
  void aFullServiceIsSaidAndRefusesOnlyWhenItSaysSo() {
    HealthcareService service = service("memphys", "ambulatory-support", "Begeleiding thuis");
    Extension places = service.addExtension().setUrl(PLACES);
    places.addExtension("capacity", new IntegerType(0));
    assertThat(put(memphys, service).status()).isEqualTo(200);
    Bundle request = request("memphys", "ambulatory-support");
    assertThat(consultant.preview(request).body()).contains("\"full\"");
    Answer sent = consultant.trySend(request);
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    assertThat(sent.body()).contains("\"full\"", "Alle plaatsen zijn bezet");

    places.addExtension("full-refuses", new org.hl7.fhir.r4.model.BooleanType(true));
    assertThat(put(memphys, service).status()).isEqualTo(200);
    assertThat(Fhir.code(consultant.trySend(request("memphys", "ambulatory-support"))))
        .isEqualTo("service-full");
  }

  @Test
  void aBoughtPlaceThatIsTakenIsCountedUntilItIsFree() {
    int before = inUse();
    Fhir binnenbaan = new Fhir(hub.partner("binnenbaan"));
    String task = consultant.send(request("binnenbaan", "sheltered-work")).getLast();
    assertThat(inUse()).as("not accepted yet").isEqualTo(before);
    binnenbaan.update(binnenbaan.read(Task.class, task).setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(inUse()).isEqualTo(before + 1);

    Task hold = binnenbaan.read(Task.class, task).setStatus(Task.TaskStatus.ONHOLD);
    hold.setStatusReason(Said.coded(Said.REASON, "unavailable"));
    binnenbaan.update(hold);
    assertThat(inUse()).as("held for him").isEqualTo(before + 1);
    binnenbaan.update(Said.outcome(binnenbaan.read(Task.class, task), "no-possibility"));
    assertThat(inUse()).isEqualTo(before);
  }

  @Test
  void aTermInWorkingDaysPassesOverTheWeekend() {
    HealthcareService service = service("memphys", "ambulatory-support", "Begeleiding thuis");
    times(service, "first-contact", "P5D");
    service
        .getExtensionByUrl(TIMES)
        .addExtension("working-days", new org.hl7.fhir.r4.model.BooleanType(true));
    put(memphys, service);
    String task = consultant.send(request("memphys", "ambulatory-support")).getLast();
    Task sent = consultant.read(Task.class, task);
    assertThat(sent.getRestriction().getPeriod().getEnd().toInstant())
        .isEqualTo(WorkingDays.endOf(5, sent.getAuthoredOn().toInstant()));
  }

  private int inUse() {
    return Integer.parseInt(
        consultant
            .read(HealthcareService.class, "HealthcareService/binnenbaan-sheltered-work")
            .getExtensionByUrl(PLACES)
            .getExtensionByUrl("in-use")
            .getValue()
            .primitiveValue());
  }

  private List<HealthcareService> found(String query) {
    return consultant.search(HealthcareService.class, query);
  }

  private void assertRefused(String target, String purpose, String code) {
    Answer refused = consultant.trySend(request(target, purpose));
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(Fhir.code(refused)).isEqualTo(code);
    assertThat(refused.body()).contains("/fhir/HealthcareService?");
  }

  private static Bundle request(String target, String purpose) {
    ServiceRequest order = Said.order(urn(1), purpose, "Een vraag");
    Task task = Said.task(urn(1), urn(3), target);
    return Fhir.transaction(
        Said.patient(Client.mieke()), Said.consent(urn(1), purpose, List.of(target)), order, task);
  }

  private static Answer put(Fhir by, HealthcareService service) {
    return by.tryPut(service);
  }

  private static void times(HealthcareService service, String name, String period) {
    Extension times = service.getExtensionByUrl(TIMES);
    if (times == null) {
      times = service.addExtension().setUrl(TIMES);
    }
    times.addExtension(name, new StringType(period));
  }

  private static HealthcareService service(String organisation, String purpose, String name) {
    HealthcareService service = new HealthcareService();
    service.setId(organisation + "-" + purpose);
    service.setProvidedBy(Said.organisation(organisation));
    service.addType(Said.coded(Said.PURPOSE, purpose));
    service.setName(name);
    return service;
  }
}
