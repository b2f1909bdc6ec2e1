package nl.eenplan.api;

import java.util.Map;

/**
 * What goes back.
 *
 * @param body JSON; empty when there is nothing to say
 */
public record Answer(int status, String contentType, Map<String, String> headers, String body) {

  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  /** Never the body: a record's text may end up in a log. */
  @Override
  public String toString() {
    return Integer.toString(status);
  }
}
