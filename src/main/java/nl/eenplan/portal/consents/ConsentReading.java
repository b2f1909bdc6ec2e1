package nl.eenplan.portal.consents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Given;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.consents.Spoken.How;
import org.springframework.stereotype.Component;

/** Reads what was typed of a client's word; each mistake stands at its field. */
@Component
class ConsentReading {

  /** Characters. */
  static final int MOST_WORDS = 2000;

  private final Clock clock;

  ConsentReading(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param before what was written down of this client before
   * @param signed whether a form came along
   * @return empty with a mistake when it cannot be written down
   */
  Optional<Consent> read(
      Typed typed,
      Choices choices,
      Subject subject,
      Who who,
      List<Consent> before,
      boolean signed) {
    Optional<Effect> effect = typed.choice("answer", ConsentReading::effect);
    Optional<Rule> rule = effect.map(said -> rule(typed, choices, said));
    Optional<Given> given = given(typed, signed);
    Optional<Instant> until = until(typed);
    Optional<UUID> replaces = replaces(typed, before);
    if (typed.isRight() && effect.equals(Optional.of(Effect.PERMIT))) {
      contradicted(rule.orElseThrow(), before, replaces)
          .ifPresent(no -> typed.wrong("replaces", "consents.wrong.refused"));
    }
    if (!typed.isRight()) {
      return Optional.empty();
    }
    Instant at = given.orElseThrow().at();
    return Optional.of(
        new Consent(
            UUID.randomUUID(),
            1,
            subject.client(),
            subject.person(),
            who.organisation(),
            Consent.Kind.DISCLOSURE,
            Status.ACTIVE,
            given.get(),
            at,
            until,
            replaces,
            List.of(rule.orElseThrow())));
  }

  static Optional<Effect> effect(String answer) {
    return switch (answer) {
      case "yes" -> Optional.of(Effect.PERMIT);
      case "no" -> Optional.of(Effect.DENY);
      default -> Optional.empty();
    };
  }

  private static Rule rule(Typed typed, Choices choices, Effect effect) {
    boolean yes = effect == Effect.PERMIT;
    Optional<Purpose> purpose =
        yes || !typed.value("purpose").isEmpty()
            ? typed.choice("purpose", code -> among(choices.purposes(), code).map(Purpose::new))
            : Optional.empty();
    List<String> recipients = typed.all("recipient");
    if (recipients.isEmpty()) {
      typed.wrong("recipient", "wrong.choose");
    } else if (recipients.stream().anyMatch(code -> among(choices.recipients(), code).isEmpty())) {
      typed.wrong("recipient", "consents.wrong.recipient");
    } else if (recipients.contains(Offer.ANYBODY) && recipients.size() > 1) {
      typed.wrong("recipient", "consents.wrong.all-and-some");
    }
    Categories categories = categories(typed, choices);
    if (yes && categories.isEmpty()) {
      typed.wrong("category", "wrong.choose");
    }
    return new Rule(
        effect,
        purpose.map(Set::of).orElse(Set.of()),
        recipients(typed),
        Set.of(),
        categories.isEmpty() ? Categories.ALL : categories);
  }

  static Set<OrganisationCode> recipients(Typed typed) {
    return typed.all("recipient").stream()
        .filter(OrganisationCode::isValid)
        .map(OrganisationCode::new)
        .collect(Collectors.toSet());
  }

  private static Categories categories(Typed typed, Choices choices) {
    Set<Category> offered =
        choices.categories().stream().map(Choices.Choice::category).collect(Collectors.toSet());
    List<Optional<Category>> chosen = typed.all("category").stream().map(Category::of).toList();
    if (chosen.stream().anyMatch(one -> one.filter(offered::contains).isEmpty())) {
      typed.wrong("category", "consents.wrong.category");
    }
    return Categories.of(chosen.stream().flatMap(Optional::stream).toList());
  }

  private static Optional<String> among(List<Option> options, String code) {
    return options.stream().map(Option::value).filter(code::equals).findFirst();
  }

  private Optional<Given> given(Typed typed, boolean signed) {
    Set<Giver> givers = EnumSet.noneOf(Giver.class);
    typed.all("giver").forEach(code -> giver(code).ifPresent(givers::add));
    if (givers.size() < typed.all("giver").size() || givers.isEmpty()) {
      typed.wrong("giver", "wrong.choose");
    }
    Optional<How> how = typed.choice("how", How::of);
    boolean form = how.equals(Optional.of(How.FORM));
    if (form && !signed && typed.isRight("form")) {
      typed.wrong("form", "consents.wrong.form-missing");
    } else if (how.isPresent() && !form && signed) {
      typed.wrong("how", "consents.wrong.form-and-talk");
    }
    Optional<String> words =
        form ? typed.optional("words", MOST_WORDS) : typed.text("words", MOST_WORDS);
    Optional<String> language = typed.choice("language", Languages::known);
    Optional<LocalDate> on = typed.date("on");
    LocalDate today = today();
    on.filter(day -> day.isAfter(today))
        .ifPresent(day -> typed.wrong("on", "consents.wrong.to-come"));
    return typed.isRight("on") && typed.isRight("giver") && (words.isPresent() || form)
        ? Optional.of(
            new Given(
                givers,
                form ? Evidence.SIGNED_FORM : Evidence.TALK,
                on.filter(today::isAfter).map(ConsentReading::start).orElseGet(clock::instant),
                language,
                form ? Optional.of(FormPage.TEXT_VERSION) : Optional.empty()))
        : Optional.empty();
  }

  /** The code of who said it. */
  static String code(Giver giver) {
    return giver.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<Giver> giver(String code) {
    return Arrays.stream(Giver.values()).filter(giver -> code(giver).equals(code)).findFirst();
  }

  private Optional<Instant> until(Typed typed) {
    Optional<LocalDate> last = typed.optionalDate("until");
    last.filter(day -> day.isBefore(today()))
        .ifPresent(day -> typed.wrong("until", "consents.wrong.past"));
    return last.map(day -> start(day.plusDays(1)));
  }

  private static Optional<UUID> replaces(Typed typed, List<Consent> before) {
    if (typed.value("replaces").isEmpty()) {
      return Optional.empty();
    }
    return typed.choice(
        "replaces",
        code ->
            Words.uuid(code)
                .filter(id -> before.stream().anyMatch(consent -> consent.id().equals(id))));
  }

  /** A no that stands, and that this yes would not overrule. */
  private Optional<Consent> contradicted(Rule yes, List<Consent> before, Optional<UUID> replaces) {
    Instant now = clock.instant();
    Set<UUID> replaced =
        before.stream().flatMap(one -> one.replaces().stream()).collect(Collectors.toSet());
    Predicate<Consent> stands =
        one ->
            one.status() == Status.ACTIVE
                && one.kind() == Consent.Kind.DISCLOSURE
                && one.until().filter(end -> !now.isBefore(end)).isEmpty()
                && !replaced.contains(one.id())
                && !replaces.equals(Optional.of(one.id()));
    return before.stream()
        .filter(stands)
        .filter(one -> one.rules().stream().anyMatch(no -> overrules(no, yes)))
        .findFirst();
  }

  private static boolean overrules(Rule no, Rule yes) {
    return no.effect() == Effect.DENY
        && (no.purposes().isEmpty() || no.purposes().containsAll(yes.purposes()))
        && !no.recipients().isEmpty()
        && no.recipients().stream().anyMatch(yes.recipients()::contains)
        && !no.categories().and(yes.categories()).isEmpty();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(DutchTime.ZONE).toInstant();
  }
}
