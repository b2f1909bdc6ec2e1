package nl.eenplan;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The contract of the NL API, as the hub gives it, and what does not keep to it. */
final class Contract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode document;
  private final Map<String, com.networknt.schema.Schema> known = new ConcurrentHashMap<>();

  Contract(Hub hub) {
    document =
        JSON.readTree(
            hub.partner("lv")
                .get("/api/v1/openapi.json", "Authorization", "", "Accept", "*/*")
                .body());
  }

  /** Such as {@code get /clients/{id} read-client}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (!method.getKey().equals("parameters")) {
          operations.add(
              "%s %s %s"
                  .formatted(
                      method.getKey(),
                      path.getKey(),
                      method.getValue().get("operationId").asString()));
        }
      }
    }
    return operations;
  }

  /** What is wrong with an answer; empty when it is as the contract says. */
  List<String> wrongWith(String method, String path, Partner.Answer answer) {
    String bare = path.replaceFirst("^/api/v1", "").replaceFirst("\\?.*", "");
    Optional<JsonNode> operation = operation(method.toLowerCase(Locale.ROOT), bare);
    if (answer.header("API-Version").isEmpty()) {
      return List.of("no API-Version");
    }
    if (answer.status() >= 400) {
      return answer.header("Content-Type").equals("application/problem+json")
          ? errors("Problem", answer.body())
          : List.of("a refusal of type " + answer.header("Content-Type"));
    }
    if (operation.isEmpty()) {
      return List.of("an answer of what is not in the contract");
    }
    JsonNode response = operation.get().get("responses").get(Integer.toString(answer.status()));
    if (response == null) {
      return List.of("status " + answer.status());
    }
    String schema =
        response.get("content").get("application/json").get("schema").path("$ref").asString("");
    return schema.isEmpty()
        ? List.of()
        : errors(schema.substring(schema.lastIndexOf('/') + 1), answer.body());
  }

  private Optional<JsonNode> operation(String method, String path) {
    return document.get("paths").properties().stream()
        .filter(entry ->
            path.matches(entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+").replace(".", "\\.")))
        .map(Map.Entry::getValue)
        .filter(found -> found.has(method))
        .map(found -> found.get(method))
        .findFirst();
  }

  private List<String> errors(String schema, String body) {
    return known
        .computeIfAbsent(schema, this::schema)
        .validate(
            body,
            InputFormat.JSON,
            context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private com.networknt.schema.Schema schema(String name) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$ref", "#/components/schemas/" + name);
    root.set("components", document.get("components"));
    return SCHEMAS.getSchema(root);
  }
}
