package nl.eenplan.api.json;

import java.util.Optional;

/** Which client is looked for: in a body, since addresses are kept. */
public record BsnSearch(Optional<String> bsn) {

  /** Never the number: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "BsnSearch";
  }
}
