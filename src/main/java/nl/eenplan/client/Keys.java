package nl.eenplan.client;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nl.eenplan.problem.CannotStartException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The hub's two master keys: one wraps the clients' keys, one makes the BSN's index. They live in a
 * file outside the database ({@code eenplan.key-file}), made at the first start if the database
 * holds nothing yet.
 */
@Component
@DependsOnDatabaseInitialization
class Keys {

  private static final Configuration TINK;

  static {
    try {
      AeadConfig.register();
      MacConfig.register();
      TINK = RegistryConfiguration.get();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final byte[] MARK = "eenplan".getBytes(StandardCharsets.UTF_8);

  private final Aead wrapping;
  private final Mac index;

  Keys(
      @Value("${eenplan.key-file:${eenplan.data-dir:data}/keys.json}") Path file,
      JdbcClient database)
      throws GeneralSecurityException, IOException {
    if (!Files.exists(file)) {
      refuseToReplaceALostFile(file, database);
      make(file);
    }
    List<String> lines = Files.readAllLines(file);
    wrapping = parse(lines.get(0)).getPrimitive(TINK, Aead.class);
    index = parse(lines.get(1)).getPrimitive(TINK, Mac.class);
    refuseTheWrongFile(file, database);
  }

  /** A key, and how it is kept. */
  static final class New {
    private final ClientKey key;
    private final byte[] wrapped;

    private New(ClientKey key, byte[] wrapped) {
      this.key = key;
      this.wrapped = wrapped;
    }

    ClientKey key() {
      return key;
    }

    byte[] wrapped() {
      return wrapped;
    }
  }

  /** A new key for a new client. */
  New make(ClientId client) {
    try {
      KeysetHandle key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
      return new New(
          new ClientKey(client, key.getPrimitive(TINK, Aead.class)),
          TinkProtoKeysetFormat.serializeEncryptedKeyset(key, wrapping, bytes(client), TINK));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a client's key", e);
    }
  }

  ClientKey unwrap(ClientId client, byte[] wrapped) {
    try {
      KeysetHandle key =
          TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, wrapping, bytes(client), TINK);
      return new ClientKey(client, key.getPrimitive(TINK, Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open a client's key", e);
    }
  }

  /** A keyed HMAC: without the key nobody can find a BSN by trying them all. */
  byte[] index(Bsn bsn) {
    return mac("bsn:" + bsn.value());
  }

  /** A keyed digest of a message, to recognise it when it comes again. */
  String digest(String message) {
    return HexFormat.of().formatHex(mac("message:" + message));
  }

  /** How a word of a name begins, in the index of one holder; eight bytes of the digest will do. */
  long nameWord(String holder, String beginning) {
    return ByteBuffer.wrap(mac("name:" + holder + ":" + beginning)).getLong();
  }

  /** What one reader may call a client: two readers cannot see that they mean the same person. */
  String pseudonym(ClientId client, String reader) {
    return HexFormat.of().formatHex(mac("pseudonym:" + reader + ":" + client));
  }

  byte[] seal(String use, byte[] secret) {
    try {
      return wrapping.encrypt(secret, hubs(use));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  byte[] open(String use, byte[] sealed) {
    try {
      return wrapping.decrypt(sealed, hubs(use));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open what was sealed", e);
    }
  }

  private static byte[] hubs(String use) {
    return ("hub:" + use).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] mac(String text) {
    try {
      return index.computeMac(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot compute a keyed digest", e);
    }
  }

  private static byte[] bytes(ClientId client) {
    return client.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static KeysetHandle parse(String line) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(line, TINK, InsecureSecretKeyAccess.get());
  }

  static void make(Path file) throws GeneralSecurityException, IOException {
    String wrapping = json(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK));
    String index =
        json(KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG, TINK));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, Arrays.asList(wrapping, index));
    Files.move(fresh, file);
  }

  private static String json(KeysetHandle key) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(key, TINK, InsecureSecretKeyAccess.get())
        .replaceAll("\\s+", "");
  }

  private static void refuseToReplaceALostFile(Path file, JdbcClient database) {
    if (database.sql("select exists (select from key_check)").query(Boolean.class).single()) {
      throw new CannotStartException(
          "The key file " + file + " is gone; without it nothing in this database can be read.",
          "Put it back from its backup, or point eenplan.key-file to it.");
    }
  }

  /**
   * The first hub on a database leaves a mark that only its keys open, so that a hub with other
   * keys can never write beside it.
   */
  private void refuseTheWrongFile(Path file, JdbcClient database) throws GeneralSecurityException {
    database
        .sql("insert into key_check (sealed) values (?) on conflict do nothing")
        .param(wrapping.encrypt(MARK, MARK))
        .update();
    byte[] mark = database.sql("select sealed from key_check").query(byte[].class).single();
    try {
      wrapping.decrypt(mark, MARK);
    } catch (GeneralSecurityException e) {
      throw new CannotStartException(
          "The key file " + file + " does not belong to this database.",
          "Point eenplan.key-file to the one that does.");
    }
  }
}
