package nl.eenplan.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import nl.eenplan.problem.Problem;

/** How a message has to look before anybody reads what it says: JSON in UTF-8, within limits. */
public final class Message {

  /** 1 MiB: a group of 12 clients with long texts is a tenth of that. */
  public static final int MOST_BYTES = 1 << 20;

  private static final int DEEPEST = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /** Written out, as FHIR's library does, a few characters of it would fill all memory. */
  private static final Pattern ENDLESS =
      Pattern.compile("\\s*+[+-]?+[0-9.]++[eE][+-]?+0*+[1-9][0-9]{3,}+\\s*+");

  private Message() {}

  /**
   * The text of a message.
   *
   * @throws Problem UNREADABLE (not JSON, not UTF-8, a key twice, too deep, half a character),
   *     TOO_MANY
   */
  public static String text(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw Problem.of(Problem.Code.TOO_MANY, MOST_BYTES + " bytes");
    }
    String text = decoded(body);
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
          refuseHalfCharacters(
              parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        boolean mayBeNumber =
            token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (mayBeNumber && ENDLESS.matcher(parser.getText()).matches()) {
          throw Problem.of(Problem.Code.UNREADABLE, "JSON, e999");
        }
      }
      return text;
    } catch (IOException e) {
      throw Problem.of(Problem.Code.UNREADABLE, "JSON, depth " + DEEPEST);
    }
  }

  private static String decoded(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(Problem.Code.UNREADABLE, "UTF-8");
    }
  }

  /** A surrogate alone is no character, and a zero byte no text that a database can hold. */
  private static void refuseHalfCharacters(char[] text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      boolean pair =
          Character.isHighSurrogate(text[i])
              && i + 1 < from + length
              && Character.isLowSurrogate(text[i + 1]);
      if (text[i] == 0 || (Character.isSurrogate(text[i]) && !pair)) {
        throw Problem.of(Problem.Code.UNREADABLE, "Unicode");
      }
      if (pair) {
        i++;
      }
    }
  }
}
