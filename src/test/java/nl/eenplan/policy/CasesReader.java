package nl.eenplan.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Circumstances;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Given;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Question;
import nl.eenplan.disclosure.VitalInterest;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.YamlMap.Word;

/** Reads the named questions beside the policies, under a closed schema as well. */
final class CasesReader {

  /** The moment of every question. */
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  static final ClientId CLIENT = new ClientId(new UUID(0, 1));

  /** Who speaks for a kind when the case names nobody. */
  private static final Map<String, String> SPEAKS_FOR =
      Map.ofEntries(
          Map.entry("municipality", "lv"),
          Map.entry("wmo", "lv-wmo"),
          Map.entry("welfare", "st-woej"),
          Map.entry("reintegration", "jobstap"),
          Map.entry("uwv", "uwv"),
          Map.entry("ggz", "rivierduinen"),
          Map.entry("day-activities", "reakt"),
          Map.entry("sheltered-work", "binnenbaan"),
          Map.entry("examination", "salude"),
          Map.entry("client-support", "humanitas"),
          Map.entry("debt-help", "schuldhulp"),
          Map.entry("acute-help", "meldpunt-bezorgd"));

  private static final Set<String> CASE =
      new TreeSet<>(
          List.of(
              "name",
              "row",
              "purpose",
              "from",
              "to",
              "action",
              "sender",
              "receiver",
              "agreement",
              "emergency",
              "claims",
              "protected-address",
              "consents",
              "asked",
              "expect"));
  private static final Set<String> RULE =
      new TreeSet<>(List.of("effect", "purposes", "recipients", "kinds", "categories", "except"));
  private static final Set<String> CONSENT = new TreeSet<>(RULE);

  static {
    CONSENT.addAll(List.of("status", "from", "until", "recorded-by", "signed"));
  }

  private static final Set<String> EXPECT = new TreeSet<>(List.of("verdict", "released", "reason"));

  private final PolicyFolder policies;

  CasesReader(PolicyFolder policies) {
    this.policies = policies;
  }

  /**
   * A named question and its answer.
   *
   * @param verdict permit, refuse or review
   * @param released what a permit releases
   * @param reason the code of a refusal; empty otherwise
   */
  record Case(
      String file,
      int line,
      String name,
      Optional<PolicyRow> row,
      Question question,
      Circumstances known,
      String verdict,
      Categories released,
      String reason) {}

  /**
   * The cases of every file in the folder.
   *
   * @throws InvalidPolicies when a file is wrong
   */
  List<Case> read(Path folder) throws IOException {
    PolicyErrors errors = new PolicyErrors();
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(p -> p.toString().endsWith(".cases.yaml")).sorted().toList()) {
        YamlFile file = YamlFile.read(path, errors);
        YamlMap root = file.root().closed(Set.of("cases"));
        for (YamlMap map : root.maps("cases")) {
          int before = errors.count();
          map.closed(CASE);
          Optional<Case> read = read(file, map);
          if (errors.count() == before) {
            read.ifPresent(cases::add);
          }
        }
      }
    }
    errors.throwIfAny();
    return cases;
  }

  private Optional<Case> read(YamlFile file, YamlMap map) {
    Optional<Word> action = map.word("action");
    Optional<PolicyRow> row =
        map.has("row") ? find(map, map.word("row"), policies.table()::row) : Optional.empty();
    Optional<OrganisationKind> from =
        row.map(PolicyRow::from).or(() -> find(map, map.word("from"), policies.vocabulary()::kind));
    Optional<OrganisationKind> to =
        row.map(PolicyRow::to).or(() -> find(map, map.word("to"), policies.vocabulary()::kind));
    Optional<Purpose> purpose =
        row.map(PolicyRow::purpose)
            .or(() -> find(map, map.word("purpose"), policies.vocabulary()::purpose));
    Optional<Action> what = find(map, action, Action::of);
    YamlMap expect = map.map("expect").closed(EXPECT);
    String name = map.word("name").map(Word::text).orElse("");
    String verdict = expect.word("verdict").map(Word::text).orElse("");
    Categories asked = categories(map, "asked");
    boolean agreement = !map.has("agreement");
    List<Consent> consents = map.maps("consents").stream().map(this::consent).toList();
    Categories released = expect.has("released") ? categories(expect, "released") : Categories.NONE;
    String reason = expect.has("reason") ? expect.word("reason").map(Word::text).orElse("") : "";
    if (from.isEmpty() || to.isEmpty() || purpose.isEmpty() || what.isEmpty()) {
      return Optional.empty();
    }
    Question question =
        new Question(
            CLIENT,
            party(map, "sender", from.get(), true),
            party(map, "receiver", to.get(), agreement),
            purpose.get(),
            what.get(),
            asked,
            isSet(map, "emergency", "vital-interest") ? VitalInterest.CLAIMED : VitalInterest.NONE,
            map.has("claims") ? map.word("claims").map(Word::text) : Optional.empty(),
            NOW);
    Circumstances known = new Circumstances(consents, isSet(map, "protected-address", "yes"));
    return Optional.of(
        new Case(file.name(), map.line(), name, row, question, known, verdict, released, reason));
  }

  private static Party party(
      YamlMap map, String key, OrganisationKind kind, boolean agreementInForce) {
    String code =
        map.has(key)
            ? map.word(key).map(Word::text).orElse("nobody")
            : SPEAKS_FOR.getOrDefault(kind.code(), "some-" + kind.code());
    return new Party(new OrganisationCode(code), kind, agreementInForce);
  }

  private Consent consent(YamlMap map) {
    map.closed(CONSENT);
    Instant from = day(map, "from").orElse(NOW.minusSeconds(3600));
    String recordedBy =
        map.has("recorded-by") ? map.word("recorded-by").map(Word::text).orElse("nobody") : "lv";
    Given talk = Given.inATalk(from);
    Evidence evidence = isSet(map, "signed", "yes") ? Evidence.SIGNED_FORM : Evidence.TALK;
    return new Consent(
        UUID.randomUUID(),
        1,
        CLIENT,
        CLIENT.value(),
        new OrganisationCode(recordedBy),
        Consent.Kind.DISCLOSURE,
        isSet(map, "status", "withdrawn") ? Status.WITHDRAWN : Status.ACTIVE,
        new Given(talk.by(), evidence, talk.at(), talk.language(), talk.textVersion()),
        from,
        day(map, "until"),
        Optional.empty(),
        List.of(rule(map)));
  }

  private Rule rule(YamlMap map) {
    return new Rule(
        find(map, map.word("effect"), CasesReader::effect).orElse(Effect.DENY),
        all(map, "purposes", policies.vocabulary()::purpose),
        all(map, "recipients", code -> Optional.of(new OrganisationCode(code))),
        all(map, "kinds", policies.vocabulary()::kind),
        map.has("categories") ? categories(map, "categories") : Categories.ALL,
        Optional.empty(),
        Optional.empty(),
        map.has("except")
            ? map.maps("except").stream().map(inner -> rule(inner.closed(RULE))).toList()
            : List.of());
  }

  private static Optional<Effect> effect(String code) {
    return Stream.of(Effect.values())
        .filter(effect -> effect.name().toLowerCase(Locale.ROOT).equals(code))
        .findFirst();
  }

  /** Whether the key is there; then it has that one value. */
  private static boolean isSet(YamlMap map, String key, String value) {
    return map.has(key)
        && find(map, map.word(key), word -> Optional.of(word).filter(value::equals)).isPresent();
  }

  private static Optional<Instant> day(YamlMap map, String key) {
    if (!map.has(key)) {
      return Optional.empty();
    }
    return map.word(key)
        .flatMap(word -> {
          try {
            return Optional.of(
                LocalDate.parse(word.text()).atStartOfDay().toInstant(ZoneOffset.UTC));
          } catch (DateTimeParseException e) {
            map.note(word.line(), "not a date", "write it as 2026-11-01");
            return Optional.empty();
          }
        });
  }

  private Categories categories(YamlMap map, String key) {
    return map.words(key).stream()
        .map(word -> find(map, Optional.of(word), policies.vocabulary()::categories))
        .flatMap(Optional::stream)
        .reduce(Categories.NONE, Categories::or);
  }

  private static <T> Set<T> all(YamlMap map, String key, Function<String, Optional<T>> find) {
    if (!map.has(key)) {
      return Set.of();
    }
    return map.words(key).stream()
        .flatMap(word -> find(map, Optional.of(word), find).stream())
        .collect(Collectors.toSet());
  }

  private static <T> Optional<T> find(
      YamlMap map, Optional<Word> word, Function<String, Optional<T>> find) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> found = find.apply(word.get().text());
    if (found.isEmpty()) {
      map.note(
          word.get().line(),
          "unknown word `%s`".formatted(word.get().text()),
          "write one of the vocabulary or of the table");
    }
    return found;
  }
}
