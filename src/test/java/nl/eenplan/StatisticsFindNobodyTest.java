package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Steps and outcomes are counted by organisation, service, municipality and month. Fewer than five
 * are not told, and nothing in what is counted leads to anybody.
 */
@HubTest
class StatisticsFindNobodyTest {

  private final Partner atWassenaar;
  private final Partner atCentre;
  private final Fhir wassenaar;
  private final Fhir centre;
  private final JdbcClient database;

  StatisticsFindNobodyTest(Hub hub, JdbcClient database) {
    this.atWassenaar = hub.partner("wassenaar");
    this.atCentre = hub.partner("vrijwilligerscentrale-wassenaar");
    this.wassenaar = new Fhir(atWassenaar);
    this.centre = new Fhir(atCentre);
    this.database = database;
  }

  @Test
  void fewerThanFiveAreNotToldAndWhatWasUndoneIsNotCounted() {
    for (int i = 0; i < 4; i++) {
      sheBecomesAVolunteer();
    }
    String outcome = "voluntary-work Wassenaar result voluntary-work";
    String some = "voluntary-work Wassenaar result ";
    await().atMost(Hub.SOON).until(() -> figures(atWassenaar, "sent").containsKey(some));
    assertThat(figures(atWassenaar, "sent"))
        .as("which outcome it was would say what became of them")
        .containsEntry(some, "suppressed")
        .doesNotContainKey(outcome);

    sheBecomesAVolunteer();
    wassenaar.preview(request());
    await().atMost(Hub.SOON).until(() -> "5".equals(figures(atWassenaar, "sent").get(outcome)));
    assertThat(figures(atWassenaar, "sent"))
        .containsEntry("voluntary-work Wassenaar submit ", "5")
        .containsEntry("voluntary-work Wassenaar accept ", "5");
    assertThat(figures(atCentre, "received")).containsEntry(outcome, "5");
    assertThat(figures(atCentre, "sent")).doesNotContainKey(outcome);
  }

  @Test
  void whatATargetDidNotHearOfIsNotInItsFigures() {
    List<String> sent = wassenaar.send(draft());
    wassenaar.update(
        wassenaar.read(Task.class, sent.getLast()).setStatus(Task.TaskStatus.ENTEREDINERROR));
    String mistake = "voluntary-work Wassenaar made-in-error ";
    await().atMost(Hub.SOON).until(() -> figures(atWassenaar, "sent").containsKey(mistake));
    assertThat(figures(atCentre, "received")).doesNotContainKey(mistake);
  }

  @Test
  void noColumnCanHoldANumberOrAMoment() {
    Map<String, String> columns =
        database
            .sql(
                """
                select table_name || '.' || column_name as name, data_type from
                  information_schema.columns where table_name in ('passage', 'monthly_figure')
                """)
            .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(columns.keySet())
        .containsExactlyInAnyOrder(
            "passage.month",
            "passage.requester",
            "passage.target",
            "passage.purpose",
            "passage.event",
            "passage.outcome",
            "monthly_figure.month",
            "monthly_figure.organisation",
            "monthly_figure.side",
            "monthly_figure.purpose",
            "monthly_figure.municipality",
            "monthly_figure.event",
            "monthly_figure.outcome",
            "monthly_figure.count");
    assertThat(columns.values()).isSubsetOf("date", "text", "bigint");
    assertThat(
            database
                .sql("select count(*) from passage where extract(day from month) <> 1")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aMonthThatIsNoneIsRefused() {
    for (String month :
        List.of("from=vorig-jaar", "until=%2B999999999-12", "until=-999999999-01")) {
      Answer refused = atWassenaar.get("/fhir/$statistics?" + month);
      assertThat(refused.status()).as(month).isEqualTo(422);
      assertThat(Fhir.code(refused)).isEqualTo("invalid");
    }
  }

  private void sheBecomesAVolunteer() {
    String task = wassenaar.send(request()).getLast();
    centre.update(centre.read(Task.class, task).setStatus(Task.TaskStatus.ACCEPTED));
    centre.update(centre.read(Task.class, task).setStatus(Task.TaskStatus.INPROGRESS));
    centre.update(Said.outcome(centre.read(Task.class, task), "voluntary-work"));
  }

  private static Bundle draft() {
    Bundle draft = request();
    ((Task) draft.getEntry().getLast().getResource()).setStatus(Task.TaskStatus.DRAFT);
    return draft;
  }

  private static Bundle request() {
    return Fhir.transaction(
        Said.patient(Client.named("Els", "Teller", "1970-01-01")),
        Said.consent(urn(1), "voluntary-work", List.of("vrijwilligerscentrale-wassenaar")),
        Said.order(urn(1), "voluntary-work", "Zoekt vrijwilligerswerk"),
        Said.task(urn(1), urn(3), "vrijwilligerscentrale-wassenaar")
            .setRequester(Said.organisation("wassenaar")));
  }

  /** Purpose, municipality, event and outcome, with the count. */
  private static Map<String, String> figures(Partner partner, String side) {
    Answer answer = partner.get("/fhir/$statistics");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Fhir.parse(Parameters.class, answer).getParameter().stream()
        .map(figure ->
            figure.getPart().stream()
                .collect(
                    Collectors.toMap(
                        part -> part.getName(), part -> part.getValue().primitiveValue())))
        .filter(figure -> figure.get("side").equals(side))
        .collect(
            Collectors.toMap(
                figure ->
                    String.join(
                        " ",
                        figure.get("purpose"),
                        figure.getOrDefault("municipality", ""),
                        figure.get("event"),
                        figure.getOrDefault("outcome", "")),
                figure -> figure.getOrDefault("count", "suppressed"),
                (one, other) -> one));
  }
}
