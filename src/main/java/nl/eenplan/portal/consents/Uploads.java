package nl.eenplan.portal.consents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import nl.eenplan.disclosure.SignedForm;
import nl.eenplan.portal.Typed;
import org.springframework.web.multipart.MultipartFile;

/** Reads a file that somebody chose; its name means nothing. */
final class Uploads {

  private static final int MEGABYTE = 1024 * 1024;

  private Uploads() {}

  /**
   * @return empty when there is none, or with a mistake when it is too large or of another kind
   */
  static Optional<SignedForm> read(Typed typed, String field, Optional<MultipartFile> file) {
    Optional<MultipartFile> chosen = file.filter(some -> !some.isEmpty());
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    if (chosen.get().getSize() > SignedForm.MOST) {
      typed.wrong(field, "consents.wrong.form-large", SignedForm.MOST / MEGABYTE);
      return Optional.empty();
    }
    try {
      Optional<SignedForm> form = SignedForm.of(chosen.get().getBytes());
      if (form.isEmpty()) {
        typed.wrong(field, "consents.wrong.form-kind");
      }
      return form;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
