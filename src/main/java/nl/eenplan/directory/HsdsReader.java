package nl.eenplan.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nl.eenplan.organisation.Offer;
import nl.eenplan.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Services as Open Referral writes them (Human Services Data Specification 3.x, JSON): one service,
 * a list, a page with {@code contents}, or an organization with its {@code services}.
 *
 * <p>What HSDS has no field for comes as an attribute, with one of our own addresses as its {@code
 * taxonomy}: the purpose, the times, the mode, and what is needed first.
 */
public final class HsdsReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MOST = 500;

  /** Such as /contents/0/attributes. */
  private static final int DEEPEST = 4;

  private static final int LONGEST = 40;

  /** What has no place in this directory. */
  private static final Set<String> LEFT =
      Set.of(
          "schedules",
          "service_at_locations",
          "locations",
          "phones",
          "contacts",
          "languages",
          "cost_options",
          "funding",
          "required_documents",
          "program",
          "url",
          "urls",
          "email",
          "fees_description",
          "eligibility_description");

  private static final Map<String, String> FIELDS =
      Map.of(
          "name", "/name",
          "name (en)", "/alternate_name",
          "municipality", "/service_areas",
          "waiting-time", "/wait_time",
          "capacity", "/capacities");

  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Read> services = new ArrayList<>();

  private HsdsReader() {}

  /**
   * A service of the document.
   *
   * @param at its JSON pointer
   * @param left the fields of it that have no place here
   */
  public record Read(String at, Offer offer, List<String> left) {}

  /**
   * @throws Problem UNREADABLE, MISSING (no service in it), TOO_MANY
   */
  public static HsdsReader of(String document) {
    HsdsReader reader = new HsdsReader();
    try {
      reader.take(JSON.readTree(document));
      reader.number(document);
    } catch (JacksonException e) {
      throw Problem.of(Problem.Code.UNREADABLE, "HSDS JSON");
    }
    if (reader.services.isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "services");
    }
    return reader;
  }

  public List<Read> services() {
    return services;
  }

  /** Where a field of a service stands, that {@link Offer#check} found wrong. */
  public String place(Read service, String field) {
    String at = service.at() + FIELDS.getOrDefault(field, "/attributes");
    return lines.containsKey(at) ? at : service.at();
  }

  /** In which line that is, from 1. */
  public int line(String place) {
    return lines.getOrDefault(place, 1);
  }

  private void number(String document) {
    try (JsonParser parser = JSON.createParser(document)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean value = token.isStructStart() || token.isScalarValue();
        if (value && isPlace(parser.streamReadContext())) {
          String at = parser.streamReadContext().pathAsPointer().toString();
          lines.putIfAbsent(at, parser.currentTokenLocation().getLineNr());
        }
      }
    }
  }

  /** A place that could be told of: not every one of a document that is long, deep, or both. */
  private static boolean isPlace(TokenStreamContext at) {
    if (at.getNestingDepth() > DEEPEST) {
      return false;
    }
    for (TokenStreamContext in = at; in != null; in = in.getParent()) {
      if (in.currentName() != null && in.currentName().length() > LONGEST) {
        return false;
      }
    }
    return true;
  }

  private void take(JsonNode document) {
    if (document.isArray()) {
      each(document, "");
    } else if (document.path("contents").isArray()) {
      each(document.path("contents"), "/contents");
    } else if (document.path("services").isArray()) {
      each(document.path("services"), "/services");
    } else if (document.isObject()) {
      services.add(read(document, ""));
    }
  }

  private void each(JsonNode several, String at) {
    if (several.size() > MOST) {
      throw Problem.of(Problem.Code.TOO_MANY, "services (" + MOST + ")");
    }
    for (int i = 0; i < several.size(); i++) {
      services.add(read(several.get(i), at + "/" + i));
    }
  }

  private static Read read(JsonNode service, String at) {
    return new Read(
        at,
        new Offer(
            attribute(service, Terms.PURPOSE, "").map(HsdsReader::code),
            service.path("status").asString("active").equals("active"),
            text(service, "name"),
            text(service, "alternate_name"),
            elements(service, "service_areas")
                .flatMap(area -> text(area, "name").stream())
                .distinct()
                .toList(),
            time(service, "first-contact"),
            time(service, "working-days").filter("true"::equals).isPresent(),
            time(service, "answer"),
            time(service, "track"),
            time(service, "report-every"),
            text(service, "wait_time"),
            elements(service, "capacities")
                .map(capacity -> capacity.path("maximum"))
                .filter(JsonNode::isNumber)
                .map(number -> number.canConvertToInt() ? number.intValue() : -1)
                .findFirst(),
            false,
            attribute(service, Terms.SERVICE_MODE, "").map(HsdsReader::code),
            attribute(service, Terms.SERVICE_NEEDS, "").map(HsdsReader::code),
            attribute(service, Terms.SERVICE_NEEDS, "").flatMap(needed -> text(needed, "value")),
            attributes(service, Terms.NOT_WHEN_FROM).map(HsdsReader::code).toList(),
            attribute(service, Terms.CHANNEL, "").map(HsdsReader::code)),
        LEFT.stream().filter(service::has).sorted().toList());
  }

  private static Optional<String> time(JsonNode service, String code) {
    return attribute(service, Terms.SERVICE_TIMES, code).flatMap(time -> text(time, "value"));
  }

  private static Optional<JsonNode> attribute(JsonNode service, String taxonomy, String code) {
    return attributes(service, taxonomy)
        .filter(attribute -> code.isEmpty() || code(attribute).equals(code))
        .findFirst();
  }

  private static Stream<JsonNode> attributes(JsonNode service, String taxonomy) {
    return elements(service, "attributes")
        .filter(attribute ->
            taxonomy.equals(attribute.path("taxonomy_term").path("taxonomy").asString("")));
  }

  private static String code(JsonNode attribute) {
    return attribute.path("taxonomy_term").path("code").asString("");
  }

  private static Stream<JsonNode> elements(JsonNode of, String field) {
    return StreamSupport.stream(of.path(field).spliterator(), false).filter(JsonNode::isObject);
  }

  private static Optional<String> text(JsonNode of, String field) {
    return Optional.of(of.path(field)).filter(JsonNode::isString).map(JsonNode::stringValue);
  }
}
