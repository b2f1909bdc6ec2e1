package nl.eenplan.portal.referring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.eenplan.client.Bsn;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Own;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;

/**
 * The fields of a client's form, and the facts that they stand for. What a record holds beside
 * these, such as what another system sent, is left as it is, with the labels that it has.
 */
final class ClientFields {

  static final String FAMILY = "family";
  static final String GIVEN = "given";
  static final String BORN = "born";
  static final String GENDER = "gender";
  static final String BSN = "bsn";
  static final String STREET = "street";
  static final String POSTAL_CODE = "postal-code";
  static final String CITY = "city";
  static final String SECRET = "secret-address";
  static final String PHONE = "phone";
  static final String EMAIL = "email";
  static final String LANGUAGE = "language";
  static final String INTERPRETER = "interpreter";
  static final String WISH = "contact-wish";
  static final String GROUP = "group";
  static final String VERSION = "version";
  static final String YES = "yes";

  static final List<String> GENDERS = List.of("female", "male", "other", "unknown");
  static final List<String> LANGUAGES =
      List.of("nl", "en", "ar", "tr", "ti", "pl", "uk", "fa", "so", "fr", "es", "de", "zh");
  static final List<String> WISHES = List.of("P1M", "P2M", "P3M", "P6M", "P1Y");
  static final List<String> GROUPS =
      List.of("A1", "A2", "A3", "A4", "A5a", "A5b", "B1", "B2", "C1", "C2", "D");

  private static final int LONG = 200;

  /** What a record has one of, as this form sees it. */
  private enum Place {
    NAME(FAMILY, GIVEN),
    BIRTH_DATE(BORN),
    BIRTH_YEAR(BORN),
    GENDER(ClientFields.GENDER),
    ADDRESS(STREET, POSTAL_CODE, ClientFields.CITY),
    CITY(ClientFields.CITY),
    SECRET(ClientFields.SECRET),
    PHONE(ClientFields.PHONE),
    EMAIL(ClientFields.EMAIL),
    LANGUAGE(ClientFields.LANGUAGE),
    INTERPRETER(ClientFields.INTERPRETER),
    WISH(ClientFields.WISH),
    GROUP(ClientFields.GROUP);

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> fields;

    Place(String... fields) {
      this.fields = List.of(fields);
    }

    /** What nobody touched stays as it was written: a form shows less than a record can hold. */
    boolean isTheSame(Typed shown, Typed typed) {
      return fields.stream()
          .allMatch(field -> shown.value(field).strip().equals(typed.value(field).strip()));
    }
  }

  private ClientFields() {}

  /** What the form begins with. */
  static Typed of(Own own, int version) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(VERSION, String.valueOf(version));
    own.facts()
        .filter(fact -> place(fact.value()).isPresent())
        .forEach(fact -> show(fields, fact.value()));
    return Typed.with(fields);
  }

  private static void show(Map<String, String> fields, Fact.Value value) {
    switch (value) {
      case Fact.PersonName name -> {
        fields.putIfAbsent(FAMILY, name.family().or(name::text).orElse(""));
        fields.putIfAbsent(GIVEN, String.join(" ", name.given()));
      }
      case Fact.BirthDate birth when birth.date().length() == 10 ->
          fields.putIfAbsent(BORN, birth.date());
      case Fact.Gender gender -> fields.putIfAbsent(GENDER, gender.code());
      case Fact.Address address -> {
        fields.putIfAbsent(STREET, String.join(", ", address.lines()));
        address.postalCode().ifPresent(code -> fields.putIfAbsent(POSTAL_CODE, code));
        address.city().ifPresent(city -> fields.putIfAbsent(CITY, city));
      }
      case Fact.SecretAddress secret -> fields.put(SECRET, YES);
      case Fact.Telecom point ->
          fields.putIfAbsent(point.system().equals("email") ? EMAIL : PHONE, point.value());
      case Fact.Language language ->
          language
              .code()
              .filter(LANGUAGES::contains)
              .ifPresent(code -> fields.putIfAbsent(LANGUAGE, code));
      case Fact.Interpreter needed -> fields.put(INTERPRETER, YES);
      case Fact.ContactWish wish when WISHES.contains(wish.period()) ->
          fields.putIfAbsent(WISH, wish.period());
      case Fact.Group group -> fields.putIfAbsent(GROUP, group.code());
      default -> {}
    }
  }

  /** The BSN that was typed, in whatever groups of digits; with a mistake when it is none. */
  static Optional<Bsn> bsn(Typed typed) {
    String digits = typed.value(BSN).replaceAll("[\\s.-]", "");
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Bsn(digits));
    } catch (Problem notOne) {
      typed.wrong(BSN, "clients.wrong.bsn");
      return Optional.empty();
    }
  }

  /** What was typed, as facts, with the mistakes in it. */
  static Facts facts(Typed typed, Optional<Bsn> bsn, LocalDate today) {
    List<Fact> facts = new ArrayList<>();
    bsn.ifPresent(number -> facts.add(Fact.of(Category.BSN, new Fact.BsnNumber(number.value()))));
    facts.addAll(typed(typed, today).values());
    return new Facts(facts);
  }

  /** The record with what was typed in the place of what stood there. */
  static Facts facts(Own before, Typed typed, LocalDate today) {
    Map<Place, Fact> now = typed(typed, today);
    Categories always = before.facts().map(Fact::labels).reduce(Categories.ALL, Categories::and);
    Typed shown = of(before, 0);
    List<Fact> facts = new ArrayList<>();
    Map<Place, Fact> seen = new EnumMap<>(Place.class);
    before
        .facts()
        .forEach(fact -> {
          Optional<Place> place = place(fact.value()).filter(one -> !seen.containsKey(one));
          place.ifPresent(one -> seen.put(one, fact));
          if (place.isEmpty() || place.get().isTheSame(shown, typed)) {
            facts.add(fact);
          } else if (now.containsKey(place.get())) {
            facts.add(now.get(place.get()).labelled(fact.labels()));
          }
        });
    boolean any = !seen.isEmpty() || !facts.isEmpty();
    now.forEach((place, fact) -> {
      if (!seen.containsKey(place)) {
        facts.add(any ? fact.labelled(always) : fact);
      }
    });
    return new Facts(facts);
  }

  private static Optional<Place> place(Fact.Value value) {
    return switch (value) {
      case Fact.PersonName name -> Optional.of(Place.NAME);
      case Fact.BirthDate birth -> Optional.of(Place.BIRTH_DATE);
      case Fact.BirthYear year -> Optional.of(Place.BIRTH_YEAR);
      case Fact.Gender gender -> Optional.of(Place.GENDER);
      case Fact.Address address -> Optional.of(Place.ADDRESS);
      case Fact.Place city -> Optional.of(Place.CITY);
      case Fact.SecretAddress secret -> Optional.of(Place.SECRET);
      case Fact.Telecom point when point.system().equals("email") -> Optional.of(Place.EMAIL);
      case Fact.Telecom point when Set.of("phone", "sms").contains(point.system()) ->
          Optional.of(Place.PHONE);
      case Fact.Language language when language.code().isPresent() -> Optional.of(Place.LANGUAGE);
      case Fact.Interpreter needed -> Optional.of(Place.INTERPRETER);
      case Fact.ContactWish wish -> Optional.of(Place.WISH);
      case Fact.Group group -> Optional.of(Place.GROUP);
      default -> Optional.empty();
    };
  }

  private static Map<Place, Fact> typed(Typed typed, LocalDate today) {
    Map<Place, Fact> facts = new EnumMap<>(Place.class);
    Optional<String> family = typed.text(FAMILY, LONG);
    Optional<String> given = typed.optional(GIVEN, LONG);
    family.ifPresent(name ->
        facts.put(
            Place.NAME,
            Fact.of(
                Category.IDENTITY_NAME,
                new Fact.PersonName(
                    family, given.map(List::of).orElse(List.of()), Optional.empty()))));
    typed
        .optionalDate(BORN)
        .ifPresent(day -> {
          if (day.isAfter(today)) {
            typed.wrong(BORN, "clients.wrong.born");
          }
          facts.put(
              Place.BIRTH_DATE,
              Fact.of(Category.IDENTITY_BIRTH_DATE, new Fact.BirthDate(day.toString())));
          facts.put(
              Place.BIRTH_YEAR,
              Fact.of(Category.IDENTITY_BIRTH_YEAR, new Fact.BirthYear(day.getYear())));
        });
    oneOf(typed, GENDER, GENDERS)
        .ifPresent(code ->
            facts.put(Place.GENDER, Fact.of(Category.IDENTITY_GENDER, new Fact.Gender(code))));
    address(typed, facts);
    if (typed.has(SECRET, YES)) {
      facts.put(Place.SECRET, Fact.of(Category.PROTECTED_ADDRESS, new Fact.SecretAddress()));
    }
    point(typed, facts, PHONE, "phone", Place.PHONE);
    point(typed, facts, EMAIL, "email", Place.EMAIL);
    oneOf(typed, LANGUAGE, LANGUAGES)
        .ifPresent(code ->
            facts.put(
                Place.LANGUAGE,
                Fact.of(
                    Category.LANGUAGE,
                    new Fact.Language(Optional.of(code), Optional.empty(), true))));
    if (typed.has(INTERPRETER, YES)) {
      facts.put(Place.INTERPRETER, Fact.of(Category.LANGUAGE, new Fact.Interpreter()));
    }
    oneOf(typed, WISH, WISHES)
        .ifPresent(period ->
            facts.put(Place.WISH, Fact.of(Category.CONTACT, new Fact.ContactWish(period))));
    oneOf(typed, GROUP, GROUPS)
        .ifPresent(
            code -> facts.put(Place.GROUP, Fact.of(Category.DISTANCE, new Fact.Group(code))));
    return facts;
  }

  private static void address(Typed typed, Map<Place, Fact> facts) {
    Optional<String> street = typed.optional(STREET, LONG);
    Optional<String> code = typed.optional(POSTAL_CODE, 20);
    Optional<String> city = typed.optional(CITY, LONG);
    if (street.isPresent() || code.isPresent() || city.isPresent()) {
      facts.put(
          Place.ADDRESS,
          Fact.of(
              Category.IDENTITY_ADDRESS,
              new Fact.Address(
                  street.map(List::of).orElse(List.of()), code, city, Optional.empty())));
    }
    city.ifPresent(place ->
        facts.put(Place.CITY, Fact.of(Category.IDENTITY_MUNICIPALITY, new Fact.Place(place))));
  }

  private static void point(
      Typed typed, Map<Place, Fact> facts, String field, String system, Place place) {
    typed
        .optional(field, LONG)
        .ifPresent(
            value -> facts.put(place, Fact.of(Category.CONTACT, new Fact.Telecom(system, value))));
  }

  /** Empty when nothing was chosen; with a mistake for what is not in the list. */
  private static Optional<String> oneOf(Typed typed, String field, List<String> all) {
    return typed.value(field).isEmpty()
        ? Optional.empty()
        : typed.choice(field, code -> Optional.of(code).filter(all::contains));
  }
}
