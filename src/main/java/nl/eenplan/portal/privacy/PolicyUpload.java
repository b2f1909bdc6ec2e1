package nl.eenplan.portal.privacy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.multipart.MultipartFile;

/** A policy file that somebody sends along. */
final class PolicyUpload {

  private PolicyUpload() {}

  /** Its last part: some browsers send a whole path. */
  static String name(MultipartFile file) {
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /**
   * @param longest in bytes
   * @return empty when it is no text, or too long for one
   */
  static Optional<String> read(MultipartFile file, int longest) {
    if (file.getSize() > longest || !name(file).endsWith(".yaml")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.getBytes())).toString());
    } catch (IOException noText) {
      return Optional.empty();
    }
  }
}
