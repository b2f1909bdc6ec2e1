package nl.eenplan.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param total only when all is on this page
 */
public record ListJson<T>(
    @JsonInclude(JsonInclude.Include.ALWAYS) List<T> items, Optional<Integer> total, Links links) {

  /**
   * Paths of this page and the next.
   *
   * @param next empty on the last page
   */
  public record Links(String self, Optional<String> next) {}
}
