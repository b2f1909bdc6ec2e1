package nl.eenplan.client;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import nl.eenplan.organisation.OrganisationCode;

/**
 * One thing that a holder recorded about a client, under one category. What has no category is no
 * fact: it stays with its holder.
 *
 * @param labels further categories that the holder marked it with; it passes only where all of them
 *     do
 */
public record Fact(Category category, Categories labels, Value value) {

  public static Fact of(Category category, Value value) {
    return new Fact(category, Categories.NONE, value);
  }

  public Fact labelled(Categories more) {
    return new Fact(category, labels.or(more), value);
  }

  Categories all() {
    return Categories.of(category).or(labels);
  }

  /** The words of a fact; nothing but what its components name is ever kept, sent or shown. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  public sealed interface Value {}

  public record PersonName(Optional<String> family, List<String> given, Optional<String> text)
      implements Value {}

  /**
   * @param date ISO 8601, as precise as the holder knows: 1978, 1978-03 or 1978-03-14
   */
  public record BirthDate(String date) implements Value {}

  public record BirthYear(int year) implements Value {}

  /**
   * @param code of FHIR administrative-gender
   */
  public record Gender(String code) implements Value {}

  public record Address(
      List<String> lines,
      Optional<String> postalCode,
      Optional<String> city,
      Optional<String> country)
      implements Value {}

  /**
   * @param city the place where the client lives, nothing closer
   */
  public record Place(String city) implements Value {}

  /**
   * @param system of FHIR contact-point-system: phone, email, ...
   */
  public record Telecom(String system, String value) implements Value {}

  /** Somebody to call instead of the client. */
  public record ContactPerson(Optional<String> name, Optional<String> role, List<Telecom> telecom)
      implements Value {}

  /**
   * @param code BCP 47, such as {@code nl}; empty when only text is known
   */
  public record Language(Optional<String> code, Optional<String> text, boolean preferred)
      implements Value {}

  /** Somebody has to translate. */
  public record Interpreter() implements Value {}

  public record BsnNumber(String value) implements Value {
    @Override
    public String toString() {
      return "BsnNumber";
    }
  }

  /**
   * A coded answer or question.
   *
   * @param element which one it is, in the words of the door that it came by
   */
  public record Coded(String element, List<Coding> codings, Optional<String> text)
      implements Value {}

  public record Coding(Optional<String> system, String code, Optional<String> display) {}

  /** A labelled note. */
  public record Note(String text) implements Value {}

  /** A number on a scale, such as a step of the participation ladder (1 to 6). */
  public record Score(int value) implements Value {}

  /** That this organisation helps the client; of a care giver that is health data. */
  public record Involved(OrganisationCode organisation) implements Value {}

  /** The function at that organisation that the client turns to. */
  public record ContactFunction(String name) implements Value {}

  /** The address is secret: whoever knows it keeps it. */
  public record SecretAddress() implements Value {}

  /**
   * When a contract or an education of the client ends.
   *
   * @param date ISO 8601, a day
   */
  public record Ends(Kind kind, String date) implements Value {

    /** What ends. */
    public enum Kind {
      CONTRACT("contract-ends"),
      EDUCATION("education-ends");

      private final String code;

      Kind(String code) {
        this.code = code;
      }

      /** The type of the output that says so. */
      public String code() {
        return code;
      }
    }
  }

  /**
   * The client wants at most one contact in this time.
   *
   * @param period ISO 8601, such as P6M
   */
  public record ContactWish(String period) implements Value {}

  /**
   * What a client can and wants, by which the contacts are planned.
   *
   * @param code A1 to A5b, B1, B2, C1, C2 or D
   */
  public record Group(String code) implements Value {}

  /** The words beside a coded reason for a referral's state. */
  public record ReasonText(String text) implements Value {}
}
