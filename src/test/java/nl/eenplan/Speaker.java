package nl.eenplan;

import static nl.eenplan.Fhir.urn;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import tools.jackson.databind.JsonNode;

/**
 * A partner that says things, by one door or another: a story is told once and played by each.
 * Referrals and clients are called by the hub's own ids.
 */
interface Speaker {

  /** Whose words these are. */
  Partner partner();

  /** Records a client. */
  String register(Client client);

  /** The client says yes to one organisation, for one purpose and these categories. */
  void yes(String client, String purpose, String recipient, String... categories);

  /** The client says no to one organisation. */
  void no(String client, String recipient);

  /**
   * @param origin a referral that this one follows from; empty when there is none
   * @param notes a category and words, in turn
   */
  Said refer(String client, String purpose, String target, String origin, String... notes);

  /**
   * @param event as the NL API calls it
   * @param code of the reason or the outcome; empty when it needs none
   */
  String step(String referral, String event, String code);

  /** What this partner can read of it now. */
  String read(String referral);

  /** The state of a referral, to this partner. */
  String state(String referral);

  /**
   * @param code ok, or why not
   * @param referral empty when there is none
   */
  record Said(String code, String referral) {}

  /** By fhir, json or queue. */
  static Speaker by(String door, Partner partner, Contract contract) {
    return switch (door) {
      case "fhir" -> new OverFhir(partner);
      case "json" -> new OverJson(new Json(partner, contract));
      case "queue" -> new OverQueue(partner);
      default -> throw new IllegalArgumentException(door);
    };
  }

  /** By FHIR REST. */
  class OverFhir implements Speaker {
    final Partner partner;
    final Fhir fhir;

    OverFhir(Partner partner) {
      this.partner = partner;
      this.fhir = new Fhir(partner);
    }

    @Override
    public Partner partner() {
      return partner;
    }

    @Override
    public String register(Client client) {
      return Fhir.id(fhir.create(nl.eenplan.Said.patient(client)));
    }

    @Override
    public void yes(String client, String purpose, String recipient, String... categories) {
      record(nl.eenplan.Said.consent("Patient/" + client, purpose, List.of(recipient), categories));
    }

    @Override
    public void no(String client, String recipient) {
      record(nl.eenplan.Said.refusal("Patient/" + client, "2026-10-05", recipient));
    }

    void record(Consent consent) {
      fhir.create(consent);
    }

    @Override
    public Said refer(
        String client, String purpose, String target, String origin, String... notes) {
      ServiceRequest order =
          nl.eenplan.Said.order(
              "Patient/" + client,
              purpose,
              "Wil verder",
              Stream.iterate(0, i -> i < notes.length, i -> i + 2)
                  .map(i -> nl.eenplan.Said.note(notes[i], notes[i + 1]))
                  .toArray(Annotation[]::new));
      if (!origin.isEmpty()) {
        order.addBasedOn(
            new Reference(fhir.read(Task.class, "Task/" + origin).getFocus().getReference()));
      }
      Task task =
          nl.eenplan.Said.task("Patient/" + client, urn(1), target)
              .setRequester(nl.eenplan.Said.organisation(partner.account()));
      return send(order, task);
    }

    Said send(ServiceRequest order, Task task) {
      Partner.Answer answer = fhir.trySend(Fhir.transaction(order, task));
      return answer.status() == 200
          ? new Said(
              "ok",
              Fhir.parse(Bundle.class, answer)
                  .getEntry()
                  .getLast()
                  .getResponse()
                  .getLocation()
                  .split("/")[1])
          : new Said(Fhir.code(answer), "");
    }

    @Override
    public String step(String referral, String event, String code) {
      Task task = fhir.read(Task.class, "Task/" + referral);
      task.setStatusReason(null);
      switch (event) {
        case "accept" -> task.setStatus(TaskStatus.ACCEPTED);
        case "first-contact", "resume" -> task.setStatus(TaskStatus.INPROGRESS);
        case "hold" -> task.setStatus(TaskStatus.ONHOLD);
        case "decline" -> task.setStatus(TaskStatus.REJECTED);
        case "fail" -> task.setStatus(TaskStatus.FAILED);
        case "outcome" -> nl.eenplan.Said.outcome(task, code);
        default -> throw new IllegalArgumentException(event);
      }
      if (List.of("hold", "decline", "fail").contains(event)) {
        task.getStatusReason()
            .addCoding()
            .setSystem("https://eenplan.example/fhir/CodeSystem/reason")
            .setCode(code);
      }
      return move(task);
    }

    String move(Task task) {
      Partner.Answer answer = fhir.tryUpdate(task);
      return answer.status() == 200 ? "ok" : Fhir.code(answer);
    }

    @Override
    public String read(String referral) {
      String task = fhir.tryRead("Task/" + referral).body();
      Task read = Fhir.R4.newJsonParser().parseResource(Task.class, task);
      return task
          + (read.hasFocus()
              ? fhir.tryRead(read.getFocus().getReference()).body()
                  + fhir.tryRead(read.getFor().getReference()).body()
              : "");
    }

    @Override
    public String state(String referral) {
      return fhir.read(Task.class, "Task/" + referral).getStatus().toCode();
    }
  }

  /** By messages, reading over FHIR what it was told of. */
  class OverQueue extends OverFhir {
    private final ByQueue queue;

    OverQueue(Partner partner) {
      super(partner.listen());
      this.queue = new ByQueue(partner);
    }

    @Override
    public String register(Client client) {
      return Fhir.id(ask("client-change", nl.eenplan.Said.patient(client)).places().getFirst());
    }

    @Override
    void record(Consent consent) {
      ByQueue.Answer answer = ask("consent-change", consent);
      if (!answer.response().equals("ok")) {
        throw new AssertionError(answer.text());
      }
    }

    @Override
    Said send(ServiceRequest order, Task task) {
      ByQueue.Answer answer = ask("referral-request", order, task);
      return answer.response().equals("ok")
          ? new Said("ok", Fhir.id(answer.places().getLast()))
          : new Said(answer.code(), "");
    }

    @Override
    String move(Task task) {
      ByQueue.Answer answer = ask("referral-update", task);
      return answer.response().equals("ok") ? "ok" : answer.code();
    }

    private ByQueue.Answer ask(String event, Resource... resources) {
      Bundle message = queue.message(event, resources);
      ((MessageHeader) message.getEntryFirstRep().getResource()).getSource().setName("Test");
      return queue.ask(message);
    }
  }

  /** By the NL API. */
  record OverJson(Json json) implements Speaker {
    @Override
    public Partner partner() {
      return json.partner();
    }

    @Override
    public String register(Client client) {
      return Json.id(json.post("clients", Json.client(client))).toString();
    }

    @Override
    public void yes(String client, String purpose, String recipient, String... categories) {
      json.post("consents", Json.yes(UUID.fromString(client), purpose, recipient, categories));
    }

    @Override
    public void no(String client, String recipient) {
      json.post(
          "consents",
          """
          {"clientId": "%s", "kind": "disclosure", "answer": "no", "recipients": ["%s"],
           "givenOn": "2026-10-05"}
          """
              .formatted(client, recipient));
    }

    @Override
    public Said refer(
        String client, String purpose, String target, String origin, String... notes) {
      String labelled =
          Stream.iterate(0, i -> i < notes.length, i -> i + 2)
              .map(
                  i -> "{\"category\": \"%s\", \"text\": \"%s\"}".formatted(notes[i], notes[i + 1]))
              .collect(Collectors.joining(", ", "\"notes\": [", "]"));
      Partner.Answer answer =
          json.send(
              "POST",
              "referrals",
              origin.isEmpty()
                  ? Json.referral(UUID.fromString(client), purpose, target, "Wil verder", labelled)
                  : Json.referral(
                      UUID.fromString(client),
                      purpose,
                      target,
                      "Wil verder",
                      labelled,
                      "\"basedOn\": \"" + origin + "\""));
      JsonNode said = Json.tree(answer.body());
      return answer.status() == 201
          ? new Said("ok", said.get("id").asString())
          : new Said(said.get("code").asString(), "");
    }

    @Override
    public String step(String referral, String event, String code) {
      String more =
          switch (event) {
            case "hold", "decline", "fail" -> ", \"reason\": {\"code\": \"" + code + "\"}";
            case "outcome" -> ", \"outcome\": \"" + code + "\"";
            default -> "";
          };
      Partner.Answer answer =
          json.send(
              "POST",
              "referrals/" + referral + "/status-updates",
              "{\"event\": \"" + event + "\"" + more + "}");
      return answer.status() == 200 ? "ok" : Json.tree(answer.body()).get("code").asString();
    }

    @Override
    public String read(String referral) {
      JsonNode seen = json.get("referrals/" + referral);
      return seen
          + (seen.has("clientId")
              ? json.get("clients/" + seen.get("clientId").asString()).toString()
              : "");
    }

    @Override
    public String state(String referral) {
      return Json.state(json.get("referrals/" + referral));
    }
  }
}
