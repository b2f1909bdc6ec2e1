package nl.eenplan.letters;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * HTML as PDF, tagged so that it can be read aloud (PDF/UA). The letter type is Liberation Sans,
 * that comes with PDFBox and may be embedded (SIL Open Font License 1.1).
 */
final class Pdf {

  static final String FONT = "Liberation Sans";

  private static final String FONT_FILE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  static {
    // It would write about each letter on the console.
    XRLog.setLoggingEnabled(false);
  }

  private Pdf() {}

  /**
   * @param html well-formed XHTML that needs nothing from elsewhere
   */
  static byte[] of(String html) {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFont(Pdf::font, FONT);
    builder.usePdfUaAccessibility(true);
    builder.useUriResolver((base, uri) -> null);
    builder.withHtmlContent(html, null);
    builder.toStream(pdf);
    try {
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pdf.toByteArray();
  }

  private static InputStream font() {
    return Objects.requireNonNull(PdfRendererBuilder.class.getResourceAsStream(FONT_FILE));
  }
}
