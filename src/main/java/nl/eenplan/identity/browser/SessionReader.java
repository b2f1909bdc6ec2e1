package nl.eenplan.identity.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;

/**
 * Reads what a session holds. Only classes that belong in one are made, whatever was written in the
 * database; and what an older release wrote and this one cannot read, is not there: its user logs
 * in again.
 */
final class SessionReader implements Converter<byte[], Object> {

  private static final ObjectInputFilter FITTING =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=50;maxbytes=1000000;java.lang.*;java.net.URL;java.time.*;java.util.*;"
              + "java.util.concurrent.*;org.springframework.security.**;"
              // What was just done is told once, on the page after it.
              + "org.springframework.web.servlet.FlashMap;"
              + "org.springframework.util.LinkedMultiValueMap;"
              + "org.springframework.util.MultiValueMapAdapter;!*");

  @Override
  @SuppressWarnings("NullAway") // null: the session has no such thing
  public @Nullable Object convert(byte[] bytes) {
    try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      stream.setObjectInputFilter(FITTING);
      return stream.readObject();
    } catch (IOException | ClassNotFoundException unreadable) {
      return null;
    }
  }
}
