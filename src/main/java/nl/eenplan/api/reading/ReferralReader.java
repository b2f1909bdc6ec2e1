package nl.eenplan.api.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.api.json.CodeJson;
import nl.eenplan.api.json.ReferralJson;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Stated;

/** What is asked for a client: the question and the labelled notes, each under its category. */
public final class ReferralReader {

  private static final List<String> LEVELS = List.of("urgent", "asap", "stat");

  private ReferralReader() {}

  /**
   * @throws Problem MISSING
   */
  public static UUID client(Optional<UUID> client) {
    return client.orElseThrow(() -> Problem.of(Problem.Code.MISSING, "clientId"));
  }

  /**
   * @throws Problem MISSING, UNKNOWN_PURPOSE
   */
  public static Purpose purpose(ReferralJson referral, Vocabulary vocabulary) {
    return vocabulary
        .purpose(Said.needed(referral.purpose(), "purpose"))
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_PURPOSE, "purpose"));
  }

  /**
   * @throws Problem UNKNOWN_RECIPIENT when it cannot be a code of one
   */
  public static OrganisationCode organisation(String code, String place) {
    if (!OrganisationCode.isValid(code)) {
      throw Problem.of(Problem.Code.UNKNOWN_RECIPIENT, place);
    }
    return new OrganisationCode(code);
  }

  /**
   * @throws Problem UNKNOWN_RECIPIENT, INVALID (a target and candidates)
   */
  public static List<OrganisationCode> candidates(ReferralJson referral) {
    if (referral.target().isPresent() && !referral.candidates().isEmpty()) {
      throw Problem.of(Problem.Code.INVALID, "target, candidates");
    }
    return Said.some(referral.candidates(), "candidates").stream()
        .map(code ->
            organisation(Said.needed(Optional.ofNullable(code), "candidates"), "candidates"))
        .distinct()
        .toList();
  }

  /**
   * @throws Problem MISSING, INVALID, TOO_LONG
   */
  public static Stated stated(ReferralJson referral, Vocabulary vocabulary) {
    referral
        .basis()
        .filter(code -> !code.startsWith("A6-") || vocabulary.basis(code).isEmpty())
        .ifPresent(wrong -> {
          throw Problem.of(Problem.Code.INVALID, "basis");
        });
    return new Stated(
        referral
            .emergency()
            .map(said ->
                new Stated.Emergency(
                    Said.needed(said.reason(), "emergency.reason"),
                    Said.needed(said.acute(), "emergency.acute"))),
        referral.basis(),
        referral.urgency().isPresent());
  }

  /**
   * @throws Problem MISSING, INVALID, UNKNOWN_CATEGORY, TOO_LONG, TOO_MANY
   */
  public static Facts facts(ReferralJson referral) {
    List<Fact> facts = new ArrayList<>();
    referral
        .question()
        .map(question -> question("code", question, "question"))
        .ifPresent(question -> add(facts, question));
    Said.some(referral.reasons(), "reasons")
        .forEach(reason -> add(facts, question("reasonCode", reason, "reasons[]")));
    referral.urgency().map(ReferralReader::urgency).ifPresent(urgent -> add(facts, urgent));
    notes(referral.notes()).forEach(facts::add);
    return new Facts(facts);
  }

  private static void add(List<Fact> facts, Fact.Coded question) {
    facts.add(Fact.of(Category.REFERRAL_QUESTION, question));
  }

  private static Fact.Coded question(String element, ReferralJson.Question said, String place) {
    if (said.text().isEmpty() && said.codes().isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, place + ".text");
    }
    return new Fact.Coded(
        element,
        codes(said.codes(), place + ".codes").toList(),
        Said.text(said.text(), place + ".text"));
  }

  static Stream<Fact.Coding> codes(List<CodeJson> codes, String place) {
    return Said.some(codes, place).stream()
        .map(code ->
            new Fact.Coding(
                Said.text(code.system(), place + "[].system"),
                Said.needed(Optional.ofNullable(code.code()), place + "[].code"),
                Said.text(code.display(), place + "[].display")));
  }

  private static Fact.Coded urgency(ReferralJson.Urgency said) {
    String level = Said.oneOf(Said.needed(said.level(), "urgency.level"), LEVELS, "urgency.level");
    return new Fact.Coded(
        "priority",
        List.of(new Fact.Coding(Optional.empty(), level, Optional.empty())),
        Optional.of(Said.needed(said.reason(), "urgency.reason")));
  }

  private static Stream<Fact> notes(List<ReferralJson.Note> notes) {
    return Said.some(notes, "notes").stream()
        .map(note ->
            Fact.of(
                category(note.category(), "notes[].category"),
                new Fact.Note(Said.needed(note.text(), "notes[].text"))));
  }

  static Category category(Optional<String> code, String place) {
    return Category.of(Said.needed(code, place))
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_CATEGORY, place));
  }
}
