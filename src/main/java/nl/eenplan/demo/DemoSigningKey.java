package nl.eenplan.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import nl.eenplan.embedded.DataFolder;

/** The key that signs the demo's tokens; kept, so that a token survives a restart. */
final class DemoSigningKey {

  private static final String FILE = "demo-signing-key.json";
  private static final int BITS = 2048;

  private DemoSigningKey() {}

  /** The key in the data folder, made when there is none. */
  static RSAKey in(DataFolder folder) throws IOException, JOSEException, ParseException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      RSAKey key =
          new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint(true).generate();
      folder.writeSecret(FILE, key.toJSONString());
    }
    return RSAKey.parse(Files.readString(file));
  }
}
