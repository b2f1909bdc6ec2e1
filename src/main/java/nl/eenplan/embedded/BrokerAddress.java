package nl.eenplan.embedded;

import java.net.URI;

/**
 * Where partners reach the embedded broker.
 *
 * @param uri such as {@code tcp://127.0.0.1:61616}, with the port that was really taken
 */
public record BrokerAddress(URI uri) {
  @Override
  public String toString() {
    return uri.toString();
  }
}
