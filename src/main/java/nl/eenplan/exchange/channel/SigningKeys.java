package nl.eenplan.exchange.channel;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.eenplan.client.HubSecrets;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 keys that the hub signs with; all hubs on a database have the same. A new row rolls
 * the key over: the newest signs, and the older ones stay published.
 */
@Component
@DependsOnDatabaseInitialization
class SigningKeys {

  private static final String USE = "webhook-signature";
  private static final int RAW_LENGTH = 32;

  private final JdbcClient database;
  private final HubSecrets secrets;

  SigningKeys(JdbcClient database, HubSecrets secrets, Clock clock) throws JOSEException {
    this.database = database;
    this.secrets = secrets;
    if (published().isEmpty()) {
      make(clock);
    }
  }

  /** A key to sign with; its id is the RFC 7638 thumbprint. */
  record Signing(String id, PrivateKey key) {}

  Signing newest() {
    return database
        .sql("select id, sealed from signing_key order by created desc, id limit 1")
        .query((row, n) -> new Signing(row.getString(1), open(row.getBytes(2))))
        .single();
  }

  /** As a JSON Web Key Set (RFC 7517, 8037) has them. */
  List<Map<String, Object>> published() {
    return database
        .sql("select public from signing_key order by created desc, id")
        .query(byte[].class)
        .list()
        .stream()
        .map(raw -> jwk(raw).toJSONObject())
        .toList();
  }

  private void make(Clock clock) throws JOSEException {
    KeyPair pair = generate();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
    database
        .sql("insert into signing_key (id, created, public, sealed) values (?, ?, ?, ?)")
        .param(jwk(raw).getKeyID())
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .param(raw)
        .param(secrets.seal(USE, pair.getPrivate().getEncoded()))
        .update();
  }

  private static OctetKeyPair jwk(byte[] raw) {
    try {
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw))
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint()
          .build();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private PrivateKey open(byte[] sealed) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new PKCS8EncodedKeySpec(secrets.open(USE, sealed)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read the signing key", e);
    }
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
