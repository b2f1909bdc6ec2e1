package nl.eenplan.portal.referring;

import nl.eenplan.client.Facts;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody wrote on a page, as it is kept for who wrote it: the other doors keep a message as
 * it came, and read back as their own what came by them only.
 */
public final class Written {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Written() {}

  public static String text(Facts facts) {
    return JSON.writeValueAsString(facts);
  }
}
