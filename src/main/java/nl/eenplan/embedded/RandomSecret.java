package nl.eenplan.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords between the hub and what is embedded in it; no person ever types one. */
final class RandomSecret {

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomSecret() {}

  /** 256 bits in hexadecimal, so that it needs no quoting anywhere. */
  static String create() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
