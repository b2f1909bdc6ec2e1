package nl.eenplan.exchange.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;

/**
 * An HTTP message signature (RFC 9421) over method, address, content type and content digest (RFC
 * 9530).
 *
 * @param digest the header {@code Content-Digest}
 * @param input the header {@code Signature-Input}
 * @param signature the header {@code Signature}
 */
record Signature(String digest, String input, String signature) {

  static Signature of(
      URI target, String contentType, byte[] body, Instant now, SigningKeys.Signing with) {
    String digest = "sha-256=:" + base64(sha256(body)) + ":";
    String parameters =
        "(\"@method\" \"@target-uri\" \"content-type\" \"content-digest\")"
            + ";created=%d;keyid=\"%s\";alg=\"ed25519\"".formatted(now.getEpochSecond(), with.id());
    String base =
        """
        "@method": POST
        "@target-uri": %s
        "content-type": %s
        "content-digest": %s
        "@signature-params": %s\
        """
            .formatted(target, contentType, digest, parameters);
    return new Signature(
        digest, "eenplan=" + parameters, "eenplan=:" + base64(sign(base, with)) + ":");
  }

  private static byte[] sign(String base, SigningKeys.Signing with) {
    try {
      java.security.Signature ed25519 = java.security.Signature.getInstance("Ed25519");
      ed25519.initSign(with.key());
      ed25519.update(base.getBytes(StandardCharsets.UTF_8));
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
