package nl.eenplan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON, read strictly: what it does not know, it refuses, since who sent it may count on it. Lists
 * and words that are not there are empty.
 */
@Component
class Json {

  private static final int MOST_ENTRIES = 100;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .withConfigOverride(
              List.class,
              list -> list.setNullHandling(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL)))
          .changeDefaultPropertyInclusion(always ->
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .build();

  /**
   * @throws Problem UNREADABLE, INVALID (the kind of value, with its place), NOT_SUPPORTED (a field
   *     that is not known)
   */
  <T> T read(String text, Class<T> type) {
    try {
      T read = mapper.readValue(text, type);
      if (read == null) {
        throw Problem.of(Problem.Code.UNREADABLE, "JSON");
      }
      return read;
    } catch (UnrecognizedPropertyException unknown) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, around(unknown) + known(unknown));
    } catch (JacksonException wrong) {
      throw wrong.getPath().isEmpty()
          ? Problem.of(Problem.Code.UNREADABLE, "JSON")
          : Problem.of(Problem.Code.INVALID, path(wrong.getPath()));
    }
  }

  /** What was kept before; empty when it came by another door, or is of another kind. */
  <T> Optional<T> kept(String original, Class<T> type) {
    try {
      return original.startsWith("{\"resourceType\"")
          ? Optional.empty()
          : Optional.of(mapper.readValue(original, type));
    } catch (JacksonException other) {
      return Optional.empty();
    }
  }

  /** The words of a message in one form, whatever the spaces in it and the order of its fields. */
  String text(Object message) {
    return mapper.writeValueAsString(message);
  }

  Answer answer(int status, Object message, Map<String, String> headers) {
    return new Answer(status, Answer.JSON, headers, text(message));
  }

  /** Where the unknown field stands; its own name is the sender's. */
  private static String around(UnrecognizedPropertyException unknown) {
    List<JacksonException.Reference> path = unknown.getPath();
    return path(path.subList(0, Math.max(0, path.size() - 1)));
  }

  private static String known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds().stream()
        .map(Object::toString)
        .sorted()
        .limit(MOST_ENTRIES)
        .collect(Collectors.joining(", ", " (wel / known: ", ")"));
  }

  private static String path(List<JacksonException.Reference> path) {
    StringBuilder written = new StringBuilder("$");
    for (JacksonException.Reference step : path) {
      if (step.getPropertyName() != null) {
        written.append('.').append(step.getPropertyName());
      } else if (step.getIndex() >= 0) {
        written.append('[').append(step.getIndex()).append(']');
      }
    }
    return written.toString();
  }
}
