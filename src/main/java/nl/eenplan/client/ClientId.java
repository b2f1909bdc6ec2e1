package nl.eenplan.client;

import java.util.UUID;

/**
 * The pseudonym of a person: random, one for a person whoever sends it, and never shown to a
 * partner.
 *
 * @param value a random UUID
 */
public record ClientId(UUID value) {

  public static ClientId random() {
    return new ClientId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
