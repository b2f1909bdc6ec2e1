package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import nl.eenplan.Partner.Answer;
import nl.eenplan.directory.HsdsReader;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An organisation sends its part of the directory as an Open Referral document, all or nothing. */
@HubTest
class ACatalogueComesFromOpenReferralTest {

  private static final String DOCUMENT =
      """
      {"id": "org-1", "name": "Schuldhulpverlening", "services": [
        {"id": "s-1",
         "name": "Hulp bij schulden",
         "alternate_name": "Help with debts",
         "status": "active",
         "wait_time": "P4W",
         "service_areas": [{"id": "a-1", "name": "Wassenaar"}],
         "capacities": [{"id": "c-1", "available": 3, "maximum": 12}],
         "schedules": [{"id": "d-1", "byday": "MO"}],
         "attributes": [
           {"id": "t-1", "taxonomy_term": {"id": "x", "name": "Schuldhulp", "code": "debt-help",
             "taxonomy": "https://eenplan.example/fhir/CodeSystem/purpose"}},
           {"id": "t-2", "value": "P14D", "taxonomy_term": {"id": "y", "name": "Eerste contact", "code": "first-contact",
             "taxonomy": "https://eenplan.example/fhir/StructureDefinition/service-times"}}]}]}
      """;

  private final Partner atDebtHelp;
  private final Fhir debtHelp;
  private final HealthcareService asItWas;

  ACatalogueComesFromOpenReferralTest(Hub hub) {
    this.atDebtHelp = hub.partner("schuldhulp");
    this.debtHelp = new Fhir(atDebtHelp);
    this.asItWas = read();
  }

  @AfterEach
  void putBack() {
    debtHelp.tryPut(asItWas);
  }

  /** A megabyte of them would take the whole memory, if each had its place written out. */
  @Test
  void aLongNameAndManyNumbersTakeNoMoreMemoryThanTheyAre() {
    String document =
        "{\"%s\": [%s], \"services\": [{\"name\": \"Sport\"}]}"
            .formatted("k".repeat(10_000), "1,".repeat(5_000) + "1");
    var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    HsdsReader.of(document);
    long before = memory.getCurrentThreadAllocatedBytes();
    assertThat(HsdsReader.of(document).services()).hasSize(1);
    assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
  }

  @Test
  void whatHasAPlaceIsTakenAndWhatHasNoneIsNamed() {
    Answer answer = send(DOCUMENT);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("line 9, /services/0/schedules", "Services taken: 1");

    HealthcareService taken = read();
    assertThat(taken.getName()).isEqualTo("Hulp bij schulden");
    assertThat(taken.getComment()).isEqualTo("Help with debts");
    assertThat(taken.getCoverageAreaFirstRep().getDisplay()).isEqualTo("Wassenaar");
    var times =
        taken.getExtensionByUrl("https://eenplan.example/fhir/StructureDefinition/service-times");
    assertThat(times.getExtensionString("first-contact")).isEqualTo("P14D");
    assertThat(times.getExtensionString("waiting-time")).isEqualTo("P28D");
  }

  @Test
  void whatIsWrongIsToldWithItsLineAndNothingIsTaken() {
    String second =
        """
        , {"name": "", "wait_time": "een maand",
           "attributes": [{"taxonomy_term": {"code": "debt-help",
             "taxonomy": "https://eenplan.example/fhir/CodeSystem/purpose"}}]}]}
        """;
    Answer answer = send(DOCUMENT.strip().replaceAll("]}$", "") + second);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    OperationOutcome outcome = Fhir.parse(OperationOutcome.class, answer);
    assertThat(outcome.getIssue())
        .extracting(issue -> issue.getExpression().getFirst().getValue())
        .containsExactlyInAnyOrder("/services/1/name", "/services/1/wait_time");
    assertThat(answer.body()).contains("line 14").doesNotContain("een maand");
    assertThat(read().getName()).isEqualTo(asItWas.getName());
  }

  @Test
  void whatIsNoSuchDocumentIsRefused() {
    assertThat(Fhir.code(send("{\"services\": []}"))).isEqualTo("missing");
    assertThat(send("{\"services\": [").status()).isEqualTo(400);
  }

  private Answer send(String document) {
    return atDebtHelp.post("/fhir/$import-hsds", document, "Content-Type", "application/json");
  }

  private HealthcareService read() {
    return debtHelp.read(HealthcareService.class, "HealthcareService/schuldhulp-debt-help");
  }
}
