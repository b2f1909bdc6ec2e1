package nl.eenplan.api.reading;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.api.json.ConsentJson;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Kind;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Given;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;

/**
 * What a client said: one rule, in full or not at all. Who permits, names what for, to whom and
 * which data; only a refusal may be about everything.
 */
public final class ConsentReader {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final Vocabulary vocabulary;
  private final Function<Set<OrganisationCode>, Map<OrganisationCode, OrganisationKind>> existing;

  /**
   * @param existing which of these codes are organisations that take part, and of what kind
   */
  public ConsentReader(
      Vocabulary vocabulary,
      Function<Set<OrganisationCode>, Map<OrganisationCode, OrganisationKind>> existing) {
    this.vocabulary = vocabulary;
    this.existing = existing;
  }

  /** Whose record it is, and who writes it down when. */
  public record Place(
      UUID id, ClientId client, UUID person, OrganisationCode recordedBy, Instant now) {}

  /**
   * @throws Problem MISSING, INVALID, UNKNOWN_PURPOSE, UNKNOWN_CATEGORY, UNKNOWN_RECIPIENT,
   *     TOO_LONG, TOO_MANY
   */
  public Consent read(ConsentJson said, Place place) {
    Kind kind = kind(said);
    Instant at = said.givenOn().map(date -> day(date, "givenOn", 0)).orElse(place.now());
    if (at.isAfter(place.now().plus(CLOCKS_DIFFER))) {
      throw Problem.of(Problem.Code.INVALID, "givenOn");
    }
    Instant from = said.from().map(date -> day(date, "from", 0)).orElse(at);
    Optional<Instant> until = said.until().map(date -> day(date, "until", 1));
    if (until.filter(end -> !from.isBefore(end)).isPresent()) {
      throw Problem.of(Problem.Code.INVALID, "until");
    }
    return new Consent(
        place.id(),
        1,
        place.client(),
        place.person(),
        place.recordedBy(),
        kind,
        Status.ACTIVE,
        given(said, at),
        from,
        until,
        said.replaces(),
        List.of(rule(said, kind)));
  }

  private static Kind kind(ConsentJson said) {
    return switch (Said.needed(said.kind(), "kind")) {
      case "disclosure" -> Kind.DISCLOSURE;
      case "help" -> Kind.HELP;
      default -> throw Problem.of(Problem.Code.INVALID, "kind (disclosure, help)");
    };
  }

  private static Instant day(String date, String place, int plus) {
    if (date.length() != "2026-11-22".length()) { // a longer year no database can hold
      throw Problem.of(Problem.Code.INVALID, place + " (ISO 8601)");
    }
    try {
      return LocalDate.parse(date).plusDays(plus).atStartOfDay(DutchTime.ZONE).toInstant();
    } catch (DateTimeException e) {
      throw Problem.of(Problem.Code.INVALID, place + " (ISO 8601)");
    }
  }

  private static Given given(ConsentJson said, Instant at) {
    Set<Giver> givers =
        Said.some(said.givenBy(), "givenBy").stream()
            .map(ConsentReader::giver)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Giver.class)));
    said.signedForm()
        .map(form -> Said.needed(form.sha256(), "signedForm.sha256"))
        .filter(hash -> !hash.matches("[0-9a-fA-F]{64}"))
        .ifPresent(wrong -> {
          throw Problem.of(Problem.Code.INVALID, "signedForm.sha256");
        });
    return new Given(
        givers.isEmpty() ? Set.of(Giver.CLIENT) : givers,
        said.signedForm().isPresent() ? Evidence.SIGNED_FORM : Evidence.TALK,
        at,
        matching(said.language(), "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "language (BCP 47)"),
        matching(said.textVersion(), "\\P{Cntrl}{1,100}", "textVersion"));
  }

  private static Optional<String> matching(Optional<String> said, String form, String place) {
    Said.text(said, place)
        .filter(text -> text.length() > 100 || !text.matches(form))
        .ifPresent(wrong -> {
          throw Problem.of(Problem.Code.INVALID, place);
        });
    return said;
  }

  private static Giver giver(String code) {
    return Arrays.stream(Giver.values())
        .filter(giver -> code(giver).equals(code))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                Problem.Code.INVALID,
                "givenBy ("
                    + Arrays.stream(Giver.values())
                        .map(ConsentReader::code)
                        .collect(Collectors.joining(", "))
                    + ")"));
  }

  /** The word for who gave it. */
  public static String code(Giver giver) {
    return giver.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Rule rule(ConsentJson said, Kind kind) {
    Effect effect = effect(said);
    if (effect == Effect.PERMIT && kind == Kind.DISCLOSURE) {
      needed(!said.purposes().isEmpty(), "purposes");
      needed(!said.recipients().isEmpty() || !said.recipientKinds().isEmpty(), "recipients");
      needed(!said.categories().isEmpty(), "categories");
    }
    Categories any = kind == Kind.HELP ? Categories.NONE : Categories.ALL;
    return new Rule(
        effect,
        set(said.purposes(), "purposes", this::purpose),
        recipients(said),
        set(said.recipientKinds(), "recipientKinds", this::kind),
        said.categories().isEmpty()
            ? any
            : Said.some(said.categories(), "categories").stream()
                .map(this::categories)
                .reduce(Categories.NONE, Categories::or));
  }

  private static void needed(boolean there, String place) {
    if (!there) {
      throw Problem.of(Problem.Code.MISSING, place);
    }
  }

  private static Effect effect(ConsentJson said) {
    return switch (Said.needed(said.answer(), "answer")) {
      case "yes" -> Effect.PERMIT;
      case "no" -> Effect.DENY;
      default -> throw Problem.of(Problem.Code.INVALID, "answer (yes, no)");
    };
  }

  private static <T> Set<T> set(List<String> codes, String place, Function<String, T> of) {
    return Said.some(codes, place).stream()
        .map(code -> of.apply(Said.needed(Optional.ofNullable(code), place)))
        .collect(Collectors.toSet());
  }

  private Set<OrganisationCode> recipients(ConsentJson said) {
    Set<OrganisationCode> named =
        set(
            said.recipients(),
            "recipients",
            code -> ReferralReader.organisation(code, "recipients"));
    if (!existing.apply(named).keySet().containsAll(named)) {
      throw Problem.of(Problem.Code.UNKNOWN_RECIPIENT, "recipients");
    }
    return named;
  }

  private Purpose purpose(String code) {
    return vocabulary
        .purpose(code)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_PURPOSE, "purposes"));
  }

  private OrganisationKind kind(String code) {
    return vocabulary
        .kind(code)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_RECIPIENT, "recipientKinds"));
  }

  private Categories categories(String code) {
    return vocabulary
        .categories(Said.needed(Optional.ofNullable(code), "categories"))
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_CATEGORY, "categories"));
  }
}
