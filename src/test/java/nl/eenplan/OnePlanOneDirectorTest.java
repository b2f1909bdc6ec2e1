package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** Never two directors, never none; and who may know nothing, learns nothing by asking. */
@HubTest
class OnePlanOneDirectorTest {

  private final Hub hub;
  private final Partner atLv;
  private final Partner atGgz;
  private final Partner atWoej;
  private final Fhir lv;
  private final Fhir rivierduinen;
  private final Fhir woej;
  private Client sanne = Client.named("Sanne", "Voorbeeld", "1998-01-17");
  private String atMunicipality = "";
  private String atCareGiver = "";

  OnePlanOneDirectorTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv");
    this.atGgz = hub.partner("rivierduinen");
    this.atWoej = hub.partner("st-woej");
    this.lv = new Fhir(atLv);
    this.rivierduinen = new Fhir(atGgz);
    this.woej = new Fhir(atWoej);
  }

  @Test
  void ofTwoWhoOpenAtOnceOneDirects() throws Exception {
    for (int i = 0; i < 4; i++) {
      bothKnowHer();
      List<Answer> both =
          together(
              () -> lv.tryCreate(Regie.plan(atMunicipality), "representation"),
              () -> rivierduinen.tryCreate(Regie.plan(atCareGiver), "representation"));
      assertThat(both).extracting(Answer::status).containsExactlyInAnyOrder(200, 201);
      CarePlan one = Fhir.parse(CarePlan.class, both.get(0));
      CarePlan other = Fhir.parse(CarePlan.class, both.get(1));
      assertThat(Fhir.place(one)).isEqualTo(Fhir.place(other));
      assertThat(Regie.director(one)).isEqualTo(Regie.director(other));
      assertThat(Regie.history(one)).hasSize(1);
    }
  }

  @Test
  void ofTwoAnswersAtOnceTheFirstCounts() throws Exception {
    for (int i = 0; i < 4; i++) {
      bothKnowHer();
      String plan = lv.create(Regie.plan(atMunicipality));
      String offer = lv.create(Regie.offer(plan, "rivierduinen", "closest-to-client"));
      Task accepted = rivierduinen.read(Task.class, offer).setStatus(Task.TaskStatus.ACCEPTED);
      Task withdrawn = lv.read(Task.class, offer).setStatus(Task.TaskStatus.CANCELLED);
      Callable<Answer> accept = () -> rivierduinen.tryPut(accepted);
      List<Answer> answers = together(accept, accept, () -> lv.tryUpdate(withdrawn));

      boolean moved = answers.get(2).status() != 200;
      assertThat(answers.get(0).status()).isEqualTo(answers.get(1).status());
      assertThat(answers.get(0).status()).isEqualTo(moved ? 200 : 409);
      assertThat(Regie.history(lv.read(CarePlan.class, plan)))
          .isEqualTo(moved ? List.of("lv", "rivierduinen") : List.of("lv"));
      assertThat(lv.read(Task.class, offer).getStatus())
          .isEqualTo(moved ? Task.TaskStatus.ACCEPTED : Task.TaskStatus.CANCELLED);
    }
  }

  @Test
  void aWithdrawnWordNeverLosesFromAnAcceptance() throws Exception {
    for (int i = 0; i < 4; i++) {
      String word = bothKnowHer();
      String plan = lv.create(Regie.plan(atMunicipality));
      String offer = lv.create(Regie.offer(plan, "rivierduinen", "crisis"));
      Task accepted = rivierduinen.read(Task.class, offer).setStatus(Task.TaskStatus.ACCEPTED);
      Consent no = lv.read(Consent.class, word).setStatus(ConsentState.INACTIVE);
      List<Answer> both = together(() -> rivierduinen.tryUpdate(accepted), () -> lv.tryUpdate(no));
      assertThat(both.get(1).status()).isEqualTo(200);
      assertThat(both.get(0).status()).isIn(200, 403, 404, 409, 412);
      assertThat(Regie.director(lv.read(CarePlan.class, plan))).isEqualTo("lv");
    }
  }

  @Test
  void aWordByWhichItIsOnlyKnownWhoHelpsCarriesTheRoleToo() {
    Client anna = Client.named("Anna", "Verzonnen", "1990-02-03");
    String known = lv.create(Said.patient(anna));
    lv.create(Regie.mayKnow(known, "st-woej"));
    String hers = woej.create(Said.patient(anna));
    woej.create(Said.consent(hers, "involvement-check", List.of("lv"), "involvement"));
    String plan = lv.create(Regie.plan(known));
    String offer = lv.create(Regie.offer(plan, "st-woej", "closest-to-client"));
    woej.update(woej.read(Task.class, offer).setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(Regie.director(lv.read(CarePlan.class, plan))).isEqualTo("st-woej");

    lv.create(Said.refusal(known, hub.today(), "rivierduinen"));
    assertThat(Regie.director(lv.read(CarePlan.class, plan))).isEqualTo("st-woej");
  }

  @Test
  void whoDirectedOnceAndMayKnowNoMoreLearnsNothingOfWhatFollows() {
    String word = bothKnowHer();
    String plan = lv.create(Regie.plan(atMunicipality));
    String offer = lv.create(Regie.offer(plan, "rivierduinen", "crisis"));
    rivierduinen.update(rivierduinen.read(Task.class, offer).setStatus(Task.TaskStatus.ACCEPTED));
    lv.update(lv.read(Consent.class, word).setStatus(ConsentState.INACTIVE));
    List<String> before = askedOfAFormerPlan(plan);
    lv.create(Regie.mayKnow(atMunicipality, "st-woej"));
    String there = woej.create(Said.patient(sanne));
    woej.create(Regie.mayKnow(there, "lv"));
    String next = lv.create(Regie.offer(plan, "st-woej", "moved"));
    woej.update(woej.read(Task.class, next).setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(askedOfAFormerPlan(plan)).isEqualTo(before);
    Regie.operate(atWoej, plan, "close-plan", Regie.because("deceased"));
    assertThat(askedOfAFormerPlan(plan)).isEqualTo(before);
  }

  private List<String> askedOfAFormerPlan(String plan) {
    return List.of(
        shape(rivierduinen.tryRead(plan)),
        shape(rivierduinen.tryCreate(Regie.offer(plan, "lv", "moved"))),
        shape(Regie.tryOperate(atGgz, plan, "return-direction", new Parameters())),
        shape(Regie.tryOperate(atGgz, plan, "close-plan", Regie.because("other"))));
  }

  @Test
  void whoHandedItOverTakesItBackWhenOneOfTheTwoWordsHasRunOut() {
    bothKnowHer();
    Client eva = Client.named("Eva", "Verzonnen", "1991-02-03");
    String known = lv.create(Said.patient(eva));
    lv.create(Regie.mayKnow(known, "rivierduinen"));
    String hers = rivierduinen.create(Said.patient(eva));
    Consent word = Regie.mayKnow(hers, "lv");
    String lastDay = java.time.LocalDate.parse(hub.today()).plusDays(10).toString();
    word.getProvision().getPeriod().setEndElement(new DateTimeType(lastDay));
    rivierduinen.create(word);
    String plan = lv.create(Regie.plan(known));
    String offer = lv.create(Regie.offer(plan, "rivierduinen", "crisis"));
    rivierduinen.update(rivierduinen.read(Task.class, offer).setStatus(Task.TaskStatus.ACCEPTED));
    refused(
        409, "not-yet-back", Regie.tryOperate(atLv, plan, "return-direction", new Parameters()));

    try {
      hub.clock().advance(java.time.Duration.ofDays(12));
      Regie.operate(atLv, plan, "return-direction", new Parameters());
    } finally {
      hub.clock().reset();
    }
    assertThat(Regie.director(lv.read(CarePlan.class, plan))).isEqualTo("lv");
  }

  @Test
  void whoHasNoRecordOfHerIsNotSentToOneThatItCannotRead() {
    Client eva = Client.named("Eva", "Verzonnen", "1991-02-03");
    String known = lv.create(Said.patient(eva));
    lv.create(Regie.mayKnow(known, "st-woej"));
    String plan = lv.create(Regie.plan(known));
    String offer = lv.create(Regie.offer(plan, "st-woej", "moved"));
    assertThat(woej.read(Task.class, offer).hasFor()).isFalse();
    assertThat(woej.read(CarePlan.class, plan).hasSubject()).isFalse();

    String own = woej.create(Said.patient(eva));
    assertThat(woej.read(Task.class, offer).getFor().getReference()).isEqualTo(own);
  }

  @Test
  void whoMayKnowOfThePlanIsLedToIt() {
    bothKnowHer();
    String plan = lv.create(Regie.plan(atMunicipality));
    Answer known = rivierduinen.tryCreate(Regie.plan(atCareGiver), "representation");
    assertThat(known.status()).isEqualTo(200);
    assertThat(Regie.director(Fhir.parse(CarePlan.class, known))).isEqualTo("lv");
    assertThat(rivierduinen.search(CarePlan.class, "subject=" + atCareGiver))
        .extracting(Fhir::place)
        .containsExactly(plan);
  }

  @Test
  void whoMayNotKnowThatSheIsTreatedSeesAPartner() {
    Client other = Client.named("Sanne", "Voorbeeld", "1998-01-17");
    String hers = rivierduinen.create(Said.patient(other));
    rivierduinen.create(
        Said.consent(hers, "plan-coordination", List.of("lv"), "goals", "involvement"));
    CarePlan opened = Regie.plan(hers);
    opened.setAuthor(Said.organisation("rivierduinen").setDisplay("Crisisdienst"));
    rivierduinen.create(opened);

    Partner reader = hub.partner("lv");
    Fhir municipality = new Fhir(reader);
    String own = municipality.create(Said.patient(other));
    Answer there = municipality.tryCreate(Regie.plan(own), "representation");
    assertThat(there.status()).isEqualTo(200);
    CarePlan seen = Fhir.parse(CarePlan.class, there);
    assertThat(Regie.director(seen)).isEqualTo("Een partner (a partner)");
    assertThat(Regie.reasons(seen)).containsExactly("-");
    reader.get("/fhir/CarePlan?patient=" + own);
    Partner officer = hub.partner("lv-privacy");
    officer.get("/fhir/AuditEvent?_count=100&entity=" + Fhir.id(Fhir.place(seen)));
    for (Partner any : List.of(reader, officer)) {
      assertThat(any.received()).doesNotContain("rivierduinen", "Crisisdienst", "involvement.care");
    }
  }

  @Test
  void whoMayKnowNothingLearnsNothingByAskingOrOpening() {
    String hers = rivierduinen.create(Said.patient(sanne));
    String secretPlan = rivierduinen.create(Regie.plan(hers));
    String known = woej.create(Said.patient(sanne));
    String fresh = woej.create(Said.patient(Client.named("Anna", "Verzonnen", "1990-02-03")));

    assertThat(asked(known)).isEqualTo(asked(fresh));
    assertThat(shape(woej.tryRead(secretPlan)))
        .isEqualTo(shape(woej.tryRead("CarePlan/" + UUID.randomUUID())));
    assertThat(shape(woej.tryCreate(Regie.offer(secretPlan, "lv", "moved"))))
        .isEqualTo(
            shape(woej.tryCreate(Regie.offer("CarePlan/" + UUID.randomUUID(), "lv", "moved"))));
    assertThat(shape(Regie.tryOperate(atWoej, secretPlan, "return-direction", new Parameters())))
        .isEqualTo(
            shape(
                Regie.tryOperate(
                    atWoej,
                    "CarePlan/" + UUID.randomUUID(),
                    "return-direction",
                    new Parameters())));

    Partner officer = hub.partner("rivierduinen-privacy");
    officer.get("/fhir/AuditEvent?_count=100&patient=" + hers);
    officer.get("/fhir/AuditEvent?_count=100&entity=" + Fhir.id(secretPlan));
    assertThat(officer.received()).doesNotContain("st-woej", "unnamed-partner", "Een partner");
    assertThat(Regie.director(rivierduinen.read(CarePlan.class, secretPlan)))
        .isEqualTo("rivierduinen");
  }

  /** The answers to everything by which St. WOEJ can ask about one of its own clients. */
  private List<String> asked(String patient) {
    List<String> answers = new ArrayList<>();
    answers.add(shape(atWoej.get("/fhir/CarePlan?patient=" + patient)));
    Answer opened = woej.tryCreate(Regie.plan(patient), "representation");
    answers.add(shape(opened));
    String plan = Fhir.place(Fhir.parse(CarePlan.class, opened));
    answers.add(shape(woej.tryCreate(Regie.plan(patient), "representation")));
    answers.add(shape(woej.tryRead(plan)));
    answers.add(shape(atWoej.get("/fhir/CarePlan?patient=" + patient + "&_summary=count")));
    answers.add(shape(woej.tryCreate(Regie.offer(plan, "lv", "moved"))));
    answers.add(shape(Regie.tryOperate(atWoej, plan, "close-plan", Regie.because("client-wish"))));
    answers.add(shape(atWoej.get("/fhir/CarePlan?patient=" + patient)));
    return answers;
  }

  private static String shape(Answer answer) {
    return answer.status()
        + answer.header("ETag")
        + answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{4}-\\d\\d-\\d\\dT[^\"]*", "#");
  }

  @Test
  void whatMakesNoSenseIsRefusedInWords() {
    bothKnowHer();
    String plan = lv.create(Regie.plan(atMunicipality));
    refused(422, "unknown-reference", lv.tryCreate(Regie.plan(atCareGiver)));
    refused(422, "missing", lv.tryCreate(Regie.plan(atMunicipality).setSubject(null)));
    refused(422, "invalid", lv.tryCreate(Regie.plan(atMunicipality).setStatus(null)));
    CarePlan long1 = Regie.plan(atMunicipality);
    long1.setAuthor(new Reference().setDisplay("x".repeat(101)));
    refused(422, "too-long", lv.tryCreate(long1));
    CarePlan another = Regie.plan(atMunicipality).setAuthor(Said.organisation("st-woej"));
    refused(422, "invalid", lv.tryCreate(another));
    Fhir acute = new Fhir(hub.partner("meldpunt-bezorgd"));
    refused(422, "cannot-direct", acute.tryCreate(Regie.plan(acute.create(Said.patient(sanne)))));

    refused(422, "unknown-recipient", lv.tryCreate(Regie.offer(plan, "lv", "moved")));
    refused(422, "unknown-recipient", lv.tryCreate(Regie.offer(plan, "nobody-here", "moved")));
    refused(422, "invalid", lv.tryCreate(Regie.offer(plan, "rivierduinen", "because")));
    refused(422, "invalid", lv.tryCreate(Regie.offer(plan, "rivierduinen", "return")));
    refused(
        422,
        "invalid",
        lv.tryCreate(Regie.until(Regie.offer(plan, "rivierduinen", "crisis"), hub.today())));
    Task odd = Regie.offer(plan, "rivierduinen", "crisis");
    odd.addInput().setType(Said.coded("x", "y")).setValue(new DateType("2030-01-01"));
    refused(422, "invalid", lv.tryCreate(odd));
    refused(
        409, "offer-it-back", Regie.tryOperate(atLv, plan, "return-direction", new Parameters()));
    refused(422, "invalid", Regie.tryOperate(atLv, plan, "close-plan", Regie.because("tired")));
    refused(422, "invalid", Regie.tryOperate(atLv, plan, "close-plan", new Parameters()));

    String offer =
        lv.create(Regie.until(Regie.offer(plan, "rivierduinen", "crisis"), "2099-01-01"));
    Task asked = rivierduinen.read(Task.class, offer);
    refused(
        422, "invalid", rivierduinen.tryUpdate(asked.copy().setStatus(Task.TaskStatus.CANCELLED)));
    refused(
        422,
        "reason-missing",
        rivierduinen.tryUpdate(asked.copy().setStatus(Task.TaskStatus.REJECTED)));
    refused(
        422,
        "immutable",
        rivierduinen.tryUpdate(
            asked.copy().setFocus(new Reference("CarePlan/" + UUID.randomUUID()))));
    rivierduinen.update(asked.setStatus(Task.TaskStatus.ACCEPTED));
    refused(
        409, "not-yet-back", Regie.tryOperate(atLv, plan, "return-direction", new Parameters()));
    refused(
        409,
        "not-the-director",
        Regie.tryOperate(atLv, plan, "close-plan", Regie.because("other")));
    refused(409, "not-the-director", lv.tryCreate(Regie.offer(plan, "st-woej", "moved")));

    Regie.operate(atGgz, plan, "close-plan", Regie.because("goals-reached"));
    assertThat(lv.read(CarePlan.class, plan).getStatus())
        .isEqualTo(CarePlan.CarePlanStatus.COMPLETED);
    refused(409, "plan-closed", rivierduinen.tryCreate(Regie.offer(plan, "lv", "moved")));
    assertThat(lv.create(Regie.plan(atMunicipality))).isNotEqualTo(plan);
  }

  private static void refused(int status, String code, Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(Fhir.code(answer)).isEqualTo(code);
  }

  /** Each of the two may know that the other helps her; the municipality's word is the answer. */
  private String bothKnowHer() {
    sanne = Client.named("Sanne", "Voorbeeld", "1998-01-17");
    atMunicipality = lv.create(Said.patient(sanne));
    atCareGiver = rivierduinen.create(Said.patient(sanne));
    rivierduinen.create(Regie.mayKnow(atCareGiver, "lv"));
    return lv.create(Regie.mayKnow(atMunicipality, "rivierduinen"));
  }

  @SafeVarargs
  private static List<Answer> together(Callable<Answer>... all) throws Exception {
    CyclicBarrier start = new CyclicBarrier(all.length);
    try (ExecutorService threads = Executors.newFixedThreadPool(all.length)) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (Callable<Answer> one : all) {
        answers.add(
            threads.submit(() -> {
              start.await();
              return one.call();
            }));
      }
      List<Answer> done = new ArrayList<>();
      for (Future<Answer> answer : answers) {
        done.add(Optional.of(answer.get()).orElseThrow());
      }
      return done;
    }
  }
}
