package nl.eenplan.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a hub holds of a load's referrals, as {@code lv}, {@code st-woej} and the privacy officer
 * can see over HTTP.
 */
final class Kept {

  private static final String PAGE = "_count=100";
  private static final List<String> TYPES = List.of("Patient", "Consent", "ServiceRequest", "Task");

  private final Map<String, Map<Integer, Integer>> copies = new HashMap<>();
  private final Map<Integer, String> patients = new HashMap<>();
  private final Map<Integer, String> orders = new HashMap<>();
  private final Map<Integer, JsonNode> tasks = new TreeMap<>();
  private final Set<String> inInbox = new HashSet<>();
  private final Map<String, Set<String>> logged = new HashMap<>();

  private Kept() {
    TYPES.forEach(type -> copies.put(type, new HashMap<>()));
  }

  static Kept by(PartnerSystem lv, PartnerSystem woej, PartnerSystem officer)
      throws IOException, InterruptedException {
    Kept kept = new Kept();
    lv.all("/fhir/Patient?" + PAGE, patient -> kept.add(patient, kept.patients));
    lv.all("/fhir/Consent?" + PAGE, consent -> kept.add(consent, new HashMap<>()));
    lv.all("/fhir/ServiceRequest?" + PAGE, order -> kept.add(order, kept.orders));
    lv.all("/fhir/Task?requester=Organization/lv&" + PAGE, kept::addTask);
    woej.all(
        "/fhir/Task?owner=Organization/st-woej&" + PAGE,
        task -> kept.inInbox.add(task.path("id").asString()));
    for (String kind : Set.of("decision", "status", "disclosure")) {
      officer.all("/fhir/AuditEvent?outcome=0&subtype=" + kind + "&" + PAGE, kept::addEntry);
    }
    return kept;
  }

  /** The numbers of the referrals of which there is a Task. */
  Collection<Integer> numbers() {
    return tasks.keySet();
  }

  /** The id of the Task of this referral; empty when there is none. */
  String task(int number) {
    return tasks.containsKey(number) ? tasks.get(number).path("id").asString() : "";
  }

  /** Whether there is one Patient, Consent, ServiceRequest and Task of it, that belong together. */
  boolean isWhole(int number) {
    JsonNode task = tasks.get(number);
    return task != null
        && TYPES.stream().allMatch(type -> copies.get(type).getOrDefault(number, 0) == 1)
        && ("Patient/" + patients.get(number)).equals(task.at("/for/reference").asString())
        && ("ServiceRequest/" + orders.get(number)).equals(task.at("/focus/reference").asString());
  }

  /** How many are there of which something is missing, or of which something is there twice. */
  long notWhole() {
    return copies.values().stream()
        .flatMap(count -> count.keySet().stream())
        .distinct()
        .filter(number -> !isWhole(number))
        .count();
  }

  boolean isInInbox(String task) {
    return inInbox.contains(task);
  }

  /** Whether the log holds the decision to refer, the step, and that the notice might go. */
  boolean isLogged(String task) {
    return logged.getOrDefault(task, Set.of()).containsAll(Set.of("refer", "submit", "notify"));
  }

  /** Whether the log holds a permission to tell of it. */
  boolean mightBeTold(String task) {
    return logged.getOrDefault(task, Set.of()).contains("notify");
  }

  private void addTask(JsonNode task) {
    Map<Integer, String> ids = new HashMap<>();
    add(task, ids);
    ids.keySet().forEach(number -> tasks.put(number, task));
  }

  private void add(JsonNode resource, Map<Integer, String> ids) {
    for (JsonNode identifier : resource.path("identifier")) {
      if (identifier.path("system").asString().equals(ReferralMessages.SYSTEM)) {
        int number = Integer.parseInt(identifier.path("value").asString());
        ids.put(number, resource.path("id").asString());
        copies.get(resource.path("resourceType").asString()).merge(number, 1, Integer::sum);
      }
    }
  }

  /** An entry's second subtype is the event; one of its entities is the referral. */
  private void addEntry(JsonNode entry) {
    String event = entry.path("subtype").path(1).path("code").asString();
    for (JsonNode entity : entry.path("entity")) {
      String subject = entity.at("/what/identifier/value").asString();
      logged.computeIfAbsent(subject, key -> new HashSet<>()).add(event);
    }
  }
}
