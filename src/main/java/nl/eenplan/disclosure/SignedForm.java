package nl.eenplan.disclosure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A form that a client signed, as a picture or a PDF.
 *
 * @param bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares forms
public record SignedForm(Kind kind, byte[] bytes) {

  /** In bytes: some pages at the resolution of an office scanner. */
  public static final int MOST = 5 * 1024 * 1024;

  /** What a form may be; known by how it begins, whatever it is called. */
  public enum Kind {
    PDF("application/pdf", "255044462D"),
    JPEG("image/jpeg", "FFD8FF"),
    PNG("image/png", "89504E470D0A1A0A");

    private final String mediaType;
    private final String begins;

    Kind(String mediaType, String begins) {
      this.mediaType = mediaType;
      this.begins = begins;
    }

    public String mediaType() {
      return mediaType;
    }

    /** Also how the name of such a file ends. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }

    private boolean is(byte[] bytes) {
      byte[] first = HexFormat.of().parseHex(begins);
      return bytes.length > first.length
          && Arrays.equals(bytes, 0, first.length, first, 0, first.length);
    }
  }

  /** Empty when it is none of the kinds. */
  public static Optional<SignedForm> of(byte[] bytes) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.is(bytes))
        .findFirst()
        .map(kind -> new SignedForm(kind, bytes));
  }

  /** In hexadecimal digits. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Never the contents. */
  @Override
  public String toString() {
    return "SignedForm " + kind;
  }
}
