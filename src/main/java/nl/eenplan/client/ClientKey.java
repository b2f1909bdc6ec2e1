package nl.eenplan.client;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key of one client: all that is kept about this person is sealed with it, so that destroying
 * it erases the person (AVG art. 17) from tables and backups alike.
 */
public final class ClientKey {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ClientId client;
  private final Supplier<Aead> aead;

  ClientKey(ClientId client, Aead aead) {
    this(client, () -> aead);
  }

  private ClientKey(ClientId client, Supplier<Aead> aead) {
    this.client = client;
    this.aead = aead;
  }

  /** A key that is unwrapped when it is first used: most rows of a list stay closed. */
  static ClientKey wrapped(ClientId client, Supplier<ClientKey> unwrap) {
    return new ClientKey(client, SingletonSupplier.of(() -> unwrap.get().aead.get()));
  }

  public ClientId client() {
    return client;
  }

  public byte[] seal(Facts facts) {
    return seal(JSON.writeValueAsBytes(facts));
  }

  public byte[] seal(String text) {
    return seal(text.getBytes(StandardCharsets.UTF_8));
  }

  public Facts openFacts(byte[] sealed) {
    return JSON.readValue(open(sealed), Facts.class);
  }

  public String openText(byte[] sealed) {
    return new String(open(sealed), StandardCharsets.UTF_8);
  }

  public byte[] seal(byte[] plain) {
    try {
      return aead.get().encrypt(plain, associated());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  public byte[] open(byte[] sealed) {
    try {
      return aead.get().decrypt(sealed, associated());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open what is kept of a client", e);
    }
  }

  /** A row moved to another client cannot be opened there. */
  private byte[] associated() {
    return client.toString().getBytes(StandardCharsets.UTF_8);
  }
}
