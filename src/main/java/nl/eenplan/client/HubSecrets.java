package nl.eenplan.client;

import org.springframework.stereotype.Component;

/** Seals what belongs to the hub itself, such as the key that it signs with. */
@Component
public class HubSecrets {

  private final Keys keys;

  HubSecrets(Keys keys) {
    this.keys = keys;
  }

  /**
   * @param use what it is for; it opens for nothing else
   */
  public byte[] seal(String use, byte[] secret) {
    return keys.seal(use, secret);
  }

  /**
   * @throws IllegalStateException when it was sealed for something else, or by another hub
   */
  public byte[] open(String use, byte[] sealed) {
    return keys.open(use, sealed);
  }
}
