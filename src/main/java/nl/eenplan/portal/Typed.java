package nl.eenplan.portal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.problem.Problem;
import org.springframework.util.MultiValueMap;

/**
 * What somebody typed in a form, and what is wrong with it: the page shows both again, each mistake
 * at its field, so that nothing has to be typed twice.
 */
public final class Typed {

  /**
   * @param field the name of a field; empty for the form as a whole
   * @param code of the text that says what to do, in {@code messages}
   * @param words that the text names
   */
  public record Mistake(String field, String code, List<Object> words) {

    /** For the message source. */
    public Object[] arguments() {
      return words.toArray();
    }
  }

  /** The form as a whole. */
  public static final String FORM = "";

  private final Map<String, List<String>> fields;
  private final Map<String, Mistake> mistakes = new LinkedHashMap<>();
  private Optional<Problem> problem = Optional.empty();

  private Typed(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  public static Typed nothing() {
    return new Typed(Map.of());
  }

  /** What to begin with. */
  public static Typed with(Map<String, String> values) {
    return new Typed(
        values.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
  }

  /**
   * @throws Problem UNREADABLE for what nobody can type and no column can hold
   */
  public static Typed of(MultiValueMap<String, String> fields) {
    if (fields.values().stream().flatMap(List::stream).anyMatch(text -> text.indexOf(0) >= 0)) {
      throw Problem.of(Problem.Code.UNREADABLE, "U+0000");
    }
    return new Typed(Map.copyOf(fields));
  }

  /** What was typed, as it was; nothing where there is no such field. */
  public String value(String field) {
    return all(field).isEmpty() ? "" : all(field).getFirst();
  }

  /** Of all fields that were sent. */
  public Set<String> names() {
    return fields.keySet();
  }

  public List<String> all(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /** Whether this was chosen. */
  public boolean has(String field, String value) {
    return all(field).contains(value);
  }

  /** A text of at least one character; empty with a mistake when there is none, or too much. */
  public Optional<String> text(String field, int most) {
    Optional<String> text = optional(field, most);
    if (text.isEmpty() && isRight(field)) {
      wrong(field, "wrong.missing");
    }
    return text;
  }

  /** A text that may be left out; empty with a mistake when it is too long. */
  public Optional<String> optional(String field, int most) {
    String text = value(field).strip();
    if (text.length() > most) {
      wrong(field, "wrong.long", most, text.length());
      return Optional.empty();
    }
    return Optional.of(text).filter(said -> !said.isEmpty());
  }

  /** A day, as the browser's date field sends it; empty with a mistake when it is none. */
  public Optional<LocalDate> date(String field) {
    return text(field, 10).flatMap(said -> day(field, said));
  }

  /** A day that may be left out. */
  public Optional<LocalDate> optionalDate(String field) {
    return optional(field, 10).flatMap(said -> day(field, said));
  }

  private Optional<LocalDate> day(String field, String said) {
    try {
      LocalDate day = LocalDate.parse(said);
      if (day.getYear() >= 1900 && day.getYear() <= 2199) {
        return Optional.of(day);
      }
    } catch (DateTimeParseException notADay) {
      // told below
    }
    wrong(field, "wrong.date");
    return Optional.empty();
  }

  /** One of a list; empty with a mistake when it is none of them. */
  public <T> Optional<T> choice(String field, Function<String, Optional<T>> of) {
    if (value(field).isEmpty()) {
      wrong(field, "wrong.choose");
      return Optional.empty();
    }
    Optional<T> found = of.apply(value(field));
    if (found.isEmpty()) {
      wrong(field, "wrong.choice");
    }
    return found;
  }

  /** All that was typed, to know the same form again; its number and its token are no words. */
  String words() {
    Map<String, List<String>> typed = new TreeMap<>(fields);
    typed.keySet().removeAll(Set.of(Once.FIELD, "_csrf"));
    return typed.toString();
  }

  /** The first mistake of a field stands. */
  public Typed wrong(String field, String code, Object... words) {
    mistakes.putIfAbsent(field, new Mistake(field, code, List.of(words)));
    return this;
  }

  /** What the hub answered, where it is about the form as a whole. */
  public Typed wrong(Problem answer) {
    problem = Optional.of(answer);
    return this;
  }

  public boolean isRight() {
    return mistakes.isEmpty() && problem.isEmpty();
  }

  public boolean isRight(String field) {
    return !mistakes.containsKey(field);
  }

  public Optional<Mistake> mistake(String field) {
    return Optional.ofNullable(mistakes.get(field));
  }

  public List<Mistake> mistakes() {
    return List.copyOf(mistakes.values());
  }

  public Optional<Problem> problem() {
    return problem;
  }
}
