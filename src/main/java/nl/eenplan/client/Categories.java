package nl.eenplan.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * An immutable set of {@link Category}, held in one {@code long}, so that the gate decides without
 * allocating. It is stored as its codes: a bit's meaning changes with the vocabulary.
 */
public record Categories(long bits) {

  public static final Categories NONE = new Categories(0);
  public static final Categories ALL = of(Category.values());

  public static Categories of(Category... categories) {
    return of(Arrays.asList(categories));
  }

  public static Categories of(Collection<Category> categories) {
    long bits = 0;
    for (Category category : categories) {
      bits |= category.bit();
    }
    return new Categories(bits);
  }

  /** All of them, those of a later vocabulary included: a refusal of everything stays one. */
  private static final List<String> EVERYTHING = List.of("*");

  /**
   * What was stored.
   *
   * @throws IllegalArgumentException for a code that is not in the vocabulary any more: what it
   *     permitted or forbade is unknown then
   */
  @JsonCreator
  static Categories stored(List<String> codes) {
    return codes.equals(EVERYTHING)
        ? ALL
        : of(
            codes.stream()
                .map(code ->
                    Category.of(code)
                        .orElseThrow(() -> new IllegalArgumentException("no category: " + code)))
                .toList());
  }

  @JsonValue
  List<String> stored() {
    return equals(ALL) ? EVERYTHING : codes();
  }

  public boolean contains(Category category) {
    return (bits & category.bit()) != 0;
  }

  public boolean containsAll(Categories other) {
    return (other.bits & ~bits) == 0;
  }

  public boolean isEmpty() {
    return bits == 0;
  }

  public int size() {
    return Long.bitCount(bits);
  }

  public Categories and(Categories other) {
    return new Categories(bits & other.bits);
  }

  public Categories or(Categories other) {
    return new Categories(bits | other.bits);
  }

  public Categories minus(Categories other) {
    return new Categories(bits & ~other.bits);
  }

  public Stream<Category> stream() {
    return Arrays.stream(Category.values()).filter(this::contains);
  }

  /** The codes, in the order of the vocabulary. */
  public List<String> codes() {
    return stream().map(Category::code).toList();
  }

  @Override
  public String toString() {
    return codes().toString();
  }
}
