package nl.eenplan.api;

import java.util.Set;
import java.util.function.Function;

/**
 * Something that can be asked.
 *
 * @param id as in the contract, and in {@code routes/api.camel.yaml}
 * @param keys the query keys that it knows
 */
public record Operation(String id, Set<String> keys, Function<Asked, Answer> answer) {

  static Operation of(String id, Function<Asked, Answer> answer) {
    return new Operation(id, Set.of(), answer);
  }

  static Operation list(String id, Function<Asked, Answer> answer, String... keys) {
    return new Operation(id, Page.and(keys), answer);
  }
}
