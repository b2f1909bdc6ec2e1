package nl.eenplan.api.json;

import java.util.Optional;
import java.util.UUID;

/**
 * A plan to be opened; who opens it directs it.
 *
 * @param clientId the own record of the client
 * @param contact the function that the client turns to
 */
public record PlanJson(Optional<UUID> clientId, Optional<String> contact) {

  /** Never the words: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "PlanJson";
  }
}
