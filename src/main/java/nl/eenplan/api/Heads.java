package nl.eenplan.api;

import java.util.Map;
import nl.eenplan.api.json.Kept;

/** The headers of an answer that holds one thing. */
final class Heads {

  static final String BASE = "/api/v1/";

  private Heads() {}

  static Map<String, String> of(String resource, Kept kept) {
    return Map.of(
        "ETag", "\"" + kept.version() + "\"", "Location", BASE + resource + "/" + kept.id());
  }
}
